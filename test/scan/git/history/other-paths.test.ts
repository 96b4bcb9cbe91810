import { describe, expect, it } from 'vitest';
import { TestRepository } from '../../../fixtures/git/test-repository.js';
import { scanHistory } from '../scan-git.js';

// Looks random, so that only the place decides how sure it is; put together here, so that no file holds it.
const password = ['q7Vt', 'Zp2x', 'Lw9k', 'Rm4s'].join('');
const text = `db_password = "${password}"\n`;

async function scan(...paths: readonly string[]) {
  const repository = new TestRepository();
  for (const path of paths) repository.write(path, text);
  repository.commit('all at once');
  const { findings } = await scanHistory(repository.folder);
  return findings.map(({ confidence, occurrences }) => ({ confidence, paths: occurrences.map(({ path }) => path) }));
}

describe('a blob that stands at several paths', () => {
  it('is judged by the one that says most, though git lists another first', async () => {
    const [[alone], [product], [both]] = [
      await scan('examples/app.cfg'),
      await scan('product/app.cfg'),
      await scan('examples/app.cfg', 'product/app.cfg'),
    ];
    expect([alone?.confidence, product?.confidence]).toEqual(['medium', 'high']);
    expect(both).toEqual({ confidence: 'high', paths: ['examples/app.cfg', 'product/app.cfg'] });
  });

  it('is not said to stand where it means nothing', async () => {
    expect(await scan('product/app.cfg', 'product/app.lock')).toEqual([
      { confidence: 'high', paths: ['product/app.cfg'] },
    ]);
  });

  it('is judged at a path with a line feed as well', async () => {
    expect(await scan('examples/app.cfg', 'product/a\nb.cfg')).toEqual([
      { confidence: 'high', paths: ['examples/app.cfg', 'product/a\nb.cfg'] },
    ]);
  });

  it('that came there in another commit', async () => {
    const repository = new TestRepository();
    repository.commitFile('product/app.cfg', text);
    repository.git('mv', 'product', 'examples');
    repository.commit('moved');
    const { findings } = await scanHistory(repository.folder);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['high']);
  });
});
