/**
 * What a lead source is to the rest of the house. A connector is a folder beside this file that exports one `Source`;
 * everything about a vendor (paths, field names, quirks, errors) stays inside that folder.
 */

/** A lead in the one shape that bookings understand, whatever the source called its fields (reference, section 2). */
export interface Lead {
  /** The source's own id of the lead, kept as text: it may exceed 2^53. Unique per source. */
  readonly sourceLeadId: string;
  /** Shared by all contractors that were asked at once, where the source says so. */
  readonly sourceRequestId: string | null;
  /** The contractor's account or profile at the source. */
  readonly businessRef: string | null;
  /** When the customer asked, ISO 8601 in UTC; null when the source does not say or says it unreadably. */
  readonly submittedAt: string | null;
  readonly customer: {
    readonly name: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    /** As sent, untouched. */
    readonly phone: string | null;
    readonly email: string | null;
  };
  readonly address: LeadAddress | null;
  readonly category: { readonly id: string | null; readonly name: string | null };
  readonly description: string | null;
  /**
   * Questions and answers, travel preference, estimate: whatever is unique to the partner (L55). `internal` is between
   * the contractor and the source (what the lead cost) and stays out of texts for technicians.
   */
  readonly details: readonly { readonly label: string; readonly value: string; readonly internal?: true }[];
  /** Times the customer proposed, ISO 8601 in UTC, in the order sent; empty means "contact customer to schedule" (L8). */
  readonly requestedTimes: readonly { readonly start: string; readonly end: string | null }[];
  readonly attachments: readonly {
    readonly name: string;
    readonly url: string;
    readonly mimeType: string | null;
  }[];
  /** What the lead cost, as the source writes it (`"$31.00"`). */
  readonly price: string | null;
  /** `open` or `cancelled` at the source; a cancelled lead stays visible and is flagged (GL-10). */
  readonly state: 'open' | 'cancelled';
}

export interface LeadAddress {
  readonly street: string | null;
  readonly unit: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
}

/** A message that belongs to a lead; it may arrive before its lead. */
export interface LeadMessage {
  readonly sourceMessageId: string;
  readonly sourceLeadId: string;
  readonly from: 'customer' | 'business';
  readonly text: string;
  readonly sentAt: string | null;
}

/** What a delivery turned out to be. Parsing never throws: what is not understood is `unreadable`, and the raw body stays stored. */
export type Delivery =
  | { readonly kind: 'lead'; readonly eventType: string; readonly lead: Lead }
  | { readonly kind: 'message'; readonly eventType: string; readonly message: LeadMessage }
  /** A delivery the vendor marks as a test, or one that can be told to be a test: acknowledged, no booking. */
  | { readonly kind: 'test'; readonly eventType: string }
  /** Well formed but of no use here (a review, an unknown event): acknowledged and kept. */
  | { readonly kind: 'ignored'; readonly eventType: string }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** How the source proves itself on a delivery: the pair or header that was registered with it. */
export type DeliverySecret =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'header'; readonly header: string; readonly value: string };

export interface OAuthTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly scope: string;
}

/** Where the vendor lives and who we are to it; the sandbox points these at the simulator. */
export interface SourceEndpoints {
  /** Root of the API, without a trailing slash: `https://api.thumbtack.com/api/v4`. */
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Gives a valid access token for calls out. `refresh` is called at most once per 401; it must rotate and store the
 * tokens under a lock, since a refresh token works only once (reference 3.1).
 */
export interface TokenSource {
  access(signal?: AbortSignal): Promise<string>;
  refresh(staleAccessToken: string, signal?: AbortSignal): Promise<string>;
}

export type CallOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'unauthorized' | 'not_found' | 'invalid' | 'throttled' | 'unavailable';
      readonly message: string;
      readonly retryAfterSeconds: number | null;
    };

/** Progress of a lead that the source wants to hear of; a connector maps it to its own words. */
export type LeadProgress =
  | 'scheduled'
  | 'completed'
  | 'paid'
  | 'cancelled_by_customer'
  | 'cancelled_by_contractor'
  | 'not_scheduled';

export interface AuthorizationRequest {
  /** Where the user's browser goes. */
  readonly url: string;
  /** Kept server-side until the user is back. */
  readonly state: string;
  readonly codeVerifier: string;
}

export interface SourceAccount {
  readonly businessRef: string;
  readonly name: string;
  readonly imageUrl: string | null;
}

export interface Source {
  /** Path segment of `/hooks/<id>/<accountKey>` and the `source` of a booking. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Pure; `raw` is the body exactly as it arrived. */
  parse(raw: Uint8Array): Delivery;
  /** Constant-time check of a delivery's headers against the registered secret. Header names are lower-case. */
  verify(secret: DeliverySecret, headers: Readonly<Record<string, string | string[] | undefined>>): boolean;
  readonly oauth: {
    authorize(endpoints: SourceEndpoints, redirectUri: string): Promise<AuthorizationRequest>;
    /** Exchanges the code on the full callback URL; throws `SourceError` with a public message. */
    exchange(
      endpoints: SourceEndpoints,
      redirectUri: string,
      callbackUrl: URL,
      request: AuthorizationRequest,
      signal?: AbortSignal,
    ): Promise<OAuthTokens>;
    refresh(endpoints: SourceEndpoints, refreshToken: string, signal?: AbortSignal): Promise<OAuthTokens>;
  };
  accounts(
    endpoints: SourceEndpoints,
    tokens: TokenSource,
    signal?: AbortSignal,
  ): Promise<readonly SourceAccount[]>;
  /** Tells the source where to deliver; answers the source's id of the subscription. */
  subscribe(
    endpoints: SourceEndpoints,
    tokens: TokenSource,
    businessRef: string,
    hookUrl: string,
    secret: DeliverySecret,
    signal?: AbortSignal,
  ): Promise<string>;
  reply(
    endpoints: SourceEndpoints,
    tokens: TokenSource,
    sourceLeadId: string,
    text: string,
    signal?: AbortSignal,
  ): Promise<CallOutcome>;
  report(
    endpoints: SourceEndpoints,
    tokens: TokenSource,
    sourceLeadId: string,
    progress: LeadProgress,
    signal?: AbortSignal,
  ): Promise<CallOutcome>;
}

/** A call to a source failed; `publicMessage` may be shown to a person, `message` may not. */
export class SourceError extends Error {
  readonly code: 'denied' | 'expired' | 'rejected' | 'unavailable';
  readonly publicMessage: string;

  constructor(
    code: SourceError['code'],
    publicMessage: string,
    options?: { cause?: unknown; detail?: string },
  ) {
    super(options?.detail ?? publicMessage, { cause: options?.cause });
    this.name = 'SourceError';
    this.code = code;
    this.publicMessage = publicMessage;
  }
}
