import { describe, expect, it } from 'vitest';
import { classifyPath } from '../../../../src/scan/detect/filters/path-class.js';
import { withValues } from '../../../fixtures/made-up-values.js';
import { findingsIn } from './judge.js';

describe('classifyPath', () => {
  it.each([
    ['src/a.js', 'code'],
    ['a/b.tf', 'code'],
    ['run.sh', 'shell'],
    ['Dockerfile', 'shell'],
    ['deploy/Dockerfile.prod', 'shell'],
    ['Makefile', 'shell'],
    ['README', 'prose'],
    ['notes.md', 'prose'],
    ['.env', 'config'],
    ['app/config.yml', 'config'],
    ['.npmrc', 'config'],
  ])('reads %s as %s', (path, language) => {
    expect(classifyPath(path).language).toBe(language);
  });

  it.each([
    'test/a.js',
    'src/__tests__/a.js',
    'a_test.go',
    'a.spec.ts',
    'test_a.py',
    'UserTest.java',
    'docs/a.md',
    'README.md',
    'examples/a.py',
    '.env.example',
  ])('takes %s for an example', (path) => {
    expect(classifyPath(path).purpose).toBe('example');
  });

  it.each(['src/a.js', 'contest/a.py', 'src/latest/a.go', 'attestation.py', 'config/prod.yml'])(
    'takes %s for the product',
    (path) => {
      expect(classifyPath(path).purpose).toBe('product');
    },
  );

  it.each([
    ['locale/de.json', 'translation'],
    ['app/messages_fr.properties', 'translation'],
    ['config/locales/pt-BR.yml', 'translation'],
    ['a.po', 'translation'],
    ['package-lock.json', 'generated'],
    ['dist/a.min.js', 'generated'],
    ['src/a.js', 'written'],
  ])('takes the content of %s for %s', (path, content) => {
    expect(classifyPath(path).content).toBe(content);
  });
});

describe('confidence by path', () => {
  const text = withValues("password = '{V}'");

  it('is one level lower in tests and documents', () => {
    expect(findingsIn(text, 'src/a.py')).toMatchObject([{ confidence: 'high' }]);
    expect(findingsIn(text, 'tests/a.py')).toMatchObject([{ confidence: 'medium' }]);
    expect(findingsIn(text, 'guide.md')).toMatchObject([{ confidence: 'medium' }]);
  });

  it('takes a bare word for an expression in code, and for a value in configuration', () => {
    expect(findingsIn(withValues('password = {D}Lm4'), 'src/a.py')).toEqual([]);
    expect(findingsIn(withValues('password = {D}Lm4'), 'a.ini')).toMatchObject([{ value: withValues('{D}Lm4') }]);
  });
});
