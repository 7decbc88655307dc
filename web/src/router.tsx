import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { meQuery, publicQuery } from './api/me.ts';
import { Problem } from './api/problem.ts';
import { parseBookingSearch } from './bookings/search.ts';
import { parseConnectionSearch } from './connections/search.ts';
import { parseContactSearch, parseReviewSearch } from './contacts/search.ts';
import { parseMarketplaceSearch } from './marketplace/search.ts';
import { parseOpportunitySearch } from './opportunities/search.ts';
import { Loading, RouteFailure, RouteMissing } from './shell/RouteStates.tsx';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: RouteMissing,
  errorComponent: RouteFailure,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { redirect?: string | undefined } => {
    // Only addresses of this site: a link in a message must not lead elsewhere after the password was typed. The
    // field is always named, since the router keeps what a check does not mention.
    const to = search.redirect;
    return { redirect: typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : undefined };
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(publicQuery),
  component: lazyRouteComponent(() => import('./sign-in/SignInPage.tsx')),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accept-invitation/$id',
  component: lazyRouteComponent(() => import('./invitation/InvitationPage.tsx')),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 401)
        throw redirect({ to: '/sign-in', search: { redirect: location.href } });
      throw fault;
    }
  },
  component: lazyRouteComponent(() => import('./shell/Shell.tsx')),
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/calls/bookings' });
  },
});

const bookingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calls/bookings',
  validateSearch: parseBookingSearch,
  component: lazyRouteComponent(() => import('./bookings/BookingsPage.tsx')),
});

/** The screen itself shows the chosen booking beside the list; this route only names it in the address. */
const bookingRoute = createRoute({ getParentRoute: () => bookingsRoute, path: '/$id' });

const marketplaceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/marketplace',
  validateSearch: parseMarketplaceSearch,
  component: lazyRouteComponent(() => import('./marketplace/MarketplacePage.tsx')),
});

const wizardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/marketplace/servicetitan/$id',
  component: lazyRouteComponent(() => import('./connections/wizard/WizardPage.tsx')),
});

const connectionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/connections',
  component: lazyRouteComponent(() => import('./connections/ConnectionsPage.tsx')),
});

const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/connections/$id',
  validateSearch: parseConnectionSearch,
  component: lazyRouteComponent(() => import('./connections/ConnectionPage.tsx')),
});

const recordRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connections/$id/records/$resource/$recordId',
  component: lazyRouteComponent(() => import('./opportunities/RecordPage.tsx')),
});

const contactsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts',
  validateSearch: parseContactSearch,
  component: lazyRouteComponent(() => import('./contacts/ContactsPage.tsx')),
});

const reviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts/review',
  validateSearch: parseReviewSearch,
  component: lazyRouteComponent(() => import('./contacts/ReviewPage.tsx')),
});

const contactRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts/$id',
  component: lazyRouteComponent(() => import('./contacts/ContactPage.tsx')),
});

const opportunitiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/opportunities',
  validateSearch: parseOpportunitySearch,
  component: lazyRouteComponent(() => import('./opportunities/OpportunitiesPage.tsx')),
});

const opportunityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/opportunities/$id',
  component: lazyRouteComponent(() => import('./opportunities/OpportunityPage.tsx')),
});

const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/team',
  component: lazyRouteComponent(() => import('./team/TeamPage.tsx')),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/api-keys',
  component: lazyRouteComponent(() => import('./api-keys/ApiKeysPage.tsx')),
});

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/audit',
  validateSearch: (search): { actor?: string | undefined; action?: string | undefined } => ({
    actor: typeof search.actor === 'string' && search.actor !== '' ? search.actor : undefined,
    action: typeof search.action === 'string' && search.action !== '' ? search.action : undefined,
  }),
  component: lazyRouteComponent(() => import('./audit/AuditPage.tsx')),
});

const sandboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sandbox',
  component: lazyRouteComponent(() => import('./sandbox/SandboxPage.tsx')),
});

const designRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/design',
  component: lazyRouteComponent(() => import('./design/DesignPage.tsx')),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  invitationRoute,
  shellRoute.addChildren([
    homeRoute,
    bookingsRoute.addChildren([bookingRoute]),
    contactsRoute,
    reviewRoute,
    contactRoute,
    opportunitiesRoute,
    opportunityRoute,
    recordRoute,
    marketplaceRoute,
    wizardRoute,
    connectionsRoute,
    connectionRoute,
    teamRoute,
    apiKeysRoute,
    auditRoute,
    sandboxRoute,
    designRoute,
  ]),
]);

/** The addresses of the app. Every screen is its own file, loaded when it is first opened. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: RouteFailure,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
