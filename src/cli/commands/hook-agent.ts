import type { AgentEvent } from '../../hook/agent/agent-event.js';
import type { Finding } from '../../scan/finding.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT } from '../exit-code.js';
import { readInput } from '../hook/read-input.js';
import { tellSkipped } from '../hook/tell-skipped.js';
import { presentError } from '../present-error.js';
import { print } from '../print.js';
import type { World } from '../world.js';

/** Agents go on after any other code but this one. */
const STOP = 2;

async function judge(event: AgentEvent, config: string | undefined, world: World): Promise<readonly Finding[]> {
  const { resolveScan } = await import('../../config/resolve-scan.js');
  const { assetFolder } = await import('../../core/asset-folder.js');
  const { inspectEvent } = await import('../../hook/agent/inspect-event.js');
  const { request } = await resolveScan(
    { paths: ['-'], settings: {}, values: 'hidden', lineHashes: 'unwanted' },
    {
      assetFolder: assetFolder(),
      cwd: event.folder ?? world.cwd,
      cores: 1,
      configFlag: config,
      environment: world.env,
    },
  );
  return inspectEvent(event, request, world.cwd);
}

async function answer(config: string | undefined, world: World): Promise<number> {
  const { readAgentEvent } = await import('../../hook/agent/agent-event.js');
  const event = readAgentEvent(await readInput(world));
  const findings = await judge(event, config, world);
  if (findings.length > 0) {
    const { refusalFor } = await import('../../hook/agent/answer-agent.js');
    await print(world.stdout, `${refusalFor(event, findings)}\n`);
  }
  return EXIT.clean;
}

export const hookAgent = defineCommand({
  name: 'hook agent',
  summary: 'keep secrets out of what a coding agent is about to do',
  synopsis: ['hook agent < EVENT'],
  description: [
    'For the hooks of a coding agent: reads the event that the agent writes to standard input, as JSON, and looks for secrets in every text of it, and in the file that the tool Read is about to read. When there is one, the answer is a line of JSON that stops the prompt or the tool call and says why; the value itself is not in it. Otherwise it prints nothing, and the agent goes on as it would.',
    'The form is that of Claude Code: PreToolUse is answered with permissionDecision deny, UserPromptSubmit and every other event with decision block. docs/HOOKS.md has the settings.',
    'When keepmum cannot judge the event, the exit code is 2, which stops the agent too.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: [CONFIG_OPTION, ...COMMON_OPTIONS],
  examples: [{ line: 'keepmum hook agent < event.json', does: 'the answer to one event' }],
  exitCodes: [
    { code: '0', means: 'the answer is on standard output; nothing there means go on' },
    { code: '2', means: 'the event could not be judged, and must not go on' },
    { code: '4', means: 'not used: agents would go on' },
  ],
  async run({ flags }, world) {
    if ((await tellSkipped('the agent hook', world)) === 'skipped') return EXIT.clean;
    try {
      return await answer(flags.config, world);
    } catch (error) {
      const { lines } = presentError(error, flags.verbose ? 'verbose' : 'normal');
      await print(world.stderr, `${lines.join('\n')}\n`).catch(() => {});
      return STOP;
    }
  },
});
