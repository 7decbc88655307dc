import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './ui/global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { startTranslation } from './locales/start.ts';
import { createAppRouter } from './router.tsx';
import { readableColours, theme } from './ui/theme.ts';

const queryClient = createQueryClient(() => {
  const here = router.latestLocation;
  if (here.pathname === '/sign-in') return;
  // The screens stay until the sign-in is there; only then may what they show be forgotten.
  void router.navigate({ to: '/sign-in', search: { redirect: here.href } }).then(() => queryClient.clear());
});
const router = createAppRouter(queryClient);
const colourSchemes = localStorageColorSchemeManager({ key: 'tradepost.colour-scheme' });

await startTranslation();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableColours}
      colorSchemeManager={colourSchemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={4} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
