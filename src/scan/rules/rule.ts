/** What a leaked credential of this kind can do, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure keepmum is that this is a real credential, surest first. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** gitleaks' allowlist, on one rule or global. */
export interface Allowlist {
  readonly condition: 'OR' | 'AND';
  readonly commits: readonly string[];
  readonly paths: readonly string[];
  readonly regexes: readonly string[];
  readonly regexTarget: 'secret' | 'match' | 'line';
  readonly stopwords: readonly string[];
}

/** What judges a rule's candidates: a regular expression, or one of the readers written by hand. */
export type Reader = 'regex' | 'assignment';

/** What can be asked of the bytes behind a keyword; `user-info` is `user:password@`, as in a URL. */
export const GATES = ['user-info'] as const;
export type Gate = (typeof GATES)[number];

/** Farther away from its secret no part is looked for. */
export const MAX_PART_CHARACTERS = 1000;

/** Something that belongs to a secret and stands near it; the two are one finding. */
export interface RulePart {
  /** What it is to the secret: `access key id`. */
  readonly name: string;
  /** Id of the rule that finds it. */
  readonly rule: string;
  /** Line ends between the two, at most. */
  readonly withinLines?: number;
  /** Characters between the two, at most. */
  readonly withinCharacters?: number;
}

/** The half of a rule that the engine needs to find something. */
export interface Rule {
  readonly id: string;
  /** The file's name without `.toml`; findings of one issuer share a fingerprint family. */
  readonly issuer: string;
  readonly reader: Reader;
  /** RE2 syntax; empty when `reader` is not `regex`. */
  readonly regex: string;
  /** Only files whose path matches (RE2 syntax); absent for every file. */
  readonly path?: string;
  /** Literals of which one must be there; ASCII case is ignored, as gitleaks does. */
  readonly keywords: readonly string[];
  /** Bytes to look at before and after a keyword; every match lies inside, with one byte of context for `\b`. */
  readonly window: { readonly before: number; readonly after: number };
  /** Every match starts with a keyword or at most 4 bytes before one, so that `window.before` is at most 5. */
  readonly anchor: boolean;
  /**
   * For each keyword of an anchored rule, what must stand behind it: runs of bytes of one set, `[set, count]`, a set being
   * the 128 ASCII flags in hex. A look at these bytes is much cheaper than the regex.
   */
  readonly tails?: readonly (readonly (readonly [set: string, count: number])[])[];
  /** For each keyword of an anchored rule, how every match spells it; empty where matches may spell it in several ways. */
  readonly spellings?: readonly string[];
  /**
   * For a rule without long tails: a run of bytes of one set that every match holds. To look for it in the window is much
   * cheaper than the regex, and most windows have none.
   */
  readonly run?: readonly [set: string, count: number];
  /** For a rule that is not anchored: a text, lower-cased, that every match holds in some case besides a keyword. */
  readonly text?: string;
  /** Tagged `generic`: it says where a credential stands, not whose it is, and yields to a rule that does. */
  readonly generic?: true;
  /** A look at the bytes behind a keyword, written by hand, that comes before the regex. */
  readonly gate?: Gate;
  /** Shannon entropy in bits a character that the secret must exceed; 0 for none. */
  readonly entropy: number;
  /** Capture group that holds the secret; 0 is the first one that is not empty, else the whole match. */
  readonly secretGroup: number;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Name of an offline validity check in detect/validity; absent when the format has none. */
  readonly checksum?: string;
  /** Runs only for the sake of another rule, whose part it is. */
  readonly skipReport?: true;
  readonly parts?: readonly RulePart[];
  readonly allowlists: readonly Allowlist[];
}

/** The half of a rule that only people read; loaded when there is something to show. */
export interface RuleText {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  /** What to do now, one sentence: where to revoke it. */
  readonly advice: string;
}

/** Rules ready to run. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly allowlists: readonly Allowlist[];
  /** SHA-256 over everything that can change a result; hex. */
  readonly hash: string;
  /** What people read about the rules that are not built in, by rule id. */
  readonly texts?: Readonly<Record<string, RuleText>>;
}
