/**
 * Plays the person who connects the demo account: opens the source's sign-in, fills in its two pages and comes back.
 * It goes through the same addresses as a browser, so the demo's tokens come about as real ones do.
 */
export async function signInAtThumbtack(authorizeUrl: string, person: { email: string; password: string }, callback: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let request: { url: string; form?: URLSearchParams } = { url: authorizeUrl };
  for (let step = 0; step < 20; step++) {
    const answer = await fetch(request.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(request.form ? { method: 'POST', body: request.form } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location) {
      const next = new URL(location, request.url);
      if (next.href.startsWith(callback)) return next;
      request = { url: next.href };
      continue;
    }
    const page = await answer.text();
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
    if (!action) throw new Error(`the sign-in stopped at ${new URL(request.url).pathname} with ${answer.status}`);
    const form = new URLSearchParams(action.endsWith('/login') ? person : { answer: 'permit' });
    for (const [, scope = ''] of page.matchAll(/name="scope" value="([^"]+)"/g)) form.append('scope', scope);
    request = { url: new URL(action, request.url).href, form };
  }
  throw new Error('the sign-in went round in circles');
}
