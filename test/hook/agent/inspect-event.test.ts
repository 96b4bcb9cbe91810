import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveScan } from '../../../src/config/resolve-scan.js';
import { assetFolder } from '../../../src/core/asset-folder.js';
import { readAgentEvent } from '../../../src/hook/agent/agent-event.js';
import { refusalFor } from '../../../src/hook/agent/answer-agent.js';
import { inspectEvent } from '../../../src/hook/agent/inspect-event.js';
import { Sandbox, SECRET } from '../hook-repository.js';

const VALUE = SECRET.split('=')[1] ?? '';
const { request } = await resolveScan(
  { paths: ['-'], settings: {}, values: 'hidden', lineHashes: 'unwanted' },
  { assetFolder: assetFolder(), cwd: new Sandbox().root, cores: 1, configFlag: undefined, environment: {} },
);

function inspect(event: unknown, cwd = '/') {
  const read = readAgentEvent(JSON.stringify(event));
  return { event: read, findings: inspectEvent(read, request, cwd) };
}

// Names of fields that the session itself has, or that an edit takes out, are tested on their own.
const harmlessKey = fc.stringMatching(/^[b-df-hj-np-z]{1,8}$/);
const { tree: json } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, fc.constantFrom('a', 1, null, true), tie('list'), tie('record')),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  record: fc.dictionary(harmlessKey, tie('tree'), { maxKeys: 3 }),
}));

/** Puts a text at the end of a way through lists and records. */
function buried(way: readonly (string | number)[], text: string): unknown {
  return way.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [0, inner] : { x: 1, [step]: inner }),
    text,
  );
}

describe('a secret in an event', () => {
  const way = fc.array(fc.oneof(harmlessKey, fc.constant(0)), { maxLength: 6 });
  const around = fc.constantFrom(
    ['', ''],
    ['a = "', '"'],
    ['line\n', '\nline'],
    ['{\\"k\\": \\"', '\\"}'],
    ['https://x/?t=', '&u=1'],
  );

  test('is found wherever it stands, and its value is in no answer', () => {
    fc.assert(
      fc.property(
        way,
        around,
        fc.constantFrom('PreToolUse', 'UserPromptSubmit', 'Stop'),
        (steps, [left, right], name) => {
          const content = buried(steps, `${left}${VALUE}${right}`);
          const { event, findings } = inspect({ hook_event_name: name, tool_name: 'T', tool_input: content });
          expect(findings).toHaveLength(1);
          expect(refusalFor(event, findings)).not.toContain(VALUE);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is not seen where there is none', () => {
    fc.assert(
      fc.property(json, (content) => {
        expect(inspect({ hook_event_name: 'PreToolUse', tool_input: content }).findings).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('is found in a text of several megabytes', () => {
    const text = `${'nothing to see\n'.repeat(400_000)}${SECRET}\n`;
    expect(inspect({ prompt: text }).findings).toMatchObject([{ occurrences: [{ path: 'prompt', line: 400_001 }] }]);
  });

  test('counts once, however often it stands there', () => {
    const { findings } = inspect({ tool_input: { a: SECRET, b: [SECRET, SECRET] } });
    expect(findings).toHaveLength(1);
    const places = new Set(findings[0]?.occurrences.map(({ path }) => path));
    expect([...places]).toEqual(['tool_input.a', 'tool_input.b.0', 'tool_input.b.1']);
  });

  test('in the names of the session means nothing: they do not travel', () => {
    expect(inspect({ session_id: VALUE, transcript_path: VALUE, cwd: '/' }).findings).toEqual([]);
  });
});

describe('a file that is about to be read', () => {
  const read = (path: unknown, changes = {}) => ({
    hook_event_name: 'PreToolUse',
    tool_name: 'Read',
    tool_input: { file_path: path },
    ...changes,
  });

  test('is looked at, from where the agent stands', () => {
    const box = new Sandbox();
    box.write('work/.env', `${SECRET}\n`);
    expect(inspect(read('.env', { cwd: box.path('work') })).findings).toHaveLength(1);
    expect(inspect(read('.env'), box.path('work')).findings).toHaveLength(1);
    expect(inspect(read(box.path('work/.env'))).findings).toHaveLength(1);
  });

  test('is not, when it is none, or when it is not about to be read', () => {
    const box = new Sandbox();
    box.write('.env', `${SECRET}\n`);
    for (const path of ['.', 'nothing', 7, null, '']) expect(inspect(read(path), box.root).findings).toEqual([]);
    for (const changes of [{ tool_name: 'Glob' }, { hook_event_name: 'PostToolUse' }]) {
      expect(inspect(read('.env', changes), box.root).findings).toEqual([]);
    }
  });

  test('with a name that is no ASCII is found all the same', () => {
    const box = new Sandbox();
    const name = 'clé – 密.env';
    box.write(name, `${SECRET}\n`);
    expect(inspect(read(box.path(name))).findings).toHaveLength(1);
  });
});
