/** What the browser shows when it comes back from a source's sign-in: what happened, and the way on. Plain HTML, no script. */
export function resultPage(result: { title: string; text: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(result.title)} · Tradepost</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; }
main { max-width: 30rem; padding: 24px; }
h1 { font-size: 20px; margin: 0 0 8px; }
</style>
</head>
<body><main><h1>${escape(result.title)}</h1><p>${escape(result.text)}</p><p><a href="/calls/bookings">Go to Bookings</a></p></main></body>
</html>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
