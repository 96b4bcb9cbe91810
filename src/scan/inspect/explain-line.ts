import { assetFolder } from '../../core/asset-folder.js';
import { SimdSearch } from '../../core/literals/simd-search.js';
import { engineTablesOf } from '../detect/built-tables.js';
import { Detector } from '../detect/detector.js';
import type { Match } from '../detect/match.js';
import { oneMatchPerValue } from '../detect/one-value.js';
import { loadRegexEngine } from '../detect/regex/regex-engine.js';
import { RuleTrials, type Trial } from '../detect/trials.js';
import { previewOf } from '../report/preview.js';
import type { RuleSet } from '../rules/rule.js';
import { sniffEncoding } from './text-encoding.js';
import { Utf16Transcoder } from './utf16-transcoder.js';

const LINE_FEED = 0x0a;

/** A value that a rule looked at. */
export interface ExaminedValue {
  /** Of its first character, counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly preview: string;
  /** In characters. */
  readonly length: number;
}

/** One candidate on the line, with what the first step that stopped it says, or that it is a match. */
export interface Candidacy {
  readonly rules: readonly string[];
  readonly keyword: string;
  /** Column of the keyword; absent when it stands on another line. */
  readonly column?: number;
  readonly value?: ExaminedValue;
  /** `match`: it came through every filter. */
  readonly outcome: 'tail' | 'gate' | 'run' | 'text' | 'no-match' | 'no-assignment' | 'dropped' | 'match';
  /** The filter that dropped it, or why it is a match; never the value. */
  readonly reasons: readonly string[];
}

/** What a scan makes of one line. */
export interface LineExplanation {
  readonly candidates: readonly Candidacy[];
  /** What is left when one value is one finding. */
  readonly found: readonly (ExaminedValue & Pick<Match, 'confidence'> & { readonly rule: string })[];
}

/**
 * Goes through the detector's steps for whatever touches one line.
 *
 * @param content of the whole file
 * @param line counts from 1
 * @returns undefined when there is no such line
 */
export function explainLine(content: Buffer, line: number, path: string, rules: RuleSet): LineExplanation | undefined {
  const text = textOf(content);
  const span = spanOfLine(text, line);
  if (span === undefined) return undefined;
  const engine = loadRegexEngine();
  const { index, literals } = engineTablesOf(rules, assetFolder());
  const detector = new Detector(rules, engine, index);
  const { before, after } = detector.reach;
  const [from, to] = [Math.max(0, span.start - before - after), Math.min(text.length, span.end + before + after)];
  const search = new SimdSearch(literals, to - from);
  text.copy(search.text, 0, from, to);
  const request = { bytes: search.text, ownFrom: 0, ownTo: to - from, length: to - from, path };
  const place = placesIn(request.bytes, line, span.start - from);
  const onLine = (start: number, end: number): boolean => start < span.end - from && end > span.start - from;
  const candidates = [
    ...new RuleTrials(rules, engine, index).try(request, search.search(search.text, 0, to - from)),
  ].flatMap((trial) => candidaciesOf(trial, place).filter(({ touches }) => onLine(...touches)));
  const matches = oneMatchPerValue(detector.detect(request, search.search(search.text, 0, to - from)));
  return {
    candidates: candidates.map(({ candidacy }) => candidacy),
    found: matches
      .filter(({ start, end }) => onLine(start, end))
      .map((match) => ({ ...place(match.start, match.end), rule: match.rule.id, confidence: match.confidence })),
  };
}

function textOf(content: Buffer): Buffer {
  const encoding = sniffEncoding(content);
  if (encoding === 'utf-8-bom') return content.subarray(3);
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return content;
  return new Utf16Transcoder(encoding === 'utf-16le' ? 'le' : 'be').write(content);
}

interface Span {
  readonly start: number;
  /** After the line end. */
  readonly end: number;
}

function spanOfLine(text: Buffer, line: number): Span | undefined {
  let start = 0;
  for (let count = 1; count < line; count++) {
    const lineFeed = text.indexOf(LINE_FEED, start);
    if (lineFeed < 0) return undefined;
    start = lineFeed + 1;
  }
  const lineFeed = text.indexOf(LINE_FEED, start);
  const end = lineFeed < 0 ? text.length : lineFeed + 1;
  return end > start ? { start, end } : undefined;
}

type PlaceOf = (start: number, end: number) => ExaminedValue;

/** @param lineStart where `line` starts in the bytes */
function placesIn(bytes: Buffer, line: number, lineStart: number): PlaceOf {
  return (start, end) => {
    const first = start === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, start - 1) + 1;
    const [low, high] = [Math.min(first, lineStart), Math.max(first, lineStart)];
    const between = bytes.subarray(low, high).reduce((count, byte) => count + Number(byte === LINE_FEED), 0);
    const value = bytes.toString('utf8', start, end);
    return {
      line: first < lineStart ? line - between : line + between,
      column: [...bytes.toString('utf8', first, start)].length + 1,
      preview: previewOf(value),
      length: [...value].length,
    };
  };
}

interface Touching {
  readonly candidacy: Candidacy;
  readonly touches: readonly [start: number, end: number];
}

function candidaciesOf(trial: Trial, place: PlaceOf): readonly Touching[] {
  const { rules, keyword, start, outcome } = trial;
  const base = { rules: rules.map(({ id }) => id), keyword };
  const at = [start, start + Math.max(1, Buffer.byteLength(keyword))] as const;
  const column = keyword === '' ? {} : { column: place(start, start).column };
  const stopped = (kind: Candidacy['outcome']): readonly Touching[] =>
    keyword === '' ? [] : [{ candidacy: { ...base, ...column, outcome: kind, reasons: [] }, touches: at }];
  if (outcome.step === 'tail' || outcome.step === 'gate' || outcome.step === 'run' || outcome.step === 'text')
    return stopped(outcome.step);
  if (outcome.step === 'regex') {
    if (outcome.judged.length === 0) return stopped('no-match');
    return outcome.judged.map(({ raw, judgement }) => ({
      candidacy: { ...base, ...column, value: place(raw.start, raw.end), ...judged(judgement) },
      touches: [Math.min(at[0], raw.start), Math.max(at[1], raw.end)],
    }));
  }
  if (outcome.read === undefined) return stopped('no-assignment');
  const { assignment, verdict } = outcome.read;
  const { valueStart, valueEnd } = assignment;
  const fate = verdict.kind === 'dropped' ? { droppedBy: verdict.by } : verdict;
  const value = place(valueStart, valueEnd);
  const { outcome: kind, reasons } = judged(fate);
  const read = `reads ${JSON.stringify(assignment.name)} ${assignment.operator}`;
  const candidacy = { ...base, ...column, value, outcome: kind, reasons: [read, ...reasons] };
  return [{ candidacy, touches: [Math.min(at[0], valueStart), Math.max(at[1], valueEnd)] }];
}

function judged(
  judgement: { readonly droppedBy: string } | Pick<Match, 'confidence' | 'reasons'>,
): Pick<Candidacy, 'outcome' | 'reasons'> {
  if ('droppedBy' in judgement) return { outcome: 'dropped', reasons: [judgement.droppedBy] };
  return { outcome: 'match', reasons: [`${judgement.confidence} confidence`, ...judgement.reasons] };
}
