import type { MaskHits } from '../../mask/hit-counter.js';
import type { ChildEnd } from '../child/child-end.js';
import type { OutputName } from '../child/started-child.js';
import type { ResolvedSecret } from '../resolve/resolved-secret.js';

/** A secret that was met, by name; never its value. */
export interface NamedHit {
  readonly name: string;
  readonly form: MaskHits['form'];
  readonly count: number;
}

/** What was found in files afterwards. */
export interface SweepOutcome {
  readonly hits: readonly (NamedHit & { readonly path: string })[];
  readonly searched: number;
  readonly missed: readonly string[];
}

/** What came of a run that got as far as its command. */
export interface RunOutcome {
  /** Absent without a command, or if it was stopped before. */
  readonly end?: ChildEnd;
  /** What told us to stop before the command was started. */
  readonly stoppedBy?: NodeJS.Signals;
  readonly secrets: readonly Omit<ResolvedSecret, 'value'>[];
  readonly masked: readonly (NamedHit & { readonly stream: OutputName })[];
  /** Absent if nobody looked. */
  readonly sweep?: SweepOutcome;
  readonly leases: 'given-back' | 'failed';
  /** What failed after the command had been started. */
  readonly failure?: unknown;
}
