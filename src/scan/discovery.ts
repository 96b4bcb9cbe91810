import type { Finding, LogSpot, Place, Validity } from './finding.js';
import type { Confidence } from './rules/rule.js';

/** One credential in one place, as the engine found it; `gather` groups these into findings. */
export interface Discovery extends Place {
  /** Rule id. */
  readonly rule: string;
  readonly fingerprint: string;
  readonly preview: string;
  /** Characters. */
  readonly length: number;
  /** The value, only when the request reveals values. */
  readonly revealed?: string;
  readonly confidence: Confidence;
  readonly validity: Validity;
  readonly reasons: readonly string[];
  /** What belongs to it and stands near it. */
  readonly parts?: Finding['parts'];
  readonly decodedFrom?: string;
  readonly log?: LogSpot;
  readonly lineHash?: string;
  /** Set when a comment on the line allows it. */
  readonly allowedBy?: 'inline';
}
