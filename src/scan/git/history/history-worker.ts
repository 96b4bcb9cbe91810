import { parentPort, workerData } from 'node:worker_threads';
import { CatFile } from '../objects/cat-file.js';
import { ObjectInspector } from '../objects/object-inspector.js';
import { createVersionInspector } from '../versions/create-version-inspector.js';
import type { HistoryAnswer, HistoryOrder, HistoryWorkerStart } from './history-message.js';

// A thread's entry: it acts on import, as a worker's entry must.
const { settings, limits, site } = workerData as HistoryWorkerStart;

/** Answers are sent when this many objects were read, so that messages cost nothing beside the work. */
const ANSWER_EVERY = 512;

const { inspector, regexEngine } = createVersionInspector(settings);
const objects = new ObjectInspector(inspector, limits);
let told = 0;
const catFile = new CatFile(
  site,
  objects,
  ({ id, detail }) => objects.lost(id, detail),
  () => {
    if (catFile.settled - told >= ANSWER_EVERY) tell('progress');
  },
);

function tell(kind: HistoryAnswer['kind']): void {
  told = catFile.settled;
  parentPort?.postMessage({ kind, batch: objects.take(), settled: told, regexEngine } satisfies HistoryAnswer);
}

parentPort?.on('message', async (order: HistoryOrder) => {
  if (order.kind === 'read') {
    catFile.ask(Buffer.from(order.lines));
    return;
  }
  if (order.kind === 'stop') catFile.kill();
  await catFile.end();
  tell('done');
});
