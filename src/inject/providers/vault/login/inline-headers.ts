/**
 * The headers that carry a login along with a request, which then leaves no token behind. OpenBao only; from its
 * documentation, "Inline authentication".
 */
export function inlineHeaders(
  path: string,
  parameters: Readonly<Record<string, string>>,
  namespace: string | undefined,
): Readonly<Record<string, string>> {
  const encoded = Object.entries(parameters).map(([key, value], number) => [
    `x-vault-inline-auth-parameter-${number}`,
    Buffer.from(JSON.stringify({ key, value })).toString('base64url'),
  ]);
  return {
    'x-vault-inline-auth-path': path,
    'x-vault-inline-auth-operation': 'update',
    ...(namespace !== undefined && { 'x-vault-inline-auth-namespace': namespace }),
    ...Object.fromEntries(encoded),
  };
}
