import { KeepmumError } from '../../core/keepmum-error.js';
import { nearestName } from '../../core/nearest-name.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import type { DescribedRule } from '../described-rules.js';
import { EXIT } from '../exit-code.js';
import { wrap } from '../help/wrap.js';
import { print } from '../print.js';
import { quote } from '../quote.js';
import type { World } from '../world.js';

const WIDTH = 80;
const LABEL = 12;

function row(label: string, text: string): string {
  const lines = wrap(text, WIDTH - LABEL);
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL)}${line}\n`).join('');
}

/** How a candidate is judged, in the order in which it happens. */
function judging(rule: DescribedRule): readonly string[] {
  return [
    ...(rule.path === undefined ? [] : [`the path matches ${rule.path}`]),
    ...(rule.keywords.length === 0 ? [] : [`one of these is there: ${rule.keywords.join(', ')}`]),
    ...(rule.reader === 'assignment' ? ['an assignment is read around it, and its name and value are judged'] : []),
    ...(rule.regex === '' ? [] : [`the text around it matches ${rule.regex}`]),
    ...(rule.entropy === 0 ? [] : [`the secret has more than ${rule.entropy} bits of entropy a character`]),
    ...(rule.checksum === undefined
      ? []
      : [`its own structure is checked (${rule.checksum}), which changes the confidence`]),
    ...(rule.allowlists.length === 0 ? [] : ['none of the allowlists allows it']),
  ];
}

function explanation(rule: DescribedRule): string {
  const steps = judging(rule).map((step, index) => row(index === 0 ? 'found when' : '', `${index + 1}. ${step}`));
  return [
    `${rule.title} (${rule.id})\n\n`,
    rule.description === '' ? '' : row('what', rule.description),
    row('severity', `${rule.severity}, with ${rule.confidence} confidence`),
    ...steps,
    rule.advice === '' ? '' : row('then', rule.advice),
    ...rule.references.map((reference, index) => row(index === 0 ? 'see' : '', reference)),
    rule.tags.length === 0 ? '' : row('tags', rule.tags.join(', ')),
  ].join('');
}

async function explainRule(id: string, configFlag: string | undefined, world: World): Promise<string> {
  const { describedRules } = await import('../described-rules.js');
  const rules = await describedRules(configFlag, world);
  const rule = rules.find((known) => known.id === id);
  if (rule !== undefined) return explanation(rule);
  const nearest = nearestName(
    id,
    rules.map((known) => known.id),
  );
  throw new KeepmumError('USAGE', `cannot explain ${quote(id)}: there is no such rule`, {
    hints: [
      ...(nearest === undefined ? [] : [`did you mean "${nearest}"?`]),
      'keepmum rules list shows every rule; FILE:LINE explains a line of a file',
    ],
  });
}

export const rulesExplain = defineCommand({
  name: 'rules explain',
  summary: 'say what a rule finds, or why a line is a finding or is none',
  synopsis: ['rules explain RULE', 'rules explain FILE:LINE'],
  description: [
    'With the id of a rule: what it finds, how it judges, and what to do about a finding.',
    'With a place: which rules were candidates on that line, by which keyword, how far each came, and what the filter said that stopped it. Values are shown as previews only.',
  ],
  operands: { value: 'RULE', summary: 'the id of a rule, or FILE:LINE', atLeast: 1, atMost: 1, completes: 'rule' },
  options: [CONFIG_OPTION, ...COMMON_OPTIONS],
  examples: [
    { line: 'keepmum rules explain github-personal-access-token', does: 'the rule behind a finding' },
    { line: 'keepmum rules explain src/settings.py:12', does: 'why a line is reported, or is not' },
  ],
  exitCodes: [
    { code: '0', means: 'the rule or the line was explained' },
    { code: '3', means: 'the file could not be read' },
    ...FAILURE_EXIT_CODES,
  ],
  async run({ flags, operands: [word = ''] }, world) {
    const { explainPlace, placeIn } = await import('../rules/explain-place.js');
    const place = placeIn(word);
    const text = await (place === undefined
      ? explainRule(word, flags.config, world)
      : explainPlace(place, flags.config, world));
    await print(world.stdout, text);
    return EXIT.clean;
  },
});
