import { parentPort, workerData } from 'node:worker_threads';
import { inspectBatch } from '../inspect/batch.js';
import { createInspector } from '../inspect/create-inspector.js';
import type { WorkerAnswer, WorkerJob, WorkerMessage, WorkerStart } from './worker-message.js';

// A thread's entry: the one file that acts on import.
const { settings, limits } = workerData as WorkerStart;
const engine = createInspector(settings);
parentPort?.on('message', ({ paths }: WorkerJob) => {
  const result = inspectBatch(engine.inspector, paths, limits);
  const answer: WorkerAnswer = { result, regexEngine: engine.regexEngine };
  parentPort?.postMessage(answer);
});
parentPort?.postMessage('ready' satisfies WorkerMessage);
