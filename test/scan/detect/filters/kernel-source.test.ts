import { describe, expect, it } from 'vitest';
import { similarityReason } from '../../../../src/scan/detect/filters/similarity.js';
import { templateReason } from '../../../../src/scan/detect/filters/template.js';

describe('a node of a device tree', () => {
  it.each([
    ['mdp', 'mdp@fd900000', true],
    ['mdp', 'qcom,mdp@5100000', true],
    ['password', ['cisco', '123'].join('@'), false],
    ['password', ['Password', '123x'].join('@'), false],
    ['mdp', ['soleil', '2019'].join('@'), false],
  ])('%s: %s is one: %s', (name, value, expected) => {
    expect(similarityReason(name, value) !== undefined).toBe(expected);
  });
});

describe('a format of printf', () => {
  it.each([
    ['0x%016llx', true],
    ['%zu', true],
    ['%hhx', true],
    ['5%lazy9', false],
  ])('%s is one: %s', (value, expected) => {
    expect(templateReason(value, '"') !== undefined).toBe(expected);
  });
});
