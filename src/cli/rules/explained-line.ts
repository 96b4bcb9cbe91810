import type { Candidacy, LineExplanation } from '../../scan/inspect/explain-line.js';
import { amount } from '../../scan/report/amounts.js';
import { wrap } from '../help/wrap.js';

const WIDTH = 96;
const LABEL = 12;

/** What each outcome says, the ones with reasons of their own aside. */
const OUTCOMES: Readonly<Record<Candidacy['outcome'], string>> = {
  tail: 'no: what follows the keyword cannot be its secret',
  gate: 'no: no user:password@ follows the keyword',
  run: 'no: nothing near the keyword is long enough to be its secret',
  text: 'no: a fixed text that its secret comes with is not near the keyword',
  'no-match': 'no: the regex does not match around the keyword',
  'no-assignment': 'no: the word is no name that is given a value',
  dropped: 'no',
  match: 'yes',
};

function row(label: string, text: string): string {
  const lines = wrap(text, WIDTH - LABEL);
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL)}${line}\n`).join('');
}

function placeOf({ value }: Candidacy): string {
  return value === undefined ? '' : `${value.preview} (${value.length} characters at ${value.line}:${value.column})`;
}

function candidateRows(candidate: Candidacy): string {
  const { rules, keyword, column, outcome, reasons } = candidate;
  const name = rules.length > 1 || outcome === 'no-assignment' ? `generic assignment (${rules.join(', ')})` : rules[0];
  const woken = keyword === '' ? 'no keyword' : `by ${JSON.stringify(keyword)}`;
  const why = [OUTCOMES[outcome], reasons.join('; ')].filter((part) => part !== '').join(': ');
  const place = placeOf(candidate);
  return [
    row(column === undefined ? '' : `column ${column}`, `${name}, ${woken}`),
    ...(place === '' ? [] : [row('', place)]),
    row('', why),
  ].join('');
}

/** What a scan makes of a line, for people; values only as previews. */
export function explainedLine(place: string, { candidates, found }: LineExplanation): string {
  // A rule with several keywords near by comes to the same match by each of them.
  const rows = [...new Set(candidates.map(candidateRows))];
  const heading = `${place}: ${amount(rows.length, 'candidate')}, ${amount(found.length, 'finding')}\n`;
  const findings = found.map(({ rule, confidence, preview, line, column }) =>
    row('found', `${rule}, ${confidence} confidence: ${preview} at ${line}:${column}`),
  );
  return [heading, ...rows, ...findings].join('\n');
}
