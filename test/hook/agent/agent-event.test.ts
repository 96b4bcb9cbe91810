import { describe, expect, test } from 'vitest';
import { readAgentEvent } from '../../../src/hook/agent/agent-event.js';
import { refusalFor } from '../../../src/hook/agent/answer-agent.js';
import type { Finding } from '../../../src/scan/finding.js';

const finding: Finding = {
  rule: 'some-token',
  title: 'Some token',
  severity: 'high',
  confidence: 'high',
  fingerprint: '0'.repeat(32),
  secret: { preview: 'so_a…z', length: 30 },
  occurrences: [{ path: 'tool_input.command', line: 1, column: 1, endLine: 1, endColumn: 2 }],
  validity: 'not-checked',
  reasons: [],
  advice: '',
};

describe('the event of an agent', () => {
  test('is what is about to happen, without the session around it', () => {
    const event = readAgentEvent(
      JSON.stringify({
        session_id: 's',
        transcript_path: '/t',
        cwd: '/work',
        hook_event_name: 'PreToolUse',
        tool_name: 'Bash',
        tool_input: { command: 'ls' },
      }),
    );
    expect(event).toEqual({
      name: 'PreToolUse',
      tool: 'Bash',
      folder: '/work',
      content: { tool_input: { command: 'ls' } },
    });
  });

  test.each([
    ['', 'nothing'],
    [' \n', 'nothing'],
    ['{', 'no JSON'],
    ['"text"', 'no object'],
    ['[1]', 'no object'],
    ['null', 'no object'],
  ])('that is none is an error: %j', (text, found) => {
    expect(() => readAgentEvent(text)).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(found) }),
    );
  });

  test('is not repeated in the error', () => {
    expect(() => readAgentEvent('{"token": hunter2')).toThrow(/^(?!.*hunter2)/);
  });
});

describe('the answer', () => {
  const event = { tool: 'Bash', folder: undefined, content: {} };

  test('denies a tool call', () => {
    expect(JSON.parse(refusalFor({ ...event, name: 'PreToolUse' }, [finding]))).toEqual({
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'deny',
        permissionDecisionReason: expect.stringContaining(
          'the call of Bash holds 1 secret: Some token so_a…z in tool_input.command.',
        ),
      },
    });
  });

  test.each([
    ['UserPromptSubmit', 'the prompt holds'],
    ['PostToolUse', 'the event PostToolUse holds'],
    ['', 'the event holds'],
  ])('blocks every other event: %s', (name, words) => {
    expect(JSON.parse(refusalFor({ ...event, name }, [finding]))).toEqual({
      decision: 'block',
      reason: expect.stringContaining(words),
    });
  });

  test('names a few of many', () => {
    const answer = refusalFor(
      { ...event, name: 'UserPromptSubmit' },
      Array.from({ length: 9 }, () => finding),
    );
    expect(JSON.parse(answer).reason).toMatch(/holds 9 secrets: .*; 6 more\./);
  });
});
