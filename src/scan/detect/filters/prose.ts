import { scoreValue } from '../score/value-score.js';
import { wordSet } from './name-words.js';

/** Words that hold sentences together; one of them among others makes a text, not a passphrase. */
const FUNCTION_WORDS = wordSet(`
  the a an your you my our their is are was be been has have had not no must should can cannot could will would may do does did to of in
  on at by for from with without and or if when this that these those it its as than then please enter missing required invalid
  incorrect wrong expired failed unable error password token key secret user username login new old confirm reset change forgot only
  der die das ein eine ist nicht und oder mit ohne bitte ihr ihre dein passwort kennwort le la les un une est pas et ou avec votre mot de
  passe el los las es no y o con su tu por para contraseña il lo di per non con e o senha não com uma het een niet en met uw wachtwoord
`);
/** Letters in groups score higher when the groups are no words in any language. */
const NO_WORDS = 0.97;
const I18N_KEY = /^[A-Za-z]+(?:[_.:-][A-Za-z]+)+$/;
const ONE_WORD_MARKED = /^[\p{L}\s'’-]+[:?!.…]$/u;
const SELECTOR = /^[#.][A-Za-z][\w-]*$/;

/** What a mail server asks with, behind `+` or the number of its answer: `Password:` and the like in base64. */
const SERVER_ANSWER = /^(?:\+|3\d\d) ([A-Za-z0-9+/]{8,40}={0,2})$/;
/** Parameters of a message that is filled in elsewhere. */
const PARAMETER = /(?:^|\s)[$%]\d(?!\d)/;
const TWO_SENTENCES = /\p{L}[.!?]\s+\p{Lu}\p{Ll}/u;

/** Why a value is words for people, or a name made of words; nothing when it may be a passphrase. */
export function proseReason(value: string, kind: string): string | undefined {
  const asked = SERVER_ANSWER.exec(value)?.[1];
  if (asked !== undefined && /^[A-Za-z ]+:$/.test(Buffer.from(asked, 'base64').toString('latin1'))) return 'a prompt';
  if (/\s/.test(value.trim())) return sentenceReason(value.trim(), kind);
  if (/[:?…]$/.test(value) && ONE_WORD_MARKED.test(value)) return 'a prompt';
  if (SELECTOR.test(value) && !/\d/.test(value)) return 'a selector';
  if (I18N_KEY.test(value) && isWordy(value) && scoreValue(value) < NO_WORDS) return 'words with separators';
  return /[^\x20-\x7e]/.test(value) && /^[\p{L}\p{M}\s.,:!?'’…-]+$/u.test(value)
    ? 'a word in another language'
    : undefined;
}

/** Texts with blanks are prose, save a passphrase under a password's name. */
function sentenceReason(value: string, kind: string): string | undefined {
  if (kind !== 'password') return 'a text with blanks';
  const words = value.split(/\s+/);
  if (words.length > 8 || PARAMETER.test(value) || TWO_SENTENCES.test(value)) return 'prose';
  if (words.some((word) => FUNCTION_WORDS.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')))) return 'prose';
  if (/[.:?!,…]$/.test(value) && !/\d/.test(value)) return 'prose';
  if (/[(){}<>;|]|=\s|\s=/.test(value)) return 'code or markup';
  // Without a digit only four lower-case words and more pass: labels are shorter, or start with a capital.
  return /\d/.test(value) || (words.length >= 4 && /^[a-z\s-]+$/.test(value)) ? undefined : 'a label';
}

/** Each part reads as a word, so `aB-xQ` stays a value. */
function isWordy(value: string): boolean {
  return value
    .split(/[_.:-]/)
    .every((part) => /^(?:[A-Z]?[a-z]+|[A-Z]+|[a-z]+(?:[A-Z][a-z]+)+|(?:[A-Z][a-z]+)+)$/.test(part));
}
