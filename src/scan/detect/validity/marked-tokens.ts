import { sound, unsound, type ValidityCheck } from './validity-result.js';

/** What a genuine token shows beside its prefix. */
interface Mark {
  readonly pattern: RegExp;
  readonly name: string;
}

const MARKS = {
  // Base64 of the issuer's name, in the middle.
  openai: { pattern: /^sk-.{20,}T3BlbkFJ.{20,}$/, name: "the issuer's marker in the middle" },
  groq: { pattern: /^gsk_.{20}WGdyb3FY.{24}$/, name: "the issuer's marker in the middle" },
  anthropic: { pattern: /^sk-ant-[a-z]+\d\d-[\w-]{93}AA$/, name: 'the ending that genuine keys have' },
  'hugging-face': { pattern: /^(?:hf|api_org)_[A-Za-z]{34}$/, name: 'letters only, as genuine tokens have' },
} as const satisfies Record<string, Mark>;

/** Checks for tokens without a checksum that carry a mark, by name. */
export const MARK_CHECKS: Readonly<Record<string, ValidityCheck>> = Object.fromEntries(
  Object.entries<Mark>(MARKS).map(([name, mark]) => [name, (secret: string) => checkMark(secret, mark)]),
);

function checkMark(secret: string, { pattern, name }: Mark): ReturnType<ValidityCheck> {
  return pattern.test(secret) ? sound(`it has ${name}`) : unsound(`it lacks ${name}`);
}
