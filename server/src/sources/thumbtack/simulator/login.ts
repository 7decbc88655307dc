import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import { escaped, page } from './html.ts';
import { SCOPE_WORDS } from './scopes.ts';
import type { World } from './world.ts';

const signIn = z.object({ email: z.string(), password: z.string() });
const permission = z.object({
  answer: z.enum(['permit', 'deny']),
  scope: z.union([z.string().transform((scope) => [scope]), z.array(z.string())]).default([]),
});

function loginPage(world: World, uid: string, email: string, failed: boolean): string {
  const users = world.users
    .map(
      (user) =>
        `<dt>E-mail</dt><dd><code>${escaped(user.email)}</code></dd><dt>Password</dt><dd><code>${escaped(user.password)}</code></dd>`,
    )
    .join('');
  return page(
    'Sign in',
    `<h1>Sign in to Thumbtack</h1>
<p class="soft">This is a simulator: nothing here reaches the real Thumbtack. Demo sign-in:</p><dl>${users}</dl>
${failed ? '<p class="bad" role="alert">That e-mail and password do not belong together.</p>' : ''}
<form method="post" action="/interaction/${escaped(uid)}/login">
<p><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required value="${escaped(email)}"></p>
<p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button type="submit">Sign in</button></p></form>`,
  );
}

function consentPage(uid: string, client: string, person: string, scopes: readonly string[]): string {
  const asked = scopes
    .map(
      (scope) =>
        `<p><label class="check"><input type="checkbox" name="scope" value="${escaped(scope)}" checked> ${escaped(SCOPE_WORDS[scope] ?? scope)}</label></p>`,
    )
    .join('');
  return page(
    'Permit access',
    `<h1>Permit access</h1>
<p>${escaped(person)}, <strong>${escaped(client)}</strong> asks to:</p>
<form method="post" action="/interaction/${escaped(uid)}/consent">
<fieldset><legend>Permissions</legend>${asked}</fieldset>
<p><button type="submit" name="answer" value="permit">Continue</button>
<button class="plain" type="submit" name="answer" value="deny">Cancel</button></p></form>`,
  );
}

/** The two pages a person sees (L19): signing in, then permitting what the client asks for. */
export function loginRoutes(app: FastifyInstance, world: World, authority: () => Provider): void {
  app.get<{ Params: { uid: string } }>('/interaction/:uid', async (request, reply) => {
    const { prompt, params, session, uid } = await authority().interactionDetails(request.raw, reply.raw);
    reply.type('text/html; charset=utf-8');
    if (prompt.name === 'login') return loginPage(world, uid, world.users[0]?.email ?? '', false);
    const user = world.users.find((known) => known.userID === session?.accountId);
    const scopes = String(params['scope'] ?? '')
      .split(' ')
      .filter(Boolean);
    return consentPage(uid, String(params['client_id']), user?.firstName ?? 'Hello', scopes);
  });

  app.post<{ Params: { uid: string } }>('/interaction/:uid/login', async (request, reply) => {
    const { email, password } = signIn.parse(request.body);
    const wanted = email.trim().toLowerCase();
    const user = world.users.find(
      (known) => known.email.toLowerCase() === wanted && known.password === password,
    );
    if (!user) {
      reply.code(401).type('text/html; charset=utf-8');
      return loginPage(world, request.params.uid, email, true);
    }
    const next = await authority().interactionResult(
      request.raw,
      reply.raw,
      { login: { accountId: user.userID } },
      { mergeWithLastSubmission: false },
    );
    return reply.redirect(next, 303);
  });

  app.post<{ Params: { uid: string } }>('/interaction/:uid/consent', async (request, reply) => {
    const { answer, scope } = permission.parse(request.body);
    const provider = authority();
    const { params, session } = await provider.interactionDetails(request.raw, reply.raw);
    const finish = async (result: Parameters<Provider['interactionResult']>[2]) =>
      reply.redirect(
        await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: true }),
        303,
      );
    if (answer === 'deny' || !session?.accountId) {
      return finish({ error: 'access_denied', error_description: 'The person did not permit access.' });
    }
    const asked = String(params['scope'] ?? '')
      .split(' ')
      .filter(Boolean);
    const grant = new provider.Grant({ accountId: session.accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope(asked.filter((name) => scope.includes(name)).join(' '));
    grant.rejectOIDCScope(asked.filter((name) => !scope.includes(name)).join(' '));
    return finish({ consent: { grantId: await grant.save() } });
  });
}
