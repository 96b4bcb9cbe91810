import { processWorld } from './cli/process-world.js';
import { runCli } from './cli/run-cli.js';

runCli(process.argv.slice(2), processWorld()).then((exitCode) => {
  process.exitCode = exitCode;
});
