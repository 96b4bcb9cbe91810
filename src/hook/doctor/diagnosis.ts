import type { HookName } from '../hook-name.js';

/** Why a hook does not run, and what makes it run. */
export interface Trouble {
  readonly why: string;
  readonly fix: string;
}

/** What is the matter with one hook. */
export interface Diagnosis {
  readonly hook: HookName;
  /** `off`: nobody asked for it. */
  readonly state: 'runs' | 'off' | 'broken';
  /** The file that git starts, or where a manager's configuration has it. */
  readonly path: string;
  /** Empty unless it is broken. */
  readonly troubles: readonly Trouble[];
}
