import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planReports, type ReportFlags } from '../../src/cli/report-plan.js';
import { folderWith } from '../config/temporary-folder.js';

const cwd = () => folderWith({ 'old.json': '{}', 'sub/': '' });

test.each<[ReportFlags, unknown]>([
  [{}, [{ format: 'text' }]],
  [{ format: 'json' }, [{ format: 'json' }]],
  [{ output: '-' }, [{ format: 'text' }]],
  [{ quiet: true }, []],
  [{ quiet: true, format: 'json' }, [{ format: 'json' }]],
  [{ quiet: true, report: ['sarif=-'] }, [{ format: 'sarif' }]],
])('%j', (flags, plan) => {
  expect(planReports(flags, cwd())).toEqual(plan);
});

test('files are made absolute, new and old, in this folder and in others', () => {
  const folder = cwd();
  expect(planReports({ output: 'old.json', format: 'json', report: ['sarif=sub/a=b.sarif'] }, folder)).toEqual([
    { format: 'json', file: join(folder, 'old.json') },
    { format: 'sarif', file: join(folder, 'sub/a=b.sarif') },
  ]);
});

describe('refuses', () => {
  test.each<[ReportFlags, string]>([
    [{ output: 'none/x' }, 'cannot write the report to "none/x": found no folder "none"'],
    [{ output: 'sub' }, 'cannot write the report to "sub": found a folder, expected a file'],
    [{ output: 'old.json/x' }, 'found no folder "old.json"'],
    [{ report: ['json'] }, 'cannot use "--report": found "json", expected FORMAT=FILE'],
    [{ report: ['=x'] }, 'expected FORMAT=FILE'],
    [{ report: ['json='] }, 'expected FORMAT=FILE'],
    [{ report: ['jsn=x'] }, 'cannot use "--report": format is "jsn", expected text, '],
    [{ report: ['json=x', 'sarif=sub/../x'] }, 'cannot write two reports to '],
    [{ report: ['json=-'] }, 'cannot write two reports to "standard output"'],
  ])('%j', (flags, message) => {
    expect(() => planReports(flags, cwd())).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(message) }),
    );
  });
});
