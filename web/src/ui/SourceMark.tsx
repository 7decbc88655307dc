import styles from './SourceMark.module.css';

/** Backgrounds that carry white text at 4.5:1 or better. */
const COLOURS = ['#1f6feb', '#8250df', '#b0246a', '#0b6b62', '#9a4a00', '#3a5a13', '#9b1c1c', '#44546a'];

/** Letter and colour of a source: one or two initials, and a colour that stays the same for the same source. */
export function monogram(source: string, name: string): { letters: string; colour: string } {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const initials =
    words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [[...(words[0] ?? '?')][0]];
  let hash = 7;
  for (const letter of source) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return { letters: initials.join('').toUpperCase(), colour: COLOURS[hash % COLOURS.length] ?? '#44546a' };
}

/** The mark of a lead source beside its name: a monogram of our own, no vendor's trademark. */
export function SourceMark({ source, name, size = 20 }: { source: string; name: string; size?: number }) {
  const { letters, colour } = monogram(source, name);
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 20 20" aria-hidden>
      <rect width="20" height="20" rx="5" fill={colour} />
      <text
        x="10"
        y="14"
        textAnchor="middle"
        fontSize={letters.length > 1 ? 9 : 11}
        fontWeight="700"
        fill="#fff"
      >
        {letters}
      </text>
    </svg>
  );
}
