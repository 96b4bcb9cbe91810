import { processWorld } from '../cli/process-world.js';
import { runAction } from './run-action.js';

runAction(processWorld()).then((exitCode) => {
  process.exitCode = exitCode;
});
