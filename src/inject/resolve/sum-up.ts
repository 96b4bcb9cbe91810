import { KeepmumError } from '../../core/keepmum-error.js';

/** Everything that went wrong as one error, each cause told once; `undefined` if nothing did. */
export function sumUp(what: string, problems: readonly KeepmumError[]): KeepmumError | undefined {
  const single = problems.flatMap((one) => (one.problems.length === 0 ? [one] : one.problems));
  const different = [...new Map(single.map((one) => [one.message, one])).values()];
  const [first] = different;
  if (first === undefined || different.length === 1) return first;
  return new KeepmumError(first.code, `cannot ${what}: ${different.length} problems`, { problems: different });
}
