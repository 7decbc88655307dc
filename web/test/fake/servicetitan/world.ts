import type {
  Check,
  Conflict,
  Connection,
  Contact,
  Opportunity,
  Placeholder,
  Settings,
  SettingsVersion,
  SyncError,
  SyncOverview,
  SyncRun,
} from '../../../src/api/servicetitan.ts';
import { CHECKED, makeConnection, makeSettings } from './connections.ts';
import { makeConflict, makeContact, makeOpportunity, mergedContact } from './customers.ts';
import { ERRORS, makeRuns, makeSync } from './sync.ts';

/** What the fake server knows of ServiceTitan: nothing is connected until a test says so. */
export class ServiceTitanWorld {
  connections: Connection[] = [];
  settings = new Map<string, Settings>();
  versions: SettingsVersion[] = [];
  checks: Check[] = CHECKED;
  sync: SyncOverview = makeSync();
  runs: SyncRun[] = [];
  errors: SyncError[] = [];
  contacts: Contact[] = [];
  /** What became of contacts that were put together with others. */
  readonly mergedInto = new Map<string, string>();
  conflicts: Conflict[] = [];
  opportunities: Opportunity[] = [];
  placeholders: { emails: Placeholder[]; phones: Placeholder[] } = { emails: [], phones: [] };
  /** How far a dry run comes each time one asks. */
  dryRunStep = 1;
  dryRunProgress = 0;

  connection(id: string): Connection | undefined {
    return this.connections.find((each) => each.id === id);
  }

  settingsOf(id: string): Settings {
    return this.settings.get(id) ?? makeSettings();
  }

  /** One connection that has run for a while, with everything a connection can have. */
  populate(changes: Partial<Connection> = {}): this {
    this.connections = [makeConnection(changes)];
    this.errors = [...ERRORS];
    this.sync = makeSync({ errors: ERRORS.length });
    this.runs = makeRuns(24);
    this.versions = [
      {
        version: 3,
        at: '2026-03-01T15:00:00Z',
        actor: { type: 'user', id: 'u1', name: 'Dana Whitfield' },
        comment: 'Reviews need invoices',
        changes: [{ path: 'resources.job', before: ['estimates'], after: ['estimates', 'invoices'] }],
      },
    ];
    this.contacts = [mergedContact(), ...Array.from({ length: 60 }, (_, nth) => makeContact(nth + 1))];
    this.conflicts = [makeConflict(0), makeConflict(1)];
    this.opportunities = Array.from({ length: 60 }, (_, nth) => makeOpportunity(nth));
    this.placeholders = {
      emails: [
        {
          value: 'noemail@noemail.com',
          customers: 412,
          listed: false,
          examples: ['Delgado, Maria', 'Li, Bob'],
        },
      ],
      phones: [{ value: '+16025550000', customers: 38, listed: false, examples: ['O’Connor, James'] }],
    };
    return this;
  }
}
