import { KeepmumError } from '../../core/keepmum-error.js';

/**
 * What a coding agent tells its hooks: a JSON object with the name of the event, and what is about to happen. The form
 * is that of Claude Code (https://code.claude.com/docs/en/hooks), which others took over.
 */
export interface AgentEvent {
  /** `PreToolUse`, `UserPromptSubmit` and so on; empty when it is not said. */
  readonly name: string;
  readonly tool: string;
  /** Absolute, as the agent says; where its relative paths count from. */
  readonly folder: string | undefined;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What tells about the session, and is none of what is about to happen. */
const ENVELOPE = new Set([
  'agent_id',
  'agent_type',
  'cwd',
  'hook_event_name',
  'permission_mode',
  'session_id',
  'tool_name',
  'tool_use_id',
  'transcript_path',
]);

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * @param text what came on standard input
 * @throws KeepmumError USAGE when it is no JSON object; what it says is not repeated
 */
export function readAgentEvent(text: string): AgentEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAnEvent(text.trim() === '' ? 'nothing' : 'something that is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnEvent('JSON that is no object');
  const event = value as Record<string, unknown>;
  return {
    name: textOf(event.hook_event_name),
    tool: textOf(event.tool_name),
    folder: typeof event.cwd === 'string' ? event.cwd : undefined,
    content: Object.fromEntries(Object.entries(event).filter(([key]) => !ENVELOPE.has(key))),
  };
}

function notAnEvent(found: string): KeepmumError {
  return new KeepmumError(
    'USAGE',
    `cannot tell what the agent is about to do: found ${found} on standard input, expected an event as a JSON object`,
  );
}
