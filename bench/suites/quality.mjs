// How well secrets are told from what looks like them: values planted in real code, and what is found in real code as it is.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { copyProgram, root } from '../built-program.mjs';
import { cacheFolder } from '../corpora.mjs';
import { measure } from '../measure.mjs';
import { rowsBy } from '../quality/score.mjs';
import { printTable } from '../table.mjs';

const HEADINGS = ['', 'secrets', 'found', 'harmless', 'reported', 'recall', 'precision', 'F1'];

export async function measureQuality({ quick }) {
  const corpus = corpusFolder(quick);
  if (corpus === undefined) return;
  const program = copyProgram();
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-planted-'));
  try {
    const { plantTree } = await bundled(join(root, 'bench/quality/plant.ts'), program);
    const plants = plantTree(corpus, folder, quick ? 400 : 12_000);
    const findings = scan(program, folder);
    for (const half of ['held', 'tune']) {
      const own = plants.filter((plant) => plant.half === half);
      for (const key of ['kind', 'style', 'language', 'shape']) {
        console.log(`\n${half === 'held' ? 'Held' : 'Tuned'} half, by ${key}:`);
        printTable(rowsBy(own, findings, key), HEADINGS);
      }
    }
    if (!quick) reportCorpus(program, corpus);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `KEEPMUM_BENCH_CORPUS` names one that is there; else packages are fetched with their registries' own clients, but never for a smoke run. */
function corpusFolder(quick) {
  const folder = process.env.KEEPMUM_BENCH_CORPUS || join(cacheFolder, 'registries');
  if (!existsSync(folder) && quick) {
    console.log(`left out: ${folder} is not there, and fetching it takes half an hour`);
    return undefined;
  }
  if (!existsSync(folder)) {
    execFileSync('python3', [join(root, 'training/fetch_corpus.py'), folder], { stdio: 'inherit' });
  }
  return folder;
}

async function bundled(entry, program) {
  const outfile = join(program, 'dist', 'plant.mjs');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}

/** Findings of at least medium confidence, as a user sees them. */
function scan(program, folder) {
  const report = join(program, 'report.json');
  const argv = [
    process.execPath,
    join(program, 'dist/keepmum.cjs'),
    'scan',
    '--all-files',
    '-f',
    'json',
    '-o',
    report,
    '.',
  ];
  measure({ argv, codes: [0, 1, 3], cwd: folder });
  return JSON.parse(readFileSync(report, 'utf8')).findings;
}

/** Read these by hand: a key of a test is a credential by all that can be seen of it, an idempotency token is none. */
function reportCorpus(program, corpus) {
  const rows = ['npm', 'pypi', 'maven', 'go', 'crates', 'debian'].map((ecosystem) => {
    const findings = scan(program, join(corpus, ecosystem));
    const keys = findings.filter(({ rule }) => rule.startsWith('private-key')).length;
    const generic = findings.filter(({ rule }) => rule.startsWith('generic-')).length;
    return [ecosystem, findings.length, keys, generic, findings.length - keys - generic].map(String);
  });
  console.log('\nThe packages as they are, to be read by hand:');
  printTable(rows, ['registry', 'findings', 'private keys', 'assignments', 'others']);
}
