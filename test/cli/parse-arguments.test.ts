import { describe, expect, test } from 'vitest';
import { defineCommand } from '../../src/cli/command.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { KeepmumError } from '../../src/core/keepmum-error.js';

const command = defineCommand({
  name: 'paint',
  summary: 'paint things',
  synopsis: ['paint'],
  description: [],
  operands: { value: 'THING', summary: 'what', atLeast: 0, atMost: 2 },
  options: [
    { name: 'wet', letter: 'w', summary: 'with water', group: 'A' },
    { name: 'dry', letter: 'd', summary: 'without', group: 'A' },
    { name: 'colour', letter: 'c', value: 'COLOUR', choices: ['red', 'green'], summary: 'which', group: 'A' },
    { name: 'brush', letter: 'b', value: 'BRUSH', times: 'many', summary: 'with what', group: 'A' },
    { name: 'no-frame', summary: 'leave out the frame', group: 'A' },
  ],
  examples: [],
  exitCodes: [],
  run: async () => 0,
});

function failure(words: readonly string[]): KeepmumError {
  try {
    parseArguments(command, words);
  } catch (error) {
    if (error instanceof KeepmumError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

describe('flags', () => {
  test.each([
    [['--wet'], { wet: true }],
    [['-wd'], { wet: true, dry: true }],
    [['-wdcred'], { wet: true, dry: true, colour: 'red' }],
    [['--colour', 'red'], { colour: 'red' }],
    [['--colour=red'], { colour: 'red' }],
    [['-c', 'red'], { colour: 'red' }],
    [['-cred'], { colour: 'red' }],
    [['--colour=red', '--colour=green'], { colour: 'green' }],
    [['-b', 'a', '--brush=b,c'], { brush: ['a', 'b,c'] }],
    [['--brush='], { brush: [''] }],
    [['--no-frame'], { 'no-frame': true }],
    [['--wet', '--wet'], { wet: true }],
  ])('%j', (words, flags) => {
    expect(parseArguments(command, words).flags).toEqual(flags);
  });
});

describe('operands', () => {
  test.each([
    [[], []],
    [
      ['wall', '--wet', 'door'],
      ['wall', 'door'],
    ],
    [['-'], ['-']],
    [['--', '--wet'], ['--wet']],
    [['--wet', '--', '-'], ['-']],
  ])('%j', (words, operands) => {
    expect(parseArguments(command, words).operands).toEqual(operands);
  });

  test('one too many', () => {
    expect(failure(['a', 'b', 'c']).message).toBe(
      'cannot run "keepmum paint": "c" is one word too many, expected at most 2 THING',
    );
  });
});

describe('faults', () => {
  test.each([
    [['--colur=red'], 'there is no flag "--colur"', 'did you mean "--colour"?'],
    [['--wett', 'x'], 'there is no flag "--wett"', 'did you mean "--wet"?'],
    [['-x'], 'there is no flag "-x"', undefined],
    [['--frame'], 'there is no flag "--frame"', undefined],
    [['--zzzzzzzzz'], 'there is no flag "--zzzzzzzzz"', undefined],
    [['--wet=yes'], '"--wet" takes no value', undefined],
    [['--colour'], '"--colour" needs a value', undefined],
    [['-wc'], '"-wc" needs a value', undefined],
    [['--colour', 'gren'], '"--colour" is "gren", expected red or green', 'did you mean "green"?'],
  ])('%j', (words, found, hint) => {
    const error = failure(words);
    expect(error.code).toBe('USAGE');
    expect(error.message).toBe(`cannot run "keepmum paint": ${found}`);
    expect(error.hints).toEqual([...(hint === undefined ? [] : [hint]), 'keepmum paint --help shows every flag']);
  });
});
