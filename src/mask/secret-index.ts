import { KeepmumError } from '../core/keepmum-error.js';
import { SecretValue } from '../core/secret-value.js';
import { COMMAND_PATTERNS } from './commands/log-command.js';
import { listForms } from './forms/list-forms.js';
import { chooseMaskText, isSafe } from './mask-text.js';
import { type Pattern, patternsOf } from './match/pattern.js';
import { PatternParts } from './match/pattern-parts.js';
import { unmaskableError, unmaskableReason } from './refuse-secret.js';
import { withoutWhiteSpace } from './white-space.js';

/** A secret as the callers of the library hold it. */
export type MaskableSecret = string | Uint8Array | SecretValue;

/** What to do with a value that would blank a log: throw, or mask it and warn. */
export type ShortSecrets = 'refuse' | 'mask';

/** What every stream of one process looks for. Secrets are added while streams run, and never leave before the process does. */
export class SecretIndex {
  readonly #shortSecrets: ShortSecrets;
  readonly #givenMaskText: string | undefined;
  readonly #onWarning: (message: string) => void;
  readonly #patterns: Pattern[] = [...COMMAND_PATTERNS];
  #compiled = new PatternParts();
  /** How many of the patterns are in `#compiled`. */
  #compiledCount = 0;
  #maskText: Uint8Array | undefined;
  #count = 0;
  #isInUse = false;

  constructor(options: { shortSecrets?: ShortSecrets; maskText?: string; onWarning?: (message: string) => void } = {}) {
    this.#shortSecrets = options.shortSecrets ?? 'refuse';
    this.#givenMaskText = options.maskText;
    this.#onWarning = options.onWarning ?? (() => undefined);
  }

  /** Secrets added so far; the next one gets this index. */
  get count(): number {
    return this.#count;
  }

  /**
   * @throws KeepmumError `REFUSED` for a value that would blank a log, unless short secrets are to be masked.
   */
  add(secret: MaskableSecret): void {
    const value = secret instanceof SecretValue ? secret.reveal() : Buffer.from(secret as Uint8Array);
    const reason = unmaskableReason(value);
    const isEmpty = withoutWhiteSpace(value).length === 0;
    if (reason !== undefined && (this.#shortSecrets === 'refuse' || isEmpty))
      throw unmaskableError(this.#count + 1, reason);
    if (reason !== undefined)
      this.#onWarning(`secret ${this.#count + 1} is masked although ${reason}: the log will lose more than the secret`);
    const index = this.#count++;
    const patterns = listForms(value).flatMap((form) => patternsOf(form, index));
    this.#patterns.push(...patterns);
    if (this.#maskText !== undefined && !isSafe(this.#maskText, patterns)) this.#maskText = undefined;
  }

  /** Everything added until now, ready for searching. */
  compiled(): PatternParts {
    const added = this.#patterns.slice(this.#compiledCount);
    if (added.length > 0) this.#compiled = this.#compiled.with(added);
    this.#compiledCount = this.#patterns.length;
    return this.#compiled;
  }

  /**
   * What stands in the place of a secret.
   * @throws KeepmumError `REFUSED` if a secret could be completed with the text that was asked for. Once streams run, another text is
   * taken instead, with a warning.
   */
  maskText(): Uint8Array {
    this.#maskText ??= this.#chooseMaskText();
    this.#isInUse = true;
    return this.#maskText;
  }

  #chooseMaskText(): Uint8Array {
    try {
      return chooseMaskText(this.#givenMaskText, this.#patterns);
    } catch (error) {
      if (!this.#isInUse) throw error;
      this.#onWarning(
        'the mask text is another one from here on: a secret that was added could be completed with the old one',
      );
      return chooseMaskText(undefined, this.#patterns);
    }
  }

  /** Adds a secret that turned up in the middle of a stream, where an error would stop the stream and help nobody. */
  addWhileRunning(secret: MaskableSecret): void {
    try {
      this.add(secret);
    } catch (error) {
      if (!(error instanceof KeepmumError)) throw error;
      this.#onWarning(error.message);
    }
  }
}
