// npm run bench [-- SUITE… --quick --pairs N]: how fast keepmum is, always as a ratio to something measured beside it.
// --quick is a smoke run of a few seconds on a few megabytes: it shows that the suites work, its figures mean nothing.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { root } from './built-program.mjs';
import { linuxTree, mixedTree, sliceOf, smallTree } from './corpora.mjs';
import { measureAction } from './suites/action.mjs';
import { measureEngine } from './suites/engine.mjs';
import { measureGuard } from './suites/guard.mjs';
import { compareOnHistories } from './suites/history.mjs';
import { measureMemory } from './suites/memory.mjs';
import { measureQuality } from './suites/quality.mjs';
import { compareRegexEngines } from './suites/re2js.mjs';
import { compareRuleCounts } from './suites/rules.mjs';
import { measureRun } from './suites/run.mjs';
import { compareOnFolder } from './suites/scan-folder.mjs';
import { measureStartup } from './suites/startup.mjs';

const SUITES = {
  startup: measureStartup,
  action: measureAction,
  tree: ({ tree, slice, pairs }) => compareOnFolder(tree(), slice(), pairs),
  mix: ({ mix, pairs, quick }) => compareOnFolder(mix(), quick ? mix() : sliceOf(mix()), pairs),
  history: compareOnHistories,
  rules: compareRuleCounts,
  engine: measureEngine,
  re2js: compareRegexEngines,
  memory: measureMemory,
  quality: measureQuality,
  guard: measureGuard,
  run: measureRun,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, pairs: { type: 'string' } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  console.error(`unknown suite "${unknown.join('", "')}"; there are ${Object.keys(SUITES).join(', ')}`);
  process.exitCode = 2;
} else {
  await runSuites(positionals.length > 0 ? positionals : Object.keys(SUITES));
}

/** Corpora are functions: what no suite asks for is not downloaded. */
async function runSuites(names) {
  const { quick = false } = values;
  const small = () => smallTree(root);
  const corpora = quick
    ? { tree: small, slice: small, mix: small }
    : { tree: linuxTree, slice: () => sliceOf(linuxTree()), mix: mixedTree };
  const request = { ...corpora, quick, pairs: Number(values.pairs ?? (quick ? 1 : 5)) };
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(2)}`);
  if (quick) console.log('quick: only whether the suites work; the figures below mean nothing');
  for (const name of names) {
    console.log(`\n## ${name}\n`);
    await SUITES[name](request);
  }
}
