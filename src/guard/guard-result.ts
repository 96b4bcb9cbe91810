import { assetFolder } from '../core/asset-folder.js';
import type { MaskHits } from '../mask/hit-counter.js';
import { gatherFindings } from '../scan/gather.js';
import { TOO_MANY } from '../scan/inspect/batch.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import type { ScanRequest } from '../scan/request.js';
import { ruleTextsFor } from '../scan/rules/rule-texts-for.js';
import type { ScanResult } from '../scan/scan.js';
import type { Tally } from '../scan/tally.js';
import type { LiveText } from './live-text.js';

/** What was seen, as a scan of the masked text would tell it, and what was masked of known secrets. */
export interface GuardResult extends ScanResult {
  readonly hits: readonly MaskHits[];
  /** Findings of which some bytes were out before they could be told for what they are. */
  readonly shownInPart: number;
}

/** One stream, and what its findings give as their path. */
export interface GuardedText {
  readonly path: string;
  readonly text: LiveText;
}

/** What the streams of one run come to. */
export function sumUp(
  texts: readonly GuardedText[],
  request: Pick<ScanRequest, 'rules' | 'confidence' | 'severity'>,
  tally: Tally,
  engine: Engine,
): Omit<GuardResult, 'hits'> {
  // A command that says nothing hides nothing.
  tally.foundNothingToRead();
  for (const { path, text } of texts) {
    const { discoveries, bytes } = text;
    const missed = text.findings === 'cut' ? [{ path, ...TOO_MANY }] : [];
    tally.add({ files: 1, bytes, discoveries: [{ path, discoveries }], skipped: {}, missed }, engine);
  }
  const ruleTexts = ruleTextsFor(tally.discoveries, request.rules, assetFolder());
  return {
    ...gatherFindings(tally.discoveries, ruleTexts, request),
    coverage: tally.coverage(request.rules),
    shownInPart: texts.reduce((sum, { text }) => sum + text.shownInPart, 0),
  };
}
