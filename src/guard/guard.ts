import { PUBLIC_SALT } from '../core/fingerprint.js';
import { Masker } from '../mask/masker.js';
import type { SecretIndex } from '../mask/secret-index.js';
import { createEngine } from '../scan/inspect/create-engine.js';
import type { ScanRequest } from '../scan/request.js';
import { Tally } from '../scan/tally.js';
import { type GuardedText, type GuardResult, sumUp } from './guard-result.js';
import { type FirstStage, GuardStream } from './guard-stream.js';
import { LiveText, ROOM_BYTES } from './live-text.js';

/** Milliseconds a byte waits at most for what comes behind it, unless a credential has begun: short for a person, long for a program. */
export const DEFAULT_HOLD = 20;

const NOTHING_TO_MASK: FirstStage = { held: 0, write: (chunk) => [chunk], release: () => [], end: () => [] };

/** What a guard looks for. */
export interface GuardOptions
  extends Pick<ScanRequest, 'rules' | 'confidence' | 'severity' | 'inlineAllow' | 'values'> {
  /** Known secrets; what a stream learns of them, all streams know. */
  readonly secrets: SecretIndex;
  /** Milliseconds, or `never`: then the output depends on the bytes alone, and prompts may wait. */
  readonly hold: number | 'never';
}

/** What the streams of one run share: known secrets, rules, and what was found. */
export interface Guard {
  /** @param path what findings in it give as their path, such as `stdout` */
  stream(path: string): GuardStream;
  /** The same for a text in which the known secrets have been masked already. */
  maskedStream(path: string): GuardStream;
  /** Once all streams have ended. */
  result(): GuardResult;
}

/** Some milliseconds and 4 MB, which is room for two streams. */
export function createGuard(options: GuardOptions): Guard {
  const { secrets, rules, hold } = options;
  const tally = new Tally();
  const engine = createEngine(rules);
  let current = engine;
  let room = engine.search.text;
  const maskers: Masker[] = [];
  const texts: GuardedText[] = [];
  const streamBehind = (first: FirstStage, path: string) => {
    const live = { ...options, salt: PUBLIC_SALT, maskText: () => secrets.maskText() };
    if (room.length < ROOM_BYTES) {
      current = createEngine(rules);
      room = current.search.text;
    }
    const text = new LiveText(current, live, room.subarray(0, ROOM_BYTES));
    room = room.subarray(ROOM_BYTES);
    texts.push({ path, text });
    return new GuardStream(first, text, hold === 'never' ? undefined : hold);
  };
  return {
    stream(path) {
      const masker = new Masker(secrets);
      maskers.push(masker);
      return streamBehind(masker, path);
    },
    maskedStream: (path) => streamBehind(NOTHING_TO_MASK, path),
    result: () => ({
      ...sumUp(texts, options, tally, engine),
      hits: maskers.flatMap((masker) => masker.hits()),
    }),
  };
}
