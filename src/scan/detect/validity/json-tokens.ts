import { decodeJsonObject } from './json-object.js';
import { sound, undecided, unsound, type ValidityCheck, type ValidityResult } from './validity-result.js';

// Tokens that carry a JSON object in base64.

const SENTRY_ORG = /^sntrys_([\w+/=-]+)_[\w+/-]{43}=?$/;

/** Sentry organisation tokens: the object names the organisation. */
export const checkSentryOrg: ValidityCheck = (secret) => {
  if (!secret.startsWith('sntrys_')) return undecided('only organisation tokens carry data to look at');
  return byKeys(SENTRY_ORG.exec(secret)?.[1] ?? '', ['iat', 'url', 'org'], 'org');
};

/** Grafana cloud access policies `glc_`. */
export const checkGrafanaCloud: ValidityCheck = (secret) =>
  byKeys(secret.replace(/^glc_/, ''), ['o', 'n', 'k', 'm'], 'o');

/** Grafana API keys of before service accounts. */
export const checkGrafanaLegacy: ValidityCheck = (secret) => byKeys(secret, ['k', 'n', 'id'], 'id');

/** 1Password service accounts `ops_`. */
export const checkOnePassword: ValidityCheck = (secret) =>
  byKeys(secret.replace(/^ops_/, ''), ['signInAddress', 'secretKey', 'muk'], 'signInAddress');

/** @param owner the key that says whose it is */
function byKeys(base64: string, keys: readonly string[], owner: string): ValidityResult {
  const object = decodeJsonObject(base64);
  if (!object || !keys.every((key) => key in object))
    return unsound('the data inside it does not decode, so it was edited or made up');
  const name = object[owner];
  const isName = (typeof name === 'string' && /^[\w.-]{1,60}$/.test(name)) || typeof name === 'number';
  return sound(`the data inside it decodes${isName ? ` and names ${owner} ${name}` : ''}`);
}
