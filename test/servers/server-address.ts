import { describe } from 'vitest';

/** The servers that tests can ask for, and the variables that `servers.sh` says where they are with. */
const VARIABLES = {
  vault: ['TEST_VAULT_ADDR', 'TEST_VAULT_TOKEN', 'TEST_VAULT_BIN'],
  aws: ['TEST_AWS_ENDPOINT'],
  postgres: ['TEST_POSTGRES_URL'],
} as const;

/** Milliseconds for a test or a hook that asks a real server, on a machine that does much else. */
export const PATIENCE = 60_000;

export type ServerName = keyof typeof VARIABLES;

/** Value of a variable that `withServers` has looked at. */
export function serverVariable(name: (typeof VARIABLES)[ServerName][number]): string {
  return process.env[name] ?? '';
}

/**
 * Tests that need real servers: skipped, and said so, where they do not run. With KEEPMUM_SERVERS=required, as in CI,
 * their absence is a failure.
 */
export function withServers(names: readonly ServerName[], title: string, tests: () => void): void {
  const missing = names.flatMap((name) => VARIABLES[name]).filter((variable) => !process.env[variable]);
  if (missing.length > 0 && process.env.KEEPMUM_SERVERS === 'required') {
    throw new Error(`${title}: ${missing.join(', ')} not set, although KEEPMUM_SERVERS=required`);
  }
  if (missing.length > 0) console.warn(`SKIPPED: ${title}: no ${missing.join(', ')}; see test/servers/README.md`);
  describe.skipIf(missing.length > 0)(title, { timeout: PATIENCE }, tests);
}
