import { decodeBase32 } from './codec/base32.js';
import { decodeBase58 } from './codec/base58.js';
import { sound, unsound, type ValidityCheck, type ValidityResult } from './validity-result.js';

// Tokens whose parts decode to something with a shape of its own, without a checksum.

const DISCORD = /^([\w-]{18,30})\.[\w-]{6}\.[\w-]{27,38}$/;
const NUGET_TAIL = /^[a-z2-7]{11}[eu][357bdfhjlnprtvxz][a-p][a-z2-7]{11}[4aeimquy]$/;

/** Discord bots: user id, time of issue and a signature. */
export const checkDiscord: ValidityCheck = (secret) => {
  const [, id = ''] = DISCORD.exec(secret) ?? [];
  return bySoundness(/^\d{15,20}$/.test(decodeText(id)), 'its first part decodes to a user id');
};

/** NuGet v4: base32 of `v4` and ten random bytes, then of a random GUID, whose version leaves traces. */
export const checkNuget: ValidityCheck = (secret) => {
  const lower = secret.toLowerCase();
  const start = Buffer.from(decodeBase32(lower.slice(0, 20)) ?? []);
  return bySoundness(
    start.toString('latin1').startsWith('v4') && NUGET_TAIL.test(lower.slice(20)),
    'it decodes as a version 4 key',
  );
};

/** JFrog reference tokens: `reftkn`, a version, an expiry and random characters. */
export const checkJfrogReference: ValidityCheck = (secret) =>
  bySoundness(/^reftkn:\d+:\d+:[0-9A-Za-z]+$/.test(decodeText(secret)), 'it decodes as a reference token');

/** JFrog API keys: 54 bytes in base58. */
export const checkJfrogApiKey: ValidityCheck = (secret) =>
  bySoundness(decodeBase58(secret)?.length === 54, 'it decodes to the right length');

/** Jira, Confluence and Bitbucket data center: an id in decimal, a colon and random bytes. */
export const checkAtlassianDataCenter: ValidityCheck = (secret) => {
  const token = secret.replace(/^BBDC-/, '');
  return bySoundness(token.length === 44 && /^\d{4,20}:/.test(decodeText(token)), 'it starts with an id');
};

function bySoundness(right: boolean, reason: string): ValidityResult {
  return right ? sound(reason) : unsound('it does not decode to what such a token holds, so it was edited or made up');
}

/** Base64 of either alphabet, one character a byte. */
function decodeText(base64: string): string {
  return /^[\w+/-]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64').toString('latin1') : '';
}
