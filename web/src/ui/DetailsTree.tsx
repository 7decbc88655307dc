import { ActionIcon, Box, Button, Switch, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconCopy } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DetailsTree.module.css';
import { SearchField } from './SearchField.tsx';
import { toast } from './toast.tsx';
import { anyItem, branches, type TreeLine, treeLines } from './tree.ts';

/**
 * Nested details to look through: searched, opened and closed, and the path of each copied. One stop of the Tab key;
 * arrows walk the lines, right and left open and close, Enter copies the path.
 */
export function DetailsTree({ label, details }: { label: string; details: unknown }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  const [words, setWords] = useState('');
  const [anyIndex, setAnyIndex] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => treeLines(details, open, words), [details, open, words]);
  const current = Math.max(
    0,
    lines.findIndex((line) => line.path === at),
  );

  const shown = (path: string): string => (anyIndex ? anyItem(path) : path);
  const copy = async (path: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(shown(path));
      toast({ title: t('tree.copied', { path: shown(path) }) });
    } catch {
      // Browsers refuse it outside https: then it is at least there to be marked.
      toast({ title: t('tree.notCopied'), message: shown(path) });
    }
  };
  const toggle = (line: TreeLine, to: boolean): void => {
    setOpen((before) => {
      const after = new Set(before);
      if (to) after.add(line.path);
      else after.delete(line.path);
      return after;
    });
  };
  const go = (index: number): void => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (!line) return;
    setAt(line.path);
    treeRef.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(line.path)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[current];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(current + 1),
      ArrowUp: () => go(current - 1),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => (line.parts !== null && !line.open ? toggle(line, true) : go(current + 1)),
      ArrowLeft: () =>
        line.open && words === ''
          ? toggle(line, false)
          : go(lines.findLastIndex((each, index) => index < current && each.level < line.level)),
      Enter: () => void copy(line.path),
      c: () => void copy(line.path),
      ' ': () => line.parts !== null && toggle(line, !line.open),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  return (
    <div>
      <div className={styles.bar}>
        <SearchField label={t('tree.search')} value={words} w={272} onChange={setWords} />
        <Button variant="default" size="xs" onClick={() => setOpen(new Set(branches(details)))}>
          {t('tree.expand')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setOpen(new Set())}>
          {t('tree.collapse')}
        </Button>
        <Switch
          size="xs"
          label={t('tree.anyIndex')}
          checked={anyIndex}
          onChange={(event) => setAnyIndex(event.currentTarget.checked)}
        />
      </div>
      {lines.length === 0 ? (
        <p className={styles.nothing}>{t('table.nothing')}</p>
      ) : (
        <Box ref={treeRef} role="tree" aria-label={label} className={styles.tree} onKeyDown={onKeyDown}>
          {lines.map((line, index) => (
            <Line
              key={line.path}
              line={line}
              path={shown(line.path)}
              focusable={index === current}
              onFocus={() => setAt(line.path)}
              onToggle={() => toggle(line, !line.open)}
              onCopy={() => void copy(line.path)}
            />
          ))}
        </Box>
      )}
      <p className={styles.hint}>{t('tree.keys')}</p>
    </div>
  );
}

interface LineProps {
  line: TreeLine;
  path: string;
  focusable: boolean;
  onFocus: () => void;
  onToggle: () => void;
  onCopy: () => void;
}

function Line({ line, path, focusable, onFocus, onToggle, onCopy }: LineProps) {
  const { t } = useTranslation();
  const Chevron = line.open ? IconChevronDown : IconChevronRight;
  return (
    <Box
      role="treeitem"
      className={styles.line}
      style={{ '--level': line.level } as React.CSSProperties}
      aria-level={line.level}
      aria-expanded={line.parts === null ? undefined : line.open}
      tabIndex={focusable ? 0 : -1}
      data-path={line.path}
      data-match={line.match || undefined}
      onFocus={onFocus}
      onClick={line.parts === null ? undefined : onToggle}
    >
      <span className={styles.toggle}>{line.parts !== null && <Chevron size={14} aria-hidden />}</span>
      <span className={styles.name}>{line.name}</span>
      <span className={styles.value}>
        {line.parts === null ? (
          line.text || <span className={styles.quiet}>{t('tree.empty')}</span>
        ) : (
          <span className={styles.quiet}>{t('tree.parts', { count: line.parts })}</span>
        )}
      </span>
      <span className={styles.type}>{t(`tree.types.${line.type}`)}</span>
      <Tooltip label={t('tree.copy', { path })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          tabIndex={-1}
          aria-label={t('tree.copy', { path })}
          onClick={(event) => {
            event.stopPropagation();
            onCopy();
          }}
        >
          <IconCopy size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Box>
  );
}
