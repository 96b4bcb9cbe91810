import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXIT_CODE_OF } from '../../src/cli/exit-code.js';

const document = readFileSync('docs/ERRORS.md', 'utf8');
const sections = [...document.matchAll(/^## (\S+)$/gm)].map(([, code]) => code);
const rows = [...document.matchAll(/^\| \[(\w+)\]\(#(\w+)\) \| (\d) \|$/gm)];

describe('docs/ERRORS.md', () => {
  test('has a section for every code, and no other', () => {
    expect([...sections].sort()).toEqual(Object.keys(EXIT_CODE_OF).sort());
  });

  test('has a row with the exit code for every code, and no other', () => {
    const listed = Object.fromEntries(rows.map(([, code, , exitCode]) => [code, Number(exitCode)]));
    expect(listed).toEqual(EXIT_CODE_OF);
    for (const [, code, anchor] of rows) expect(anchor).toBe(code?.toLowerCase());
  });

  test('says of every code what to do', () => {
    const bodies = document.split(/^## /m).slice(1);
    expect(bodies).toHaveLength(sections.length);
    for (const body of bodies) expect(body).toContain('\nWhat to do: ');
  });
});
