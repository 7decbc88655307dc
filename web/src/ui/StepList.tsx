import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './StepList.module.css';

interface StepListProps<Key extends string> {
  label: string;
  steps: { key: Key; label: string }[];
  current: Key;
  /** The furthest step that was reached: all up to it can be opened again. */
  reached: Key;
  onOpen: (key: Key) => void;
}

/** The steps of something one does in order, and where one is. */
export function StepList<Key extends string>({ label, steps, current, reached, onOpen }: StepListProps<Key>) {
  const { t } = useTranslation();
  const listRef = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // On narrow screens the steps stand in one line, which scrolls; the page itself stays where it is.
    const list = listRef.current;
    const step = current && list?.querySelector<HTMLElement>('[data-here]');
    if (list && step) list.scrollLeft = step.offsetLeft - list.clientWidth / 3;
  }, [current]);
  const furthest = steps.findIndex((step) => step.key === reached);
  return (
    <nav aria-label={label}>
      <ol ref={listRef} className={styles.list}>
        {steps.map((step, index) => {
          const done = index < furthest && step.key !== current;
          return (
            <li key={step.key} data-here={step.key === current || undefined}>
              <UnstyledButton
                className={styles.step}
                disabled={index > furthest}
                data-reached={index <= furthest || undefined}
                data-done={done || undefined}
                aria-current={step.key === current ? 'step' : undefined}
                onClick={() => onOpen(step.key)}
              >
                <span className={styles.mark} aria-hidden>
                  {done ? <IconCheck size={12} stroke={2.5} /> : index + 1}
                </span>
                {step.label}
                {done && <span className={styles.hidden}> {t('stepDone')}</span>}
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
