import type { Problem } from './problem.js';
import type { Allowlist, Rule, RuleText } from './rule.js';

/**
 * `keepmum` is our own files, which must be complete; `gitleaks` is a user's, where only gitleaks' keys are a duty;
 * `config` is the rules in a keepmum.toml, like `gitleaks` but with our tables beside them.
 */
export type RuleDialect = 'keepmum' | 'gitleaks' | 'config';

/** A text that its rule must find; both fields are templates (docs/RULES.md, "Placeholders"). */
export interface RuleExample {
  readonly text: string;
  /** What the rule must report; absent when finding anything is enough. */
  readonly secret?: string;
  /** The file it stands in, for rules that look at a path; no template. */
  readonly path?: string;
}

/** Another rule that must have a finding near by, before this one counts. */
export interface RequiredRule {
  readonly id: string;
  readonly withinLines?: number;
  readonly withinColumns?: number;
}

export interface ParsedRule {
  readonly rule: Rule;
  readonly text: RuleText;
  readonly examples: readonly RuleExample[];
  readonly nonExamples: readonly string[];
  readonly required: readonly RequiredRule[];
  /** Line of its `id`, counted from 1. */
  readonly line: number;
}

export interface ParsedRuleFile {
  readonly file: string;
  /** The issuer's name as people write it; empty when the file does not say. */
  readonly title: string;
  readonly rules: readonly ParsedRule[];
  readonly allowlists: readonly Allowlist[];
  /** Allowlists that stand at the top level but name the rules they are for. */
  readonly targeted: readonly { readonly rules: readonly string[]; readonly allowlist: Allowlist }[];
  /** What is wrong with it; a rule that could not be read is left out of `rules`. */
  readonly problems: readonly Problem[];
}
