import { scoreValue } from '../score/value-score.js';

const USER_INFO = /:\/\/([^:@/\s]*):(.+)@([^@/:?#\s"'`,;)\]}>]*)/s;
/** Hosts of documentation (RFC 2606 and what people write) and of the machine itself. */
const NOBODYS_HOST =
  /^(?:(?:.*\.)?example(?:\.[a-z]+)?|(?:.*\.)?(?:test|invalid|localhost)|host(?:name)?|server|my-?host|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1|)$/i;
/** Links that want to look like another site's. */
const HOST_AS_USER = /^www\.[\w.-]+\.[a-z]{2,}$/i;
/** Below this score a value is more likely a word of somebody's manual than a password. */
const WORD = 0.5;

/** Why a password in a URL is most likely none that opens anything, or how much less sure to be of it. */
export type UrlDoubt = { readonly kind: 'sample' | 'local'; readonly reason: string };

/** @param match the URL, from its scheme to its host */
export function urlPasswordDoubt(secret: string, match: string): UrlDoubt | undefined {
  const url = USER_INFO.exec(match);
  const [, user = '', , host = ''] = url ?? [];
  const password = percentDecoded(secret);
  if (password.toLowerCase() === percentDecoded(user).toLowerCase()) {
    return { kind: 'sample', reason: 'the password repeats the user name' };
  }
  if (/^https?:/i.test(match) && HOST_AS_USER.test(user)) return { kind: 'sample', reason: 'the user is a host' };
  if (scoreValue(password) < WORD) return { kind: 'sample', reason: 'the password is a plain word' };
  // A connection string or a command's flag says where, but not in a place that is known here.
  if (url !== null && NOBODYS_HOST.test(host)) return { kind: 'local', reason: 'the host is a sample or this machine' };
  return undefined;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
