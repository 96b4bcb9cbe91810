import type { Command } from './command.js';
import { completions } from './commands/completions.js';
import { drill } from './commands/drill.js';
import { guard } from './commands/guard-command.js';
import { hookAgent } from './commands/hook-agent.js';
import { hookDoctor } from './commands/hook-doctor.js';
import { hookInstall } from './commands/hook-install.js';
import { hookPreReceive } from './commands/hook-pre-receive.js';
import { hookRun } from './commands/hook-run.js';
import { hookUninstall } from './commands/hook-uninstall.js';
import { mask } from './commands/mask-command.js';
import { reap } from './commands/reap.js';
import { rulesBench } from './commands/rules-bench.js';
import { rulesCheck } from './commands/rules-check.js';
import { rulesDiff } from './commands/rules-diff.js';
import { rulesExplain } from './commands/rules-explain.js';
import { rulesList } from './commands/rules-list.js';
import { run } from './commands/run.js';
import { scan } from './commands/scan.js';

/** Every command, in the order of help; a new one is a file in `commands/` and a line here. */
export const COMMANDS: readonly Command[] = [
  scan,
  mask,
  guard,
  run,
  drill,
  reap,
  hookInstall,
  hookUninstall,
  hookDoctor,
  hookRun,
  hookPreReceive,
  hookAgent,
  rulesList,
  rulesExplain,
  rulesCheck,
  rulesBench,
  rulesDiff,
  completions,
];
