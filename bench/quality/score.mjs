/**
 * Rows of a table, the total first: for each value of `key` how many secrets were found, how many harmless values reported.
 * Whatever else a scan reports in the files that the lines were put into counts as a false alarm of the total.
 * @param plants as plantTree returns them
 * @param findings of a JSON report over the planted tree
 * @param key a property of a plant
 */
export function rowsBy(plants, findings, key) {
  const planted = new Map(plants.map((plant) => [`${plant.path}:${plant.line}`, plant]));
  const files = new Set(plants.map(({ path }) => path));
  const places = new Set();
  let elsewhere = 0;
  for (const { rule, occurrences } of findings) {
    for (const { path, line } of occurrences) {
      if (planted.has(`${path}:${line}`)) places.add(`${path}:${line}`);
      else if (files.has(path) && rule.startsWith('generic-')) elsewhere++;
    }
  }
  const groups = new Map([['all', countOf([...planted], places, elsewhere)]]);
  for (const group of [...new Set(plants.map((plant) => plant[key]))].sort()) {
    groups.set(
      group,
      countOf(
        [...planted].filter(([, plant]) => plant[key] === group),
        places,
        0,
      ),
    );
  }
  return [...groups].map(([name, counts]) => rowOf(name, counts));
}

function countOf(planted, places, elsewhere) {
  const of = (truth) => planted.filter(([, plant]) => plant.truth === truth);
  const hits = (list) => list.filter(([place]) => places.has(place)).length;
  const [secrets, harmless] = [of('secret'), of('harmless')];
  return {
    secrets: secrets.length,
    found: hits(secrets),
    harmless: harmless.length,
    reported: hits(harmless) + elsewhere,
  };
}

function rowOf(name, { secrets, found, harmless, reported }) {
  const recall = found / secrets;
  const precision = found / (found + reported);
  const share = (value) => (Number.isFinite(value) ? value.toFixed(3) : '–');
  const f1 = (2 * precision * recall) / (precision + recall);
  return [name, ...[secrets, found, harmless, reported].map(String), share(recall), share(precision), share(f1)];
}
