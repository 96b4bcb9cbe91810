import { createHash } from 'node:crypto';
import { wordSet } from './name-words.js';

/**
 * The first 16 hexadecimal digits of the SHA-256 of values that everybody can read in a standard or a service's own manual, kept
 * as digests so that this file holds none: OAuth (RFC 5849, 6749, 6750, 7009, 7591, 7662 and the draft of MAC tokens), OpenID Connect
 * with its registration and CIBA, jwt.io, Kubernetes, and the references of Twitter and Datadog.
 */
const DIGESTS = wordSet(`
  00b3dc640c9c99fc 00cf4c781dc37003 0401312bb13f6aff 0e04efa6bc7d2d51 10e68ceaaad5f78b 13fe7a38a57c4605 293257ab6495ebb1
  2ff8b0fb93aca981 374b54794dbadf23 3e6099e82cea8b70 4c20e6f5cc11b937 53f5da0aaa93d64c 584b27d64ebc1b33 5aac38e542b76b97
  5add245455cc69ca 5d461d812fae8b3f 649e1f5c769e718b 6aa14267d94944e6 6c96130f130ab0d6 74878a808fc945f0 79498a1f00674029
  7f75367e78812551 90fd21a668f4b121 92212b05a8b8f6bb 9d03b692e941d5ac 9e309cccd311ea64 9fd48845a784316d a35b81a7d7927b70
  a71b359a87afde13 ad71fb4165536675 b076a10ae4a95c24 b87dad10a32a2d81 b8e148545b13c78b bb9b1163338b2a51 c20fbc2b96183894
  ca7459e2b26776de cb87c87e4a138d9a da1bdd7b73490f4e da816f9f2c16e6c5 e9974c507d2a8021 ea9bdfd02c0c412c eb2c458da976e6ee
`);
const DIGITS = 16;
/** In characters: a published value that is shorter would be somebody's by chance. */
const SHORTEST = 10;

/** Whether a value is printed in a standard or manual: a credential that everybody can read is nobody's. */
export function isPublishedValue(value: string): boolean {
  if (value.length < SHORTEST) return false;
  return DIGESTS.has(createHash('sha256').update(value).digest('hex').slice(0, DIGITS));
}
