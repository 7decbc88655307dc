/** A race compares Tradepost with peers at one job; what every race has in common. */
export interface Race {
  readonly name: string;
  /** One sentence: what is measured. */
  readonly question: string;
  readonly metrics: readonly Metric[];
  readonly subjects: readonly { readonly name: string; readonly title: string }[];
  /** Which subjects Tradepost is compared with, by which metric. */
  readonly ratios: readonly { readonly against: string; readonly metric: string }[];
  run(options: RaceOptions): Promise<Measured>;
}

export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** How the rounds become one number: what must never happen is added up, so that one round cannot hide it. */
  readonly over: 'median' | 'sum';
  /** The race is void when this is anything but 0. */
  readonly mustBeZero?: true;
}

export interface RaceOptions {
  readonly seconds: number;
  readonly rounds: number;
  /** Names of the subjects to run. */
  readonly subjects: readonly string[];
  /** Folder for V8 CPU profiles of the subjects' processes; null: no profiles. */
  readonly profiles: string | null;
  progress(line: string): void;
}

export interface Measured {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly runs: readonly Run[];
}

/** One run of one subject; `values` by metric name, and whatever else is worth keeping. */
export interface Run {
  readonly subject: string;
  readonly round: number;
  readonly values: Readonly<Record<string, number>>;
}
