import type { Validity } from '../finding.js';
import type { Confidence, Rule } from '../rules/rule.js';

/** A rule that matched, in offsets of the bytes it was given. */
export interface Match {
  readonly rule: Rule;
  /** The secret itself, half open. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the whole match, with what a rule asks for around the secret; absent for the readers written by hand. */
  readonly matchLength?: number;
  readonly confidence: Confidence;
  readonly validity: Validity;
  /** Why it fired, one clause each; never the value. */
  readonly reasons: readonly string[];
}
