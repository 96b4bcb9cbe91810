import { type ErrorCode, KeepmumError } from '../../../core/keepmum-error.js';
import { HttpFailure } from '../../http/http-failure.js';
import { isSealed } from './transport/judge-failure.js';
import { StoreFailure } from './transport/store-failure.js';

/** What was asked, for the error: `read "vault://kv/a"`, `log in with approle`. */
type Doing = string;

const CODE_OF: ReadonlyMap<number, ErrorCode> = new Map([
  [403, 'STORE_DENIED'],
  [404, 'SECRET_NOT_FOUND'],
]);

const MEANING: ReadonlyMap<number, string> = new Map([
  [400, 'it takes the request for a wrong one'],
  [403, 'it is not allowed'],
  [404, 'nothing is there'],
  [405, 'it cannot be read in this way'],
  [412, 'this node does not know yet what another has written'],
  [413, 'the request is too large'],
  [429, 'too many requests, or too many leases'],
  [472, 'it is a standby for disaster recovery'],
  [473, 'it is a standby'],
  [501, 'it is not initialised'],
  [502, 'what stands before the store cannot reach it'],
  [504, 'what stands before the store waited too long for it'],
]);

const ADDRESS = 'the address is that of VAULT_ADDR or BAO_ADDR, or of address under [secrets.vault] in keepmum.toml';

/** What a user can set against a failure. */
const DECIDED_BY: ReadonlyMap<HttpFailure['kind'], string> = new Map([
  ['unresolved', ADDRESS],
  ['refused', ADDRESS],
  ['timeout', 'VAULT_CLIENT_TIMEOUT, or attemptTimeLimit under [secrets.vault], says how long one attempt may take'],
  ['proxy', 'HTTPS_PROXY and HTTP_PROXY say which proxy is asked, NO_PROXY for which hosts none is'],
]);

function hintsOf(failure: StoreFailure): readonly string[] {
  if (isSealed(failure)) return ['a sealed store has to be unsealed by its operators'];
  if (failure.status === 429) return ['the store has a limit of requests or leases (a quota) that was reached'];
  if (failure.status === 403) return ['a token that has expired or was revoked is refused with the same words'];
  return [];
}

/** The store's status in words, with its own behind. */
function statusInWords(failure: StoreFailure): string {
  const meaning = isSealed(failure) ? 'it is sealed' : (MEANING.get(failure.status) ?? 'it failed');
  const said = failure.said.length === 0 ? '' : `: ${failure.said.map((text) => `"${text}"`).join(', ')}`;
  return `"${failure.address}" answered ${failure.status}, ${meaning}${said}`;
}

/**
 * A failure of the transport as an error for people. Others are handed back as they are.
 *
 * @param codeOf overrides the code for the store's refusals, as those of a login
 */
export function storeError(
  doing: Doing,
  failure: unknown,
  codeOf: (failure: StoreFailure) => ErrorCode | undefined = () => undefined,
): unknown {
  if (failure instanceof HttpFailure) {
    const own = DECIDED_BY.get(failure.kind);
    const hints = failure.hints.length > 0 || own === undefined ? failure.hints : [own];
    return new KeepmumError('STORE_UNREACHABLE', `cannot ${doing}: ${failure.message}`, { hints, cause: failure });
  }
  if (!(failure instanceof StoreFailure)) return failure;
  const code = codeOf(failure) ?? CODE_OF.get(failure.status) ?? 'STORE_FAILED';
  return new KeepmumError(code, `cannot ${doing}: ${statusInWords(failure)}`, { hints: hintsOf(failure) });
}
