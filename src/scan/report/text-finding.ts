import type { Finding, Occurrence, Validity } from '../finding.js';
import { amount } from './amounts.js';
import type { Paint } from './paint.js';
import { terminalText } from './terminal-text.js';

/** Everything below a title starts here, so that severities stand out in the margin. */
const INDENT = ' '.repeat(10);
const TEXT_WIDTH = 76;
const LABEL_WIDTH = 5;
const MOST_PLACES = 6;
const MOST_BRANCHES = 3;

const VALIDITY_WORDS: Readonly<Record<Validity, string>> = {
  valid: 'valid',
  invalid: 'no longer valid',
  unknown: 'validity unknown',
  'not-checked': '',
  'checksum-ok': 'checksum holds',
  'checksum-bad': 'checksum does not hold',
};

/** One secret: what it is, where it stands, why it was found, what to do now. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const { preview, length, revealed } = finding.secret;
  const facts = [
    amount(length, 'character'),
    VALIDITY_WORDS[finding.validity],
    `${finding.confidence} confidence`,
    ...(finding.parts ?? []).map((part) => `${part.name} ${part.preview}`),
  ].filter((fact) => fact !== '');
  return [
    `${paint(finding.severity, finding.severity.padEnd(INDENT.length))}${paint('bold', terminalText(finding.title))}  ${paint('dim', terminalText(finding.rule))}`,
    `${INDENT}${terminalText(revealed ?? preview)}  ${paint('dim', terminalText(facts.join(', ')))}`,
    '',
    ...placeLines(finding.occurrences, paint),
    '',
    ...labelled('why', finding.reasons.join('; '), paint),
    ...labelled('now', finding.advice, paint),
  ];
}

function placeLines(occurrences: readonly Occurrence[], paint: Paint): string[] {
  if (occurrences.length <= MOST_PLACES) return occurrences.map((occurrence) => placeLine(occurrence, paint));
  const shown = occurrences.slice(0, MOST_PLACES - 1);
  const rest = occurrences.slice(MOST_PLACES - 1);
  const files = new Set(rest.map((occurrence) => occurrence.path)).size;
  return [
    ...shown.map((occurrence) => placeLine(occurrence, paint)),
    `${INDENT}${paint('dim', `… and ${amount(rest.length, 'more place')} in ${amount(files, 'file')}`)}`,
  ];
}

function placeLine(occurrence: Occurrence, paint: Paint): string {
  const { job, step, stepLine } = occurrence.log ?? {};
  const notes = [
    job === undefined ? '' : `job ${job}`,
    step === undefined ? '' : `step ${step}${stepLine === undefined ? '' : `, line ${stepLine} of it`}`,
    occurrence.commit === undefined ? '' : `commit ${occurrence.commit.slice(0, 12)}`,
    occurrence.author === undefined ? '' : `by ${occurrence.author}`,
    occurrence.date === undefined ? '' : `on ${occurrence.date.slice(0, 10)}`,
    occurrence.atHead === true ? 'still at HEAD' : '',
    occurrence.branches === undefined ? '' : `in ${occurrence.branches.slice(0, MOST_BRANCHES).join(', ')}`,
    occurrence.decodedFrom === undefined ? '' : `decoded from ${occurrence.decodedFrom}`,
  ].filter((note) => note !== '');
  const place = `${INDENT}${terminalText(`${occurrence.path}:${occurrence.line}:${occurrence.column}`)}`;
  return notes.length === 0 ? place : `${place}  ${paint('dim', terminalText(notes.join(', ')))}`;
}

function labelled(label: string, text: string, paint: Paint): string[] {
  return wrapped(terminalText(text)).map((line, index) => {
    const margin = index === 0 ? paint('dim', label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH);
    return `${INDENT}${margin}${line}`;
  });
}

/** Breaks between words only, so that an address stays whole and can be clicked. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= TEXT_WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== '') lines.push(word);
  }
  return lines;
}
