import { compileBuiltinRules } from '../../src/scan/rules/compile-builtin.js';
import { folderWith } from './temporary-folder.js';

function rule(id: string): string {
  return `[[rules]]
id = "${id}"
title = "Token of ${id}"
description = "made up"
severity = "high"
advice = "Revoke it"
regex = '''\\b(${id}_[a-z]{8})\\b'''
keywords = ["${id}_"]
examples = ["${id}_{{lower:8}}"]
`;
}

/** Assets as the build makes them, with three small rules: alpha, beta and gamma. */
export function smallAssets(): string {
  const folder = folderWith({
    'rules/test.toml': `title = "Test"\n${['alpha', 'beta', 'gamma'].map(rule).join('\n')}`,
  });
  compileBuiltinRules(`${folder}/rules`, `${folder}/dist`);
  return `${folder}/dist`;
}
