/** A person at a browser who signs in and permits, for tests and scripted demonstrations of the whole way round. */

export interface PersonChoices {
  readonly email: string;
  readonly password: string;
  /** Default permit. */
  readonly answer?: 'permit' | 'deny';
  /** Permissions whose box is cleared. */
  readonly without?: readonly string[];
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** Keeps cookies by path, as the sign-in sets them for single pages (RFC 6265, section 5.4). */
function createJar() {
  const cookies = new Map<string, Cookie>();
  return {
    keep(response: Response): void {
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(/; */);
        const name = pair.slice(0, pair.indexOf('='));
        const value = pair.slice(pair.indexOf('=') + 1);
        const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
        if (value === '') cookies.delete(`${name};${path}`);
        else cookies.set(`${name};${path}`, { name, value, path });
      }
    },
    header(url: URL): string {
      return [...cookies.values()]
        .filter(({ path }) => url.pathname.startsWith(path))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
    },
  };
}

function formFor(action: string, html: string, choices: PersonChoices): URLSearchParams {
  if (action.endsWith('/login')) {
    return new URLSearchParams({ email: choices.email, password: choices.password });
  }
  const offered = [...html.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope = '']) => scope);
  const form = new URLSearchParams({ answer: choices.answer ?? 'permit' });
  for (const scope of offered) if (!choices.without?.includes(scope)) form.append('scope', scope);
  return form;
}

/**
 * Opens `authorizeUrl`, fills in what is asked and answers the address the browser is sent back to.
 * Throws when a page offers no way on, with the text of that page.
 */
export async function signIn(authorizeUrl: string, choices: PersonChoices): Promise<URL> {
  const home = new URL(authorizeUrl).origin;
  const jar = createJar();
  let url = new URL(authorizeUrl);
  let form: URLSearchParams | null = null;
  for (let page = 0; page < 12; page += 1) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      headers: { cookie: jar.header(url) },
      redirect: 'manual',
    });
    jar.keep(response);
    const html = await response.text();
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url);
      form = null;
      if (url.origin !== home) return url;
      continue;
    }
    const [, action] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
    if (action === undefined || !response.ok) {
      throw new Error(
        `Sign-in stopped at ${response.status}: ${html.replace(/<style>.*<\/style>|<[^>]+>/gs, ' ')}`,
      );
    }
    form = formFor(action, html, choices);
    url = new URL(action, url);
  }
  throw new Error('Sign-in did not come to an end.');
}
