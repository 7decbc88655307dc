/** Pages without scripts: plain, readable by keyboard and screen reader, light or dark as the reader's system says. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for use between tags or inside a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#c9cdd3, #4a4f57); --soft: light-dark(#5b626c, #a8afb9);
  --accent: light-dark(#0b5fbd, #8cc0ff); --on-accent: light-dark(#fff, #06264a); --bad: light-dark(#b3261e, #ffb4ab); }
* { box-sizing: border-box; }
body { background: light-dark(#fff, #16181c); color: light-dark(#1b1e23, #eceef1); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 24px 16px; max-width: 72rem; }
main.narrow { max-width: 28rem; margin: 0 auto; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-top: 32px; }
p.soft, td.soft { color: var(--soft); } .bad { color: var(--bad); }
form.grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); align-items: end; }
label { display: block; font-weight: 600; } label.check { font-weight: 400; }
input:not([type=checkbox]), select { font: inherit; width: 100%; min-height: 42px; padding: 8px; border: 1px solid var(--line); border-radius: 4px; }
button { font: inherit; padding: 8px 16px; border-radius: 4px; border: 1px solid var(--accent); background: var(--accent);
  color: var(--on-accent); cursor: pointer; } button.plain { background: light-dark(#fff, #16181c); color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
caption { text-align: left; } th, td { text-align: left; padding: 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
a { color: var(--accent); } dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; }
`;

/** A whole page; `main` is HTML whose texts are escaped already. */
export function page(title: string, main: string, width: 'narrow' | 'wide' = 'narrow'): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Thumbtack simulator</title>
<style>${STYLE}</style>
</head>
<body><main class="${width}">${main}</main></body>
</html>
`;
}

export interface Column<Row> {
  readonly heading: string;
  /** HTML of the cell. */
  readonly cell: (row: Row) => string;
}

/** A table that scrolls by itself on a narrow screen, or a sentence where there is nothing to show. */
export function table<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  empty: string,
): string {
  if (rows.length === 0) return `<p class="soft">${escaped(empty)}</p>`;
  const head = columns.map(({ heading }) => `<th scope="col">${escaped(heading)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${columns.map(({ cell }) => `<td>${cell(row)}</td>`).join('')}</tr>`)
    .join('');
  return `<div class="scroll" role="region" aria-label="${escaped(name)}" tabindex="0"><table>
<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
