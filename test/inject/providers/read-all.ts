import type { KeepmumError } from '../../../src/core/keepmum-error.js';
import type { Provider, SecretAnswer } from '../../../src/inject/providers/provider.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';
import { revealText } from '../reveal-text.js';

/** One answer as a test can compare it. */
export interface PlainAnswer {
  readonly whole?: string | undefined;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly version?: string | undefined;
  readonly error?: KeepmumError;
}

function plain({ whole, fields, version }: SecretAnswer): PlainAnswer {
  return {
    whole: revealText(whole),
    fields: Object.fromEntries([...fields].map(([key, value]) => [key, revealText(value)])),
    version,
  };
}

/** What a provider answers to each reference. */
export async function readAll(
  provider: Provider,
  references: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly PlainAnswer[]> {
  const outcomes = await provider.read(references.map(parseReference), signal);
  return outcomes.map((outcome) =>
    'answer' in outcome ? plain(outcome.answer) : { fields: {}, error: outcome.error },
  );
}
