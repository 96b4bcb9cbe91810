import type { Confidence, Severity } from './rules/rule.js';

/** Whether the credential's own structure bears it out; never a network call. */
export type Validity = 'valid' | 'invalid' | 'unknown' | 'not-checked' | 'checksum-ok' | 'checksum-bad';

/** A place in a text: lines and columns count from 1, columns in characters (code points); the end is exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where in a pipeline a line of its log stands. */
export interface LogSpot {
  readonly job?: string;
  /** As the host names it. */
  readonly step?: string;
  /** Line within the step, from 1, as hosts number them that fold steps. */
  readonly stepLine?: number;
}

/** One place of a finding. */
export interface Occurrence extends Place {
  /** Relative to where the scan was started, `/` between folders; bytes that are not UTF-8 appear as U+FFFD. */
  readonly path: string;
  readonly commit?: string;
  readonly author?: string;
  /** RFC 3339, UTC. */
  readonly date?: string;
  /** Names of branches that hold the commit, at most ten, the ones committed to last first. */
  readonly branches?: readonly string[];
  /** Whether the same content is at the path in HEAD: deleted or changed since when `false`. */
  readonly atHead?: boolean;
  readonly url?: string;
  readonly decodedFrom?: string;
  /** Only in build logs. */
  readonly log?: LogSpot;
  /** `primaryLocationLineHash` as code scanning computes it; reporters use it, people do not see it. */
  readonly lineHash?: string;
}

/** One secret with every place it stands in. */
export interface Finding {
  /** Rule id. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Of rule family and secret only: hex, 32 digits. */
  readonly fingerprint: string;
  readonly secret: {
    /** At most a quarter of the value, at most 4+4 characters. */
    readonly preview: string;
    /** In characters. */
    readonly length: number;
    /** The value itself, only when `--reveal` asked for it. */
    readonly revealed?: string;
  };
  /** Sorted by path, line, column; never empty. */
  readonly occurrences: readonly Occurrence[];
  /** What belongs to the secret and stands near it, such as the id of a key; previews as of the secret. */
  readonly parts?: readonly { readonly name: string; readonly preview: string }[];
  readonly validity: Validity;
  /** Why it fired, one clause each. */
  readonly reasons: readonly string[];
  /** What to do now. */
  readonly advice: string;
}
