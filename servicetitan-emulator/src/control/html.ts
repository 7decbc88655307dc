/** HTML that escapes whatever is put into it, and the frame of every page of the control plane. */

/** Markup that needs no more escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

type Part = Html | readonly Html[] | string | number | bigint | null | undefined;

function render(part: Part): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return escape(String(part));
}

/** A template whose values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((text, at) => `${text}${render(parts[at])}`).join(''));
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #5b626b; --line: #dfe3e8; --page: #f7f8fa; --card: #fff; --link: #0b57b0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --soft: #a3abb5; --line: #343a42; --page: #14171a; --card: #1b1f24; --link: #8ab8f5; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px; background: var(--page); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 15px; margin: 0 0 8px; }
p { margin: 0; } .soft { color: var(--soft); } a { color: var(--link); }
a:focus-visible, .scroll:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 4px 16px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > * { border-bottom: 0; }
th { font-weight: 600; color: var(--soft); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: 128px 1fr; gap: 4px 16px; margin: 0; }
dl + dl { margin-top: 16px; } .counts dl + dl { margin-top: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.counts { columns: 3 220px; column-gap: 48px; } .counts dl { grid-template-columns: 1fr max-content; break-inside: avoid; }
.counts dd { font-variant-numeric: tabular-nums; }
@media (max-width: 600px) { body { padding: 12px; } .scroll th, .scroll td { white-space: nowrap; } }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; margin: 8px 0; }
label { display: grid; gap: 2px; color: var(--soft); } input, select { width: 216px; max-width: 100%; }
.row > .soft { align-self: center; } th button { font-weight: 400; } td button, th button { min-height: 24px; padding: 0 12px; }
input::placeholder { color: var(--soft); opacity: 1; }
button, input, select { min-height: 32px; padding: 4px 12px; border: 1px solid var(--soft); border-radius: 6px; background: var(--card); color: var(--ink); font: inherit; }
button { cursor: pointer; } #outcome:not(:empty) { margin-top: 8px; padding: 8px 12px; border: 1px solid var(--ink); border-radius: 6px; }`;

/** A whole page. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body><main>${body}</main></body>
</html>
`.text;
}
