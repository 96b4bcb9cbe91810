import { CONFIDENCES, SEVERITIES } from '../../scan/rules/rule.js';
import type { OptionSpec } from '../command.js';

const COUNTS = 'What counts as a finding';

/** Flags of every command that looks for credentials. */
export const FINDING_OPTIONS = [
  {
    name: 'only',
    value: 'RULE',
    times: 'many',
    completes: 'rule',
    summary: 'look with these rules alone',
    details: 'Several ids may be joined by commas.',
    group: COUNTS,
  },
  {
    name: 'skip',
    value: 'RULE',
    times: 'many',
    completes: 'rule',
    summary: 'look without these rules',
    details: 'Several ids may be joined by commas.',
    group: COUNTS,
  },
  {
    name: 'confidence',
    value: 'LEVEL',
    choices: CONFIDENCES,
    default: 'medium',
    summary: 'the least sure that counts',
    group: COUNTS,
  },
  {
    name: 'severity',
    value: 'LEVEL',
    choices: SEVERITIES,
    default: 'low',
    summary: 'the least severe that counts',
    group: COUNTS,
  },
  {
    name: 'no-inline-allow',
    summary: 'count what a comment allows too',
    details: 'The comments are keepmum:allow and gitleaks:allow, on the line of the finding.',
    group: COUNTS,
  },
] as const satisfies readonly OptionSpec[];
