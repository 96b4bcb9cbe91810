import { decodeValue } from '../../decode/decode-value.js';
import { scoreValue } from '../score/value-score.js';
import { harmless, undecided, type ValidityCheck } from './validity-result.js';

const USER_PASSWORD = /^[^:\s]{1,200}:(\S.*)$/s;
const USER_ALONE = /^([^:\s]{1,200}):$/;
/** What some services take in the user's place: an API key, no name of anybody. */
const KEY = /^(?=.*\d)[\w.-]{16,}$/;
const KEY_SCORE = 0.9;

/** `user:password` in base64, as in `Authorization: Basic` and a Docker config: the password is the secret. */
export const checkUserPassword: ValidityCheck = (secret) => {
  const decoded = decodeValue(secret);
  const user = USER_ALONE.exec(decoded?.text ?? '')?.[1];
  if (user !== undefined && !isKey(user)) return harmless('it decodes as a user without a password');
  const password = USER_PASSWORD.exec(decoded?.text ?? '')?.[1];
  if (decoded === undefined || password === undefined) return undecided('it does not decode as a user and a password');
  return {
    validity: 'unknown',
    reason: 'it decodes as a user and a password',
    inside: { text: password, from: decoded.from },
  };
};

function isKey(user: string): boolean {
  return KEY.test(user) && scoreValue(user) >= KEY_SCORE;
}
