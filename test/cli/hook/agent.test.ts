import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { Sandbox, SECRET } from '../../hook/hook-repository.js';
import { makeWorld } from '../test-world.js';

const VALUE = SECRET.split('=')[1] ?? '';

async function answer(event: unknown, changes: { env?: Record<string, string>; cwd?: string } = {}) {
  const text = typeof event === 'string' ? event : JSON.stringify(event);
  const { world, stdout, stderr } = makeWorld({ stdin: Readable.from([Buffer.from(text)]), ...changes });
  const exitCode = await runCli(['hook', 'agent'], world);
  expect(stdout() + stderr()).not.toContain(VALUE);
  return { exitCode, stderr: stderr(), json: stdout() === '' ? undefined : JSON.parse(stdout()) };
}

const call = (tool: string, input: unknown) => ({ hook_event_name: 'PreToolUse', tool_name: tool, tool_input: input });

describe('keepmum hook agent', () => {
  test('has nothing against what holds no secret', async () => {
    for (const event of [
      call('Bash', { command: 'ls' }),
      { hook_event_name: 'UserPromptSubmit', prompt: 'hello' },
      {},
    ]) {
      expect(await answer(event)).toEqual({ exitCode: 0, stderr: '', json: undefined });
    }
  });

  test.each([
    ['Bash', { command: `export ${SECRET}; make` }],
    ['Write', { file_path: '/x/.env', content: `A=1\n${SECRET}\n` }],
    [
      'MultiEdit',
      {
        edits: [
          { old_string: 'a', new_string: 'b' },
          { old_string: 'a', new_string: SECRET },
        ],
      },
    ],
    ['mcp__vault__put', { [VALUE]: 1 }],
  ])('denies a call of %s with a secret in it', async (tool, input) => {
    const { exitCode, json } = await answer(call(tool, input));
    expect(exitCode).toBe(0);
    expect(json.hookSpecificOutput).toMatchObject({ hookEventName: 'PreToolUse', permissionDecision: 'deny' });
    expect(json.hookSpecificOutput.permissionDecisionReason).toContain(`the call of ${tool} holds 1 secret`);
  });

  test('judges a value by the name of its field', async () => {
    const password = ['Wq8', 'zT4', 'kLp', '2Rn', 'V7x'].join('');
    const { json } = await answer(call('connect', { host: 'db', password }));
    expect(json.hookSpecificOutput.permissionDecisionReason).toContain('in tool_input.password');
  });

  test('lets an edit take a secret out', async () => {
    const edit = { file_path: '/x', old_string: SECRET, new_string: 'GITHUB_TOKEN=$TOKEN' };
    expect((await answer(call('Edit', edit))).json).toBeUndefined();
  });

  test('blocks a prompt with a secret in it', async () => {
    const { exitCode, json } = await answer({ hook_event_name: 'UserPromptSubmit', prompt: `use ${SECRET} please` });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ decision: 'block', reason: expect.stringContaining('the prompt holds 1 secret') });
  });

  test('denies to read a file with a secret in it, and no other', async () => {
    const box = new Sandbox();
    box.write('.env', `A=1\n${SECRET}\n`);
    box.write('readme.md', 'hello\n');
    const read = (path: string) => answer({ ...call('Read', { file_path: path }), cwd: box.root });
    expect((await read(box.path('.env'))).json.hookSpecificOutput.permissionDecisionReason).toContain('.env');
    expect((await read('.env')).json.hookSpecificOutput.permissionDecision).toBe('deny');
    expect((await read('readme.md')).json).toBeUndefined();
    expect((await read('not-there')).json).toBeUndefined();
  });

  test('goes by the configuration where the agent works', async () => {
    const box = new Sandbox();
    box.write('work/keepmum.toml', '[scan]\nonly = ["jwt"]\n');
    const event = { ...call('Bash', { command: SECRET }), cwd: box.path('work') };
    expect((await answer(event)).json).toBeUndefined();
  });

  test.each(['', '{', '[]'])('stops the agent when it cannot judge: %j', async (text) => {
    const { exitCode, stderr, json } = await answer(text);
    expect({ exitCode, json }).toEqual({ exitCode: 2, json: undefined });
    expect(stderr).toMatch(/^keepmum: error: cannot tell what the agent is about to do/);
  });

  test('stops the agent when the configuration is wrong', async () => {
    const box = new Sandbox();
    box.write('keepmum.toml', 'nonsense = 1\n');
    const { exitCode, stderr } = await answer({ ...call('Bash', { command: 'ls' }), cwd: box.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('keepmum: error: ');
  });

  test('is skipped by KEEPMUM_SKIP, and says so', async () => {
    const skipped = await answer(call('Bash', { command: SECRET }), { env: { KEEPMUM_SKIP: '1' } });
    expect(skipped).toMatchObject({ exitCode: 0, json: undefined, stderr: expect.stringContaining('KEEPMUM_SKIP') });
  });
});
