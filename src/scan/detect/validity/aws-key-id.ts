import { decodeBase32 } from './codec/base32.js';
import { unsound, type ValidityCheck } from './validity-result.js';

/** Access key ids of AWS hold the account's number. */
export const checkAwsKeyId: ValidityCheck = (secret) => {
  const bytes = Buffer.from(decodeBase32(secret.slice(4, 20)) ?? []);
  if (secret.length !== 20 || bytes.length < 6) return unsound('no account number can be read from it');
  const account = (BigInt(`0x${bytes.subarray(0, 6).toString('hex')}`) & 0x7fffffffff80n) >> 7n;
  const digits = account.toString().padStart(12, '0');
  if (digits.length > 12) return unsound('the account number in it has more than 12 digits');
  return { validity: 'unknown', reason: `it belongs to AWS account ${digits}` };
};
