import { type ErrorCode, KeepmumError } from '../../../core/keepmum-error.js';
import { brokenExchangeIn } from './broken-exchange.js';

/**
 * Errors by what they mean. Only their messages are shown: those of other errors may repeat what was sent, as that of a
 * wrong signature does with the session token.
 */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ResourceNotFoundException: 'SECRET_NOT_FOUND',
  ParameterNotFound: 'SECRET_NOT_FOUND',
  ParameterVersionNotFound: 'SECRET_NOT_FOUND',
  InvalidRequestException: 'SECRET_NOT_FOUND',
  InvalidParameterException: 'STORE_FAILED',
  AccessDeniedException: 'STORE_DENIED',
  AccessDenied: 'STORE_DENIED',
  DecryptionFailure: 'STORE_DENIED',
  DecryptionFailureException: 'STORE_DENIED',
  KMSAccessDeniedException: 'STORE_DENIED',
  ExpiredToken: 'STORE_DENIED',
  ExpiredTokenException: 'STORE_DENIED',
  UnrecognizedClientException: 'STORE_DENIED',
  InvalidClientTokenId: 'STORE_DENIED',
  InvalidIdentityToken: 'STORE_DENIED',
  IDPRejectedClaim: 'STORE_DENIED',
  ThrottlingException: 'STORE_FAILED',
  TooManyRequestsException: 'STORE_FAILED',
  InternalServiceError: 'STORE_FAILED',
  InternalServerError: 'STORE_FAILED',
};
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException']);
const LONGEST_REASON = 400;

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

function reasonOf({ name, message, $metadata }: SdkError): string {
  if (CODES[name] !== undefined) return `${name}: ${message.slice(0, LONGEST_REASON).replace(/[.\s]+$/, '')}`;
  return $metadata?.httpStatusCode === undefined ? name : `${name} (status ${$metadata.httpStatusCode})`;
}

/** The request's number, with which whoever runs the account finds it again. */
function hintsOf(error: SdkError): string[] {
  const id = error.$metadata?.requestId;
  return id === undefined ? [] : [`AWS knows this request as ${id}`];
}

/** An error of the SDK in our words: `cannot <what>: <AWS' own name for it, and its message where that is safe>`. */
export function awsError(what: string, error: unknown): KeepmumError {
  if (error instanceof KeepmumError) return error;
  const broken = brokenExchangeIn(error);
  if (broken !== undefined) {
    const { host, failure } = broken;
    const message = `cannot ${what}: ${host}: ${failure.message}`;
    return new KeepmumError('STORE_UNREACHABLE', message, { hints: failure.hints, cause: error });
  }
  if (!(error instanceof Error)) return new KeepmumError('STORE_FAILED', `cannot ${what}: an unknown failure`);
  const hints = hintsOf(error);
  if (error.message === 'Region is missing') {
    return new KeepmumError(
      'CONFIG_INVALID',
      `cannot ${what}: no region, expected AWS_REGION or region under [secrets.aws]`,
    );
  }
  return new KeepmumError(CODES[error.name] ?? 'STORE_FAILED', `cannot ${what}: ${reasonOf(error)}`, {
    hints,
    cause: error,
  });
}

/** Whether new keys could help. */
export function isExpired(error: unknown): boolean {
  return error instanceof Error && EXPIRED.has(error.name);
}

/** Whether another region could do better: this one cannot be reached, or fails for reasons of its own. */
export function isRegional(error: unknown): boolean {
  if (brokenExchangeIn(error) !== undefined) return true;
  const status = error instanceof Error ? (error as SdkError).$metadata?.httpStatusCode : undefined;
  return status !== undefined && (status >= 500 || status === 429);
}
