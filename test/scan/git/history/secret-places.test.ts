import { describe, expect, it } from 'vitest';
import { buildSecretPlaces } from '../../../fixtures/git/secret-places.js';
import { placesOf, scanHistory } from '../scan-git.js';

describe('a secret in every place where one can be', () => {
  it('is found, with the right commit, path and line', async () => {
    const { repository, places, dropped } = buildSecretPlaces();
    const result = await scanHistory(repository.folder);
    const expected = places.map(({ name, path, line, commit }) => `${name}: ${path}:${line} ${commit}`);
    const found = places.map(({ name, token, path, line, commit }) => {
      const place = `${path}:${line} ${commit}`;
      const all = placesOf(result, token);
      return `${name}: ${all.includes(place) ? place : all.join(', ')}`;
    });
    expect(places.length).toBe(20);
    expect(found).toEqual(expected);
    expect(placesOf(result, dropped.token)).toEqual([]);
    expect(result.coverage).toMatchObject({ state: 'complete', missedCount: 0 });

    const heads = new Map(
      result.findings.flatMap(({ secret, occurrences }) =>
        occurrences.map(({ path, atHead }) => [`${secret.revealed} ${path}`, atHead] as const),
      ),
    );
    for (const { name, token, path, atHead } of places) {
      if (atHead !== undefined) expect([name, heads.get(`${token} ${path}`)]).toEqual([name, atHead]);
    }

    const all = await scanHistory(repository.folder, { unreachable: 'included' });
    expect(placesOf(all, dropped.token)).toEqual([`${dropped.path}:${dropped.line} ${dropped.commit}`]);
    expect(all.findings.length).toBe(result.findings.length + 1);
  }, 120_000);
});
