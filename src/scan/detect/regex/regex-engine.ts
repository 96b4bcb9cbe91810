import { createRequire } from 'node:module';
import { re2Engine } from './re2-engine.js';
import { re2jsEngine } from './re2js-engine.js';

/** Offsets of a match and its groups: start and end of group g at 2·g and 2·g + 1, -1 where a group took no part. */
export type MatchSpans = readonly number[];

/** A compiled pattern, run in linear time. */
export interface CompiledRegex {
  /** The first match in `bytes`, which is UTF-8; offsets in bytes. */
  exec(bytes: Buffer): MatchSpans | undefined;
}

export interface RegexEngine {
  readonly name: 're2' | 're2js';
  /** @throws SyntaxError when RE2 does not accept the pattern */
  compile(pattern: string): CompiledRegex;
}

/**
 * RE2 in C++ where its binary is there, else the same language in plain JavaScript: same matches, slower. Loaded when it is
 * first used, for most small scans run no regex.
 */
export function loadRegexEngine(): RegexEngine {
  let loaded: RegexEngine | undefined;
  const engine = (): RegexEngine => {
    loaded ??= loadNow();
    return loaded;
  };
  return {
    get name() {
      return engine().name;
    },
    compile: (pattern) => engine().compile(pattern),
  };
}

function loadNow(): RegexEngine {
  const require = createRequire(import.meta.filename);
  try {
    return re2Engine(require);
  } catch {
    return re2jsEngine(require);
  }
}
