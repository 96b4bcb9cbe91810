import { type AwsCredentials, signRequest } from './aws-signature.js';

const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

/** A signed question "who am I?", for someone else to put to AWS: the answer proves who signed it. */
export interface SignedCallerIdentity {
  readonly method: 'POST';
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

// In China the services have a domain of their own.
const endpointOf = (region: string): string =>
  `https://sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/`;

/**
 * @param at milliseconds since 1970; the signature is good for 15 minutes around it
 * @param serverId binds the signature to one Vault, so that another that was given it cannot use it there
 */
export function signCallerIdentity(
  credentials: AwsCredentials,
  place: { readonly region: string; readonly endpoint?: string },
  at: number,
  serverId: string | undefined,
): SignedCallerIdentity {
  const url = new URL(place.endpoint ?? endpointOf(place.region));
  const headers = {
    host: url.host,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    ...(serverId !== undefined && { 'x-vault-aws-iam-server-id': serverId }),
  };
  const request = { method: 'POST' as const, url, headers, body: BODY };
  const signed = signRequest(request, credentials, { region: place.region, service: 'sts', at });
  return { method: 'POST', url: url.href, body: BODY, headers: signed };
}
