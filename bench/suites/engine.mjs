import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { copyProgram, root } from '../built-program.mjs';
import { listFiles } from '../list-files.mjs';
import { median } from '../median.mjs';
import { printTable } from '../table.mjs';

/** What a scan hands to the search at a time. */
const CHUNK = 4 << 20;

/** The search for literals alone, with the literals of all rules, on text in memory. */
export async function measureEngine({ slice, pairs }) {
  const { prepareSearches } = await loadSearches();
  const text = readSome(slice(), 64e6);
  const { literals, simd, reference } = prepareSearches(CHUNK);
  console.log(`${literals} literals, ${Math.round(text.length / 1e6)} MB in chunks of ${CHUNK >> 20} MiB`);
  const searches = { 'WebAssembly SIMD': simd, 'reference (Aho-Corasick)': reference };
  const rows = Object.entries(searches).map(([name, search]) => {
    searchAll(search, text.subarray(0, CHUNK));
    const runs = Array.from({ length: pairs }, () => searchAll(search, text));
    const perKilobyte = runs[0].hits / (text.length / 1000);
    return [name, String(Math.round(median(runs.map((run) => run.speed)))), perKilobyte.toFixed(2)];
  });
  printTable(rows, ['search', 'MB/s', 'hits a KB']);
}

/** Bundled beside the copy's other files, where it finds the WebAssembly and the tables. */
async function loadSearches() {
  const outfile = join(copyProgram(), 'dist', 'prepare-searches.mjs');
  const entryPoints = [join(root, 'bench/suites/prepare-searches.ts')];
  const define = { KEEPMUM_BUNDLED: 'true' };
  await build({ entryPoints, outfile, define, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
}

function readSome(folder, limit) {
  const texts = [];
  let length = 0;
  for (const file of listFiles(folder)) {
    if (length >= limit) break;
    const bytes = readFileSync(file);
    texts.push(bytes);
    length += bytes.length;
  }
  return Buffer.concat(texts);
}

/** Reading a chunk into the search's own memory is part of a scan's reading, but here it counts: a copy, a few per cent. */
function searchAll(search, bytes) {
  let hits = 0;
  const start = process.hrtime.bigint();
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    hits += search.search(chunk, 0, chunk.length).count;
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { hits, speed: bytes.length / 1e6 / seconds };
}
