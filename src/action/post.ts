import { processWorld } from '../cli/process-world.js';
import { tidyUp } from './post/tidy-up.js';

tidyUp(processWorld()).then((exitCode) => {
  process.exitCode = exitCode;
});
