import { HttpFailure, type HttpFailureKind } from './http-failure.js';

interface Explanation {
  readonly kind: HttpFailureKind;
  readonly found: string;
  readonly hint?: string;
}

const UNTRUSTED = 'name the authority that signed it with VAULT_CACERT, or caFile in keepmum.toml';

const KNOWN: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: { kind: 'unresolved', found: 'no such host' },
  EAI_AGAIN: { kind: 'unresolved', found: 'the name service does not answer' },
  ECONNREFUSED: { kind: 'refused', found: 'nothing listens there' },
  ENOENT: { kind: 'refused', found: 'no such socket' },
  EACCES: { kind: 'refused', found: 'this user may not use that socket' },
  EHOSTUNREACH: { kind: 'refused', found: 'no route to that host' },
  ENETUNREACH: { kind: 'refused', found: 'no route to that network' },
  ETIMEDOUT: { kind: 'timeout', found: 'no connection in time' },
  ECONNRESET: { kind: 'cut', found: 'the connection was cut' },
  EPIPE: { kind: 'cut', found: 'the connection was cut' },
  CERT_HAS_EXPIRED: { kind: 'tls', found: 'its certificate has expired' },
  CERT_NOT_YET_VALID: {
    kind: 'tls',
    found: 'its certificate is not valid yet',
    hint: 'check the clock of this machine',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: { kind: 'tls', found: 'its certificate is signed by itself', hint: UNTRUSTED },
  SELF_SIGNED_CERT_IN_CHAIN: {
    kind: 'tls',
    found: 'its certificate is of an authority that is not trusted',
    hint: UNTRUSTED,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    kind: 'tls',
    found: 'its certificate is of an authority that is not trusted',
    hint: UNTRUSTED,
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    kind: 'tls',
    found: 'its certificate is of an authority that is not trusted',
    hint: UNTRUSTED,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    kind: 'tls',
    found: 'its certificate is for another name',
    hint: 'if the address is right, say which name its certificate has with VAULT_TLS_SERVER_NAME',
  },
  ERR_SSL_WRONG_VERSION_NUMBER: { kind: 'tls', found: 'it does not speak TLS', hint: 'use http:// if that is meant' },
};

/** The code of an error, or of the first of several (all addresses of a name were tried). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : codeOf(error.cause);
}

/** A system's error in words; only its code is shown, as texts of libraries may quote what was sent. */
export function explainFailure(error: unknown, sent: 'no' | 'maybe'): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const code = codeOf(error);
  const known = Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined;
  if (known !== undefined) {
    const hints = known.hint === undefined ? [] : [known.hint];
    return new HttpFailure(known.kind, `${known.found} (${code})`, { sent, hints, cause: error });
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return new HttpFailure('tls', `no agreement on TLS (${code})`, { sent, cause: error });
  }
  if (code.startsWith('HPE_'))
    return new HttpFailure('malformed', `no HTTP came back (${code})`, { sent, cause: error });
  return new HttpFailure('other', code === '' ? 'an unknown failure' : `failed with ${code}`, { sent, cause: error });
}
