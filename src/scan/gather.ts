import { KeepmumError } from '../core/keepmum-error.js';
import type { Discovery } from './discovery.js';
import type { Finding, Occurrence } from './finding.js';
import { CONFIDENCES, type Confidence, type Rule, type RuleText, SEVERITIES, type Severity } from './rules/rule.js';

/** A discovery with the file or commit that it was made in. */
export type LocatedDiscovery = Discovery &
  Pick<Occurrence, 'path' | 'commit' | 'author' | 'date' | 'branches' | 'atHead' | 'url'>;

/** What people need to know of a rule, by id. */
type RuleTexts = ReadonlyMap<string, Pick<Rule, 'severity'> & Pick<RuleText, 'title' | 'advice'>>;

/** What is left once every discovery has its finding. */
export interface Gathered {
  /** Worst first: by severity, confidence, then place. The same discoveries in any order give the same list. */
  readonly findings: readonly Finding[];
  /** Findings that the gate left out. */
  readonly belowGate: number;
  /** Occurrences that an inline comment allowed; a finding with no other is left out. */
  readonly allowed: number;
  /** Findings that the baseline holds; absent without one. */
  readonly known?: number;
}

/**
 * Makes one finding of each secret, with every place it stands in.
 *
 * @param gate the lowest confidence and severity that count as a finding
 * @throws KeepmumError INTERNAL when a discovery names a rule that `texts` lacks
 */
export function gatherFindings(
  discoveries: Iterable<LocatedDiscovery>,
  texts: RuleTexts,
  gate: { readonly confidence: Confidence; readonly severity: Severity; readonly known?: ReadonlySet<string> },
): Gathered {
  let allowed = 0;
  const bySecret = new Map<string, LocatedDiscovery[]>();
  for (const discovery of discoveries) {
    if (discovery.allowedBy !== undefined) {
      allowed++;
      continue;
    }
    const ofSecret = bySecret.get(discovery.fingerprint);
    if (ofSecret === undefined) bySecret.set(discovery.fingerprint, [discovery]);
    else ofSecret.push(discovery);
  }
  const all = [...bySecret.values()].map((ofSecret) => findingOf(ofSecret, texts));
  const certain = all.filter((finding) => passes(finding, gate));
  const findings = certain.filter(({ fingerprint }) => !gate.known?.has(fingerprint)).sort(compareFindings);
  const known = gate.known === undefined ? {} : { known: certain.length - findings.length };
  return { findings, belowGate: all.length - certain.length, allowed, ...known };
}

function findingOf(discoveries: readonly LocatedDiscovery[], texts: RuleTexts): Finding {
  const ranked = discoveries
    .map((discovery) => ({ discovery, text: textOf(discovery.rule, texts) }))
    .sort((a, b) => compareStrength(a, b) || comparePlaces(a.discovery, b.discovery));
  const strongest = ranked[0];
  if (strongest === undefined)
    throw new KeepmumError('INTERNAL', 'cannot make a finding: no discovery, expected at least one');
  const { discovery, text } = strongest;
  return {
    rule: discovery.rule,
    title: text.title,
    severity: text.severity,
    confidence: discovery.confidence,
    fingerprint: discovery.fingerprint,
    secret: {
      preview: discovery.preview,
      length: discovery.length,
      ...(discovery.revealed === undefined ? {} : { revealed: discovery.revealed }),
    },
    occurrences: occurrencesOf(discoveries),
    ...partsOf(ranked.map((one) => one.discovery)),
    validity: discovery.validity,
    reasons: [...new Set(ranked.flatMap((one) => one.discovery.reasons))],
    advice: text.advice,
  };
}

/** Of all places, each part once; what stands by the strongest discovery comes first. */
function partsOf(discoveries: readonly LocatedDiscovery[]): Pick<Finding, 'parts'> {
  const all = discoveries.flatMap(({ parts }) => parts ?? []);
  if (all.length === 0) return {};
  return { parts: [...new Map(all.map((part) => [`${part.name}\0${part.preview}`, part])).values()] };
}

function textOf(rule: string, texts: RuleTexts) {
  const text = texts.get(rule);
  if (text === undefined) {
    throw new KeepmumError('INTERNAL', `cannot describe rule "${rule}": no text for it, expected one for every rule`);
  }
  return text;
}

/** Two rules may fire on one value at one place; that is one occurrence. */
function occurrencesOf(discoveries: readonly LocatedDiscovery[]): Occurrence[] {
  const sorted = discoveries.map(occurrenceOf).sort(comparePlaces);
  return sorted.filter((occurrence, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || comparePlaces(previous, occurrence) !== 0;
  });
}

function occurrenceOf(discovery: LocatedDiscovery): Occurrence {
  const {
    path,
    line,
    column,
    endLine,
    endColumn,
    commit,
    author,
    date,
    branches,
    atHead,
    url,
    decodedFrom,
    log,
    lineHash,
  } = discovery;
  return {
    path,
    line,
    column,
    endLine,
    endColumn,
    ...(commit === undefined ? {} : { commit }),
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    ...(branches === undefined ? {} : { branches }),
    ...(atHead === undefined ? {} : { atHead }),
    ...(url === undefined ? {} : { url }),
    ...(decodedFrom === undefined ? {} : { decodedFrom }),
    ...(log === undefined || Object.keys(log).length === 0 ? {} : { log }),
    ...(lineHash === undefined ? {} : { lineHash }),
  };
}

function passes(finding: Finding, gate: { readonly confidence: Confidence; readonly severity: Severity }): boolean {
  return (
    CONFIDENCES.indexOf(finding.confidence) <= CONFIDENCES.indexOf(gate.confidence) &&
    SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(gate.severity)
  );
}

type Ranked = { readonly discovery: LocatedDiscovery; readonly text: { readonly severity: Severity } };

/** The rule that is surest of a secret names it. */
function compareStrength(a: Ranked, b: Ranked): number {
  return (
    CONFIDENCES.indexOf(a.discovery.confidence) - CONFIDENCES.indexOf(b.discovery.confidence) ||
    SEVERITIES.indexOf(a.text.severity) - SEVERITIES.indexOf(b.text.severity) ||
    compareText(a.discovery.rule, b.discovery.rule)
  );
}

function compareFindings(a: Finding, b: Finding): number {
  const [placeOfA, placeOfB] = [a.occurrences[0], b.occurrences[0]];
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    (placeOfA !== undefined && placeOfB !== undefined ? comparePlaces(placeOfA, placeOfB) : 0) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

type Spot = Pick<Occurrence, 'path' | 'line' | 'column' | 'commit'>;

function comparePlaces(a: Spot, b: Spot): number {
  return (
    compareText(a.path, b.path) || a.line - b.line || a.column - b.column || compareText(a.commit ?? '', b.commit ?? '')
  );
}

/** By code units: the same on every machine, unlike a locale's order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
