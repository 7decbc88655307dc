import { EventEmitter } from 'node:events';
import type {
  ApiKey,
  AuditEntry,
  Booking,
  BookingForm,
  Invitation,
  Me,
  Member,
} from '../../src/api/entities.ts';
import { NOW } from './bookings.ts';
import { ServiceTitanWorld } from './servicetitan/world.ts';

const OWNER_PERMISSIONS = [
  'bookings:read',
  'bookings:write',
  'members:read',
  'members:write',
  'api_keys:write',
  'audit:read',
  'mapping:write',
  'sandbox:use',
  'connections:read',
  'connections:write',
  'sync:read',
  'sync:write',
  'contacts:read',
  'contacts:write',
  'opportunities:read',
];

/** A request that the screens made, as the fake received it. */
export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** An answer that a test puts in the place of the fake's own. */
export interface Planned {
  status: number;
  body: unknown;
}

/** The state of the fake server. A test changes it freely and announces bookings with `announce`. */
export class FakeWorld {
  signedIn = true;
  me: Me = {
    user: { id: 'u1', name: 'Dana Whitfield', email: 'owner@demo.test' },
    workspace: { id: 'w1', name: 'Copper State Home Services', timeZone: 'America/Phoenix' },
    role: 'owner',
    permissions: OWNER_PERMISSIONS,
    workspaces: [{ id: 'w1', name: 'Copper State Home Services', role: 'owner' }],
    sandbox: true,
    serviceTitan: { connected: true, jobUrl: 'http://127.0.0.1:1/jobs/{jobId}' },
  };
  demo: { email: string; password: string } | null = { email: 'owner@demo.test', password: 'demo-password' };
  bookings = new Map<string, Booking>();
  /** Changes the form of a booking before it is answered. */
  form: (form: BookingForm) => BookingForm = (form) => form;
  members: Member[] = [
    member('m1', 'Dana Whitfield', 'owner@demo.test', 'owner'),
    member('m2', 'Chris Okafor', 'chris@demo.test', 'csr'),
  ];
  invitations: Invitation[] = [];
  apiKeys: ApiKey[] = [];
  audit: AuditEntry[] = [];
  serviceTitan = new ServiceTitanWorld();
  received: Received[] = [];
  /** Answers that stand in for the fake's own, by "METHOD /path"; a function is asked for each request. */
  planned = new Map<string, Planned | (() => Planned | null)>();
  /** Requests of these "METHOD /path" wait until the test lets them go. */
  held = new Map<string, Promise<void>>();
  readonly stream = new EventEmitter().setMaxListeners(0);

  put(...bookings: Booking[]): void {
    for (const booking of bookings) this.bookings.set(booking.id, booking);
  }

  /** Puts a booking and tells the open screens, as NOTIFY does in the server. */
  announce(booking: Booking): void {
    const type = this.bookings.has(booking.id) ? 'booking.updated' : 'booking.created';
    this.put(booking);
    this.stream.emit('event', { type, id: booking.id });
  }

  requests(method: string, path: string): Received[] {
    return this.received.filter((request) => request.method === method && request.path === path);
  }
}

function member(id: string, name: string, email: string, role: Member['role']): Member {
  return { id, userId: `user-${id}`, name, email, role, createdAt: new Date(NOW).toISOString() };
}
