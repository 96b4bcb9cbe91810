import type { Finding } from '../../scan/finding.js';
import { amount } from '../../scan/report/amounts.js';
import type { AgentEvent } from './agent-event.js';

const MOST_NAMED = 3;

function reasonOf(findings: readonly Finding[], doing: string): string {
  const named = findings.slice(0, MOST_NAMED).map(({ title, secret, occurrences }) => {
    return `${title} ${secret.preview} in ${occurrences[0]?.path ?? 'it'}`;
  });
  const others = findings.length - named.length;
  const list = [...named, ...(others > 0 ? [`${others} more`] : [])].join('; ');
  return `keepmum: ${doing} holds ${amount(findings.length, 'secret')}: ${list}. Leave the value out and name where it comes from, such as an environment variable or a secret store.`;
}

/**
 * The answer that stops what an agent is about to do, as one line of JSON; the value of a secret is not in it.
 *
 * @param findings at least one
 */
export function refusalFor({ name, tool }: AgentEvent, findings: readonly Finding[]): string {
  if (name !== 'PreToolUse') {
    const doing = name === 'UserPromptSubmit' ? 'the prompt' : name === '' ? 'the event' : `the event ${name}`;
    return JSON.stringify({ decision: 'block', reason: reasonOf(findings, doing) });
  }
  return JSON.stringify({
    hookSpecificOutput: {
      hookEventName: name,
      permissionDecision: 'deny',
      permissionDecisionReason: reasonOf(findings, tool === '' ? 'the tool call' : `the call of ${tool}`),
    },
  });
}
