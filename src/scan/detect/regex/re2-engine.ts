import type { RegexEngine } from './regex-engine.js';

/** What is used of the re2 package; its own types know neither flag `d` nor its indices for buffers. */
type Re2Constructor = new (
  pattern: string,
  flags: string,
) => {
  test(bytes: Buffer): boolean;
  exec(bytes: Buffer): { readonly indices: readonly (readonly [number, number] | undefined)[] } | null;
};

/** @throws Error when the native binary is missing */
export function re2Engine(require: NodeJS.Require): RegexEngine {
  const Re2 = require('re2') as Re2Constructor;
  return {
    name: 're2',
    compile(pattern) {
      const regex = new Re2(pattern, 'd');
      return {
        exec(bytes) {
          // A miss is the common case and test() costs no allocation.
          if (!regex.test(bytes)) return undefined;
          const found = regex.exec(bytes);
          return found === null ? undefined : Array.from(found.indices, (span) => span ?? [-1, -1]).flat();
        },
      };
    },
  };
}
