import { KeepmumError } from '../../core/keepmum-error.js';
import { dangerOf } from './dangerous-names.js';

/** A name, and what asks for it, as shown to people. */
interface Claim {
  readonly name: string;
  readonly claimant: string;
}

/** Gives out names, each once, and none that is dangerous unless it is allowed. */
export class NameRegister {
  readonly #allowed: ReadonlySet<string>;
  readonly #claimants = new Map<string, string>();

  constructor(allowed: Iterable<string>) {
    this.#allowed = new Set(allowed);
  }

  /** @returns what is against it */
  claim({ name, claimant }: Claim): KeepmumError | undefined {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return new KeepmumError(
        'USAGE',
        `cannot set "${name}" from ${claimant}: no name of a variable, expected letters, digits and "_"`,
      );
    }
    const other = this.#claimants.get(name);
    if (other !== undefined) {
      return new KeepmumError('USAGE', `cannot set "${name}" twice: from ${other}, and from ${claimant}`, {
        hints: ['take one of them out, or give it another name'],
      });
    }
    this.#claimants.set(name, claimant);
    const danger = this.#allowed.has(name) ? undefined : dangerOf(name);
    if (danger === undefined) return undefined;
    return new KeepmumError('REFUSED', `cannot set "${name}" from ${claimant}: ${danger}`, {
      hints: [`if that is meant: allowNames = ["${name}"] under [secrets] in keepmum.toml`],
    });
  }
}
