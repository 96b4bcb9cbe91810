import { checkAwsKeyId } from './aws-key-id.js';
import { checkAzureCask } from './azure-cask.js';
import { checkAzureAd, checkAzureDevops } from './azure-passwords.js';
import { checkAzureSignedKey } from './azure-signed-keys.js';
import { checkAtlassian, checkBase62Crc, checkCloudflare, checkGrafanaService } from './crc32-tokens.js';
import {
  checkAtlassianDataCenter,
  checkDiscord,
  checkJfrogApiKey,
  checkJfrogReference,
  checkNuget,
} from './encoded-tokens.js';
import { checkGitlabRoutable } from './gitlab-routable.js';
import { checkGrafanaCloud, checkGrafanaLegacy, checkOnePassword, checkSentryOrg } from './json-tokens.js';
import { checkJwt } from './jwt.js';
import { MARK_CHECKS } from './marked-tokens.js';
import { checkPrivateKey } from './private-key.js';
import { checkPypi } from './pypi.js';
import { checkAgeKey, checkBitcoinWif, checkNatsSeed } from './seed-keys.js';
import { checkSeedPhrase } from './seed-phrase.js';
import { checkUserPassword } from './user-password.js';
import type { ValidityCheck, ValidityResult } from './validity-result.js';

const CHECKS: Readonly<Record<string, ValidityCheck>> = {
  github: checkBase62Crc,
  npm: checkBase62Crc,
  'grafana-service': checkGrafanaService,
  'grafana-cloud': checkGrafanaCloud,
  'grafana-legacy': checkGrafanaLegacy,
  atlassian: checkAtlassian,
  'bitbucket-app': checkAtlassian,
  'atlassian-dc': checkAtlassianDataCenter,
  cloudflare: checkCloudflare,
  'gitlab-routable': checkGitlabRoutable,
  'azure-storage': checkAzureSignedKey,
  'azure-signed': checkAzureSignedKey,
  'azure-cask': checkAzureCask,
  'azure-ad': checkAzureAd,
  'azure-devops': checkAzureDevops,
  jwt: checkJwt,
  'private-key': checkPrivateKey,
  pypi: checkPypi,
  nats: checkNatsSeed,
  age: checkAgeKey,
  'bitcoin-wif': checkBitcoinWif,
  bip39: checkSeedPhrase,
  'user-password': checkUserPassword,
  'aws-key-id': checkAwsKeyId,
  nuget: checkNuget,
  'sentry-org': checkSentryOrg,
  discord: checkDiscord,
  'jfrog-reference': checkJfrogReference,
  'jfrog-api-key': checkJfrogApiKey,
  'onepassword-service': checkOnePassword,
  ...MARK_CHECKS,
};

/** What a rule may write for `checksum`. */
export function validityCheckNames(): readonly string[] {
  return Object.keys(CHECKS);
}

/**
 * Looks at a credential's own structure, offline. It only ever raises or lowers the confidence: most tokens in
 * tests and documents have a wrong checksum, but so may a real one of a form not known here.
 *
 * @param name a rule's `checksum`; an unknown name is `not-checked`
 * @param now decides what has expired
 */
export function checkValidity(name: string, secret: string, now = new Date()): ValidityResult {
  const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
  return check ? check(secret, now) : { validity: 'not-checked', reason: `no check is called "${name}"` };
}
