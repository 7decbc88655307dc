import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client.ts';
import type { ConnectionFields, Settings, WebhookFields } from '../api/servicetitan.ts';
import { connectionQuery, settingsQuery } from './queries.ts';

/** A change of a connection: whatever the screens show of it is read again. Faults are the caller's to show. */
function useChange<Sent, Answer>(change: (sent: Sent) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: what called may be gone by then, and with it what it wanted to say.
    onSuccess: () => void client.invalidateQueries({ queryKey: ['connections'] }),
  });
}

/** Saves what was typed of a connection; secrets that were left out stay. */
export function useSaveConnection(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectionFields) =>
      unwrap(api.PATCH('/api/v1/connections/{id}', { params: { path: { id } }, body })),
    onSuccess: (connection) => {
      client.setQueryData(connectionQuery(id).queryKey, connection);
      return client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === 'connections' && queryKey[1] !== 'of',
      });
    },
    // A secret must not linger in memory.
    gcTime: 0,
  });
}

/** Asks ServiceTitan whether it accepts the credentials, field by field. */
export const useCheckConnection = (id: string) =>
  useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/connections/{id}/check', { params: { path: { id } } })),
  });

/** Saves the settings; a version that is not the newest is refused (`settings_changed`). */
export function useSaveSettings(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; settings: Settings; comment?: string }) =>
      unwrap(api.PUT('/api/v1/connections/{id}/settings', { params: { path: { id } }, body })),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery(id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['connections', 'of', id, 'history'] });
    },
  });
}

export const useImportSettings = (id: string) =>
  useMutation({
    mutationFn: (body: { file: Record<string, unknown>; apply: boolean }) =>
      unwrap(api.POST('/api/v1/connections/{id}/settings/import', { params: { path: { id } }, body })),
  });

export const useFinish = (id: string) =>
  useChange(() => unwrap(api.POST('/api/v1/connections/{id}/finish', { params: { path: { id } } })));

export const usePause = (id: string) =>
  useChange(() => unwrap(api.POST('/api/v1/connections/{id}/pause', { params: { path: { id } } })));

export const useResume = (id: string) =>
  useChange(() => unwrap(api.POST('/api/v1/connections/{id}/resume', { params: { path: { id } } })));

/** Disconnects: the mirror and what was made of it go with the connection. */
export const useDisconnect = (id: string) =>
  useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/connections/{id}', { params: { path: { id } } })),
  });

/** Forgets what is no more, once no screen shows it: asked for again, it would be missing. */
export function forgetConnection(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: ['connections', 'of', id] });
  for (const key of ['connections', 'contacts', 'opportunities', 'me'])
    void client.invalidateQueries({ queryKey: [key] });
}

export const useCheckScopes = (id: string) =>
  useChange(() => unwrap(api.POST('/api/v1/connections/{id}/scopes/check', { params: { path: { id } } })));

export const useSaveWebhook = (id: string) =>
  useChange((body: WebhookFields) =>
    unwrap(api.PATCH('/api/v1/connections/{id}/webhook', { params: { path: { id } }, body })),
  );

export const useRotateWebhook = (id: string) =>
  useChange(() => unwrap(api.POST('/api/v1/connections/{id}/webhook/rotate', { params: { path: { id } } })));

/** Begins a run now: what changed, a count against ServiceTitan, or a range anew. */
export const useStartSync = (id: string) =>
  useChange((body: { kind: 'increment' | 'reconcile' | 'backfill'; days?: number }) =>
    unwrap(api.POST('/api/v1/connections/{id}/sync', { params: { path: { id } }, body })),
  );

export const useRetry = (id: string) =>
  useChange((errorId: string) =>
    unwrap(
      api.POST('/api/v1/connections/{id}/sync-errors/{errorId}/retry', { params: { path: { id, errorId } } }),
    ),
  );

/** Begins a dry run (B20): what these settings would make of the data, without making it. */
export const useStartDryRun = (id: string) =>
  useMutation({
    mutationFn: (settings: Settings) =>
      unwrap(api.POST('/api/v1/connections/{id}/dry-run', { params: { path: { id } }, body: { settings } })),
  });
