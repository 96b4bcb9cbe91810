import { onTestFinished } from 'vitest';
import { SYSTEM_CLOCK } from '../../../../src/core/clock.js';
import { Credential } from '../../../../src/inject/credential.js';
import type { ReadOutcome, SecretAnswer, SecretRead } from '../../../../src/inject/providers/provider.js';
import { createVaultProvider, type VaultProvider } from '../../../../src/inject/providers/vault/vault-provider.js';
import type { VaultLogin, VaultSettings } from '../../../../src/inject/providers/vault/vault-settings.js';
import { parseReference } from '../../../../src/inject/reference/parse-reference.js';
import { serverVariable } from '../../../servers/server-address.js';

export const NEVER = new AbortController().signal;

export const credential = (text: string) => ({ kind: 'value', value: new Credential(text) }) as const;

export const withToken = (token = serverVariable('TEST_VAULT_TOKEN')): VaultLogin => ({
  method: 'token',
  token: credential(token),
});

/** Settings for the real Vault, or for others that a test has started. */
export function settingsFor(login: VaultLogin, changes: Partial<VaultSettings> = {}): VaultSettings {
  return {
    addresses: [serverVariable('TEST_VAULT_ADDR')],
    http: { tls: { verify: 'always' }, proxy: { except: [] }, connectWithin: 5000, largestAnswer: 16e6 },
    attemptWithin: 20_000,
    retryWithin: 20_000,
    retries: 3,
    loginForm: 'token',
    wrapped: {},
    login,
    ...changes,
  };
}

/** A provider that lets go of its connections when the test ends. */
export function providerWith(settings: VaultSettings): VaultProvider {
  const provider = createVaultProvider(settings, { clock: SYSTEM_CLOCK, random: () => 0 });
  onTestFinished(() => provider.close());
  return provider;
}

export const readOf = (text: string): SecretRead => parseReference(text);

/** Reads one path, or throws the error that came of it. */
export async function readOne(provider: VaultProvider, text: string): Promise<SecretAnswer> {
  const [outcome] = await provider.read([readOf(text)], NEVER);
  return answerOf(outcome);
}

export function answerOf(outcome: ReadOutcome | undefined): SecretAnswer {
  if (outcome === undefined) throw new Error('no outcome');
  if ('error' in outcome) throw outcome.error;
  return outcome.answer;
}

/** Values in the clear, as only a test may have them. */
export function textsOf({ fields }: SecretAnswer): Readonly<Record<string, string>> {
  return Object.fromEntries([...fields].map(([key, value]) => [key, Buffer.from(value.reveal()).toString('utf8')]));
}

/** The error of a promise that has to fail. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & { code?: string; hints?: string[] }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected a failure');
}
