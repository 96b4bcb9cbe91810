import { describe, expect, it } from 'vitest';
import { csvReporter } from '../../../src/scan/report/csv.js';
import { HOSTILE_PATH, hostile, sampleReport } from './sample-report.js';

/** RFC 4180, read back. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('csv', () => {
  it('is a row for each occurrence', () => {
    expect(csvReporter.render(sampleReport()).replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
      "rule,title,severity,confidence,validity,fingerprint,preview,path,line,column,endLine,endColumn,commit,author,date,url,reasons,advice
      github-pat,GitHub personal access token,critical,high,checksum-ok,0123456789abcdef0123456789abcdef,ghp_…x9Qf,deploy/prod.env,3,14,3,54,,,,,it begins with ghp_; its checksum holds,"Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights."
      github-pat,GitHub personal access token,critical,high,checksum-ok,0123456789abcdef0123456789abcdef,ghp_…x9Qf,src/config.ts,12,20,12,76,,,,,it begins with ghp_; its checksum holds,"Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights."
      private-key,"Private key, not encrypted",high,high,not-checked,fedcba9876543210fedcba9876543210,'----…----,keys/old key.pem,1,1,28,26,c0ffee0000000000000000000000000000000000,Ada,2024-05-06T07:08:09Z,https://example.org/commit/c0ffee,it is a PEM block,Make a new key pair and take the old public key off every server.
      generic-assignment,Password in an assignment,medium,medium,not-checked,00112233445566778899aabbccddeeff,…,app/settings.py,88,17,88,28,,,,,it is assigned to db_password; it looks random,"Change it where it is used, and read it from the environment."
      "
    `);
  });

  it('is a header when there is nothing', () => {
    expect(csvReporter.render(sampleReport({ findings: [] }))).toMatch(/^rule,title,[^\n]+,advice\r\n$/);
  });

  it('no cell is a formula, and every cell comes back', () => {
    const [header, row, ...more] = parseCsv(csvReporter.render(sampleReport({ findings: [hostile] })));
    expect(more).toEqual([]);
    expect(row).toHaveLength(header?.length ?? 0);
    expect(row?.[header?.indexOf('path') ?? -1]).toBe(`./${HOSTILE_PATH}`);
    expect(row?.[header?.indexOf('author') ?? -1]).toBe("'@Ada <ada\u0007>");
    for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});
