import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { KeepmumError } from '../../src/core/keepmum-error.js';
import { createMessageMasker } from '../../src/mask/message-masker.js';
import { SecretIndex } from '../../src/mask/secret-index.js';

test('errors, their causes and stack traces lose every secret, in every form', () => {
  const secrets = new SecretIndex();
  const mask = createMessageMasker(secrets);
  secrets.add('river "bank" 1');
  const cause = new Error(`401 for https://me:${encodeURIComponent('river "bank" 1')}@example.test/`);
  const error = new KeepmumError('INTERNAL', `cannot log in: ${JSON.stringify({ password: 'river "bank" 1' })}`, {
    cause,
  });
  const crash = mask(inspect(error));
  expect(crash).toContain('me:***@example.test');
  expect(crash).toContain('"password":"***"');
  expect(crash).not.toContain('bank');
});

test('each message is masked by itself, with the secrets known by then', () => {
  const secrets = new SecretIndex();
  const mask = createMessageMasker(secrets);
  secrets.add('river-bank');
  expect(mask('at the river')).toBe('at the ***');
  expect(mask('-bank')).toBe('-bank');
  expect(mask('')).toBe('');
  secrets.add('stone-8');
  expect(mask('stone-8 at the river-bank.')).toBe('*** at the ***.');
});
