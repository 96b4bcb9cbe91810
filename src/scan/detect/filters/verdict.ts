import type { Confidence } from '../../rules/rule.js';

/** The rules that an assignment can be found by; each is a rule with `reader = "assignment"`. */
export type AssignmentRule =
  | 'generic-password'
  | 'generic-secret'
  | 'generic-token'
  | 'generic-api-key'
  | 'generic-private-key-value'
  | 'generic-credential';

/** What became of an assignment. */
export type Verdict =
  | {
      readonly kind: 'finding';
      readonly rule: AssignmentRule;
      readonly confidence: Confidence;
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'dropped' /** Which filter, and why. */; readonly by: string };
