/** In characters: below this a run says nothing. */
const MIN_RUN = 4;
/** Signs that hide a value. */
const MASK = /[*•●∙·#?_.x-]{3,}/i;

/**
 * Why a value is no secret by its characters' order alone: one character or a short unit repeated, a mask, a count up or down.
 * Runs must cover most of the value, so that no random one is hit.
 */
export function patternReason(value: string): string | undefined {
  if (value.length < MIN_RUN) return undefined;
  if (isMask(value)) return 'a mask';
  const repeated = repeatedUnit(value);
  if (repeated !== undefined) return repeated;
  if (/^[0-9a-z]+(?:\.{3}|…)/i.test(value) && /(?:\.{3}|…)$/.test(value)) return 'a text cut short';
  if (isCounted(value)) return 'a sequence of characters';
  // `aabbccdd` counts up as well as `abcd` does.
  const single = value.replace(/(.)\1/gs, '$1');
  const covered = coveredByRuns(single.length * 2 === value.length ? single + single : value);
  if (covered.sequence * 2 >= value.length && covered.sequence > MIN_RUN) return 'a sequence of characters';
  return covered.equal * 2 > value.length && covered.equal > MIN_RUN ? 'one character repeated' : undefined;
}

/** In characters: shorter ones may be a PIN and a letter. */
const MIN_COUNTED = 12;
/** Of the steps from pair to pair, how many must be by one. */
const STEADY = 0.75;

/** `00010203…` counts in bytes, `a1b2c3d4…` in letters and digits by turns. */
function isCounted(value: string): boolean {
  if (value.length < MIN_COUNTED || !/^(?:[0-9a-f]{2})+$/i.test(value)) return false;
  const firsts = [...value].filter((_, at) => at % 2 === 0).join('');
  const seconds = [...value].filter((_, at) => at % 2 === 1).join('');
  if (isSteady([...Buffer.from(value, 'hex')])) return true;
  if (!/^(?:[a-f]+,\d+|\d+,[a-f]+)$/i.test(`${firsts},${seconds}`)) return false;
  return isSteady([...Buffer.from(firsts)]) && isSteady([...Buffer.from(seconds)]);
}

function isSteady(codes: readonly number[]): boolean {
  const steps = codes.slice(1).map((code, at) => Math.abs(code - (codes[at] ?? 0)));
  return steps.filter((step) => step === 1).length >= steps.length * STEADY;
}

/** Only mask signs, or three and more of one of them over more than half of the value. */
function isMask(value: string): boolean {
  if (/^[*•●∙·#?_.x\s-]+$/i.test(value)) return true;
  const mask = MASK.exec(value);
  return (
    mask !== null &&
    new Set(mask[0].toLowerCase()).size === 1 &&
    (/[*•●∙]/.test(mask[0]) || mask[0].length * 2 > value.length)
  );
}

function repeatedUnit(value: string): string | undefined {
  const doubled = value + value;
  const period = doubled.indexOf(value, 1);
  if (period === 1) return 'one character repeated';
  return period < value.length && period <= 16 ? 'a short text repeated' : undefined;
}

/** Characters in runs of equal ones and of steps by one, up or down; a run counts from 4 characters. */
function coveredByRuns(value: string): { readonly equal: number; readonly sequence: number } {
  let equal = 0;
  let sequence = 0;
  let start = 0;
  let step = Number.NaN;
  for (let i = 1; i <= value.length; i++) {
    const next = i < value.length ? stepBetween(value, i) : Number.NaN;
    if (next === step) continue;
    const length = i - start;
    if (length >= MIN_RUN && step === 0) equal += length;
    // `…890…` goes on counting after 9 as a keyboard does; only steps by one are a run.
    if (length >= MIN_RUN && (step === 1 || step === -1)) sequence += length;
    start = i - 1;
    step = next;
  }
  return { equal, sequence };
}

function stepBetween(value: string, at: number): number {
  const before = value.charCodeAt(at - 1) | 0x20;
  const here = value.charCodeAt(at) | 0x20;
  return before === 0x39 && here === 0x30 ? 1 : here - before;
}
