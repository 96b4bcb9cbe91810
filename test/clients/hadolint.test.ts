import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { withClient } from './with-client.js';

withClient('hadolint', 'the Dockerfile', () => {
  test('has nothing that hadolint objects to, and would be noticed if it had', () => {
    const lint = (input: string) => spawnSync('hadolint', ['-'], { input, encoding: 'utf8' });
    const { status, stdout } = spawnSync('hadolint', ['Dockerfile'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(lint('FROM debian\nRUN sudo true\n').status).toBe(1);
  });
});
