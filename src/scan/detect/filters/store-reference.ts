const SCHEMES =
  /^(?:vault|op|arn|ssm|aws-sm|aws-ssm|secretsmanager|gcp-sm|sm|azkv|akv|keyvault|env|file|exec|kv|ref\+\w+|doppler|infisical|bws|lpass|pass|keyring|awskms|gcpkms|projects|secret|secrets|k8s|resolve|sops|parameter|@Microsoft\.KeyVault|conjur|berglas|gopass|keepass|dashlane|credential)(?::|\/|\()[\w/({]/i;
const RESOLVE = /\{\{resolve:|^@Microsoft\.KeyVault|^projects\/[^/]+\/secrets\/|^AccountKey=\$|^secretref:/i;

/** Why a value names a place in a secret store. */
export function storeReferenceReason(value: string): string | undefined {
  return SCHEMES.test(value) || RESOLVE.test(value) ? 'a reference to a secret store' : undefined;
}
