/** A rule file with one complete rule; `lines` go into the rule, or replace the ones with the same key. */
export function ruleSource(lines: Readonly<Record<string, string>> = {}, top = 'title = "Acme"'): string {
  const rule = {
    id: '"acme-token"',
    title: '"Acme token"',
    description: '"Lets anyone act as the account."',
    severity: '"high"',
    regex: "'''\\b(acme_[0-9a-f]{16})\\b'''",
    keywords: '["acme_"]',
    advice: '"Revoke it in the settings."',
    examples: '["token = {{hex:16}}"]',
    ...lines,
  };
  const body = Object.entries(rule).filter(([, value]) => value !== '');
  return `${top}\n\n[[rules]]\n${body.map(([key, value]) => `${key} = ${value}`).join('\n')}\n`;
}
