import { join } from 'node:path';
import type { RE2JS as Re2jsClass } from 're2js';
import { assetFolder } from '../../../core/asset-folder.js';
import type { RegexEngine } from './regex-engine.js';

export function re2jsEngine(require: NodeJS.Require): RegexEngine {
  // Beside the programs, so that it is there where nothing was installed.
  const { RE2JS } = require(join(assetFolder(), 're2js.cjs')) as { RE2JS: typeof Re2jsClass };
  return {
    name: 're2js',
    compile(pattern) {
      const regex = compileWith(RE2JS, pattern);
      return {
        exec(bytes) {
          const matcher = regex.matcher(bytes);
          if (!matcher.find()) return undefined;
          const groups = Array.from({ length: regex.groupCount() + 1 }, (_, group) => group);
          return groups.flatMap((group) => [matcher.start(group), matcher.end(group)]);
        },
      };
    },
  };
}

function compileWith(RE2JS: typeof Re2jsClass, pattern: string): Re2jsClass {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (cause) {
    throw new SyntaxError(`re2js rejects the pattern: ${(cause as Error).message}`, { cause });
  }
}
