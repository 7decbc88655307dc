import { createAuthClient } from 'better-auth/client';
import { organizationClient } from 'better-auth/client/plugins';
import { Problem } from './problem.ts';

/** Accounts: sign in and out, the active workspace (better-auth at `/api/auth`). */
const auth = createAuthClient({
  baseURL: `${window.location.origin}/api/auth`,
  plugins: [organizationClient()],
  sessionOptions: { refetchOnWindowFocus: false },
});

interface AuthAnswer {
  error: { status: number; code?: string | undefined; message?: string | undefined } | null;
}

async function settled(request: Promise<AuthAnswer>): Promise<void> {
  let answer: AuthAnswer;
  try {
    answer = await request;
  } catch {
    throw new Problem(0, 'network', '');
  }
  const { error } = answer;
  if (!error) return;
  throw new Problem(error.status, error.code?.toLowerCase() ?? `http_${error.status}`, error.message ?? '');
}

/** Starts a session. Throws a Problem with code `invalid_email_or_password` when they do not fit. */
export const signIn = (email: string, password: string): Promise<void> =>
  settled(auth.signIn.email({ email, password }));

/** Ends the session. */
export const signOut = (): Promise<void> => settled(auth.signOut());

/** Makes another of the person's workspaces the active one. */
export const switchWorkspace = (organizationId: string): Promise<void> =>
  settled(auth.organization.setActive({ organizationId }));
