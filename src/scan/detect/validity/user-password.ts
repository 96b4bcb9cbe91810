import { decodeValue } from '../../decode/decode-value.js';
import { undecided, type ValidityCheck } from './validity-result.js';

const USER_PASSWORD = /^[^:\s]{1,200}:(\S.*)$/s;

/** `user:password` in base64, as in `Authorization: Basic` and a Docker config: the password is the secret. */
export const checkUserPassword: ValidityCheck = (secret) => {
  const decoded = decodeValue(secret);
  const password = USER_PASSWORD.exec(decoded?.text ?? '')?.[1];
  if (decoded === undefined || password === undefined) return undecided('it does not decode as a user and a password');
  return {
    validity: 'unknown',
    reason: 'it decodes as a user and a password',
    inside: { text: password, from: decoded.from },
  };
};
