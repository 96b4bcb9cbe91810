import { expect, test } from 'vitest';
import { interpreterOf } from '../../../src/hook/place/interpreter.js';

test.each([
  '#!/bin/sh',
  '#!/bin/sh -e',
  '#! /bin/bash',
  '#!/usr/bin/env bash',
  '#!/usr/bin/env -S zsh -f',
  '#!/usr/bin/dash',
  '',
])('a shell: %s', (line) => {
  expect(interpreterOf(`${line}\necho\n`)).toEqual({ kind: 'shell' });
});

test('text that names nobody is read by sh', () => {
  expect(interpreterOf('npm test\n')).toEqual({ kind: 'shell' });
});

test.each([
  ['#!/usr/bin/env python3', 'python3'],
  ['#!/usr/bin/node', 'node'],
  ['#!/usr/bin/env -S PATH=/x ruby -w', 'ruby'],
  ['#!/usr/bin/fish', 'fish'],
])('somebody else: %s', (line, name) => {
  expect(interpreterOf(`${line}\n`)).toEqual({ kind: 'other', name });
});

test('what keeps a first line from working', () => {
  expect(interpreterOf('#!/bin/sh\r\necho\r\n')).toEqual({ kind: 'carriage-return' });
  expect(interpreterOf('\u00ef\u00bb\u00bf#!/bin/sh\n')).toEqual({ kind: 'misplaced' });
  expect(interpreterOf('\u007fELF\0\0')).toEqual({ kind: 'binary' });
});
