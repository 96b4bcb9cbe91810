/** What a keepmum.toml may hold at its top level; who reads a part of it must still refuse what nobody reads. */
export const TOP_KEYS = ['scan', 'secrets', 'extend', 'rules', 'allowlist', 'allowlists', 'title', 'description'];
