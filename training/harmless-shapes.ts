/** The cheap shape rules that come before the score (detection-quality §7), as the training needs them: a reason or ''. */

const EXTENSION =
  /\.(js|mjs|cjs|ts|tsx|jsx|json|ya?ml|xml|html?|css|s[ac]ss|less|py|pyi|java|kt|go|rs|c|cc|cpp|h|hpp|php|rb|pl|pm|sh|bat|ps1|md|rst|txt|csv|tsv|log|ini|cfg|conf|toml|properties|pem|crt|cer|key|p12|pfx|jks|der|png|jpe?g|gif|svg|ico|webp|woff2?|ttf|eot|pdf|zip|gz|tgz|tar|jar|war|so|dll|exe|db|sql|sqlite|proto|graphql|lock|map|tmpl|tpl|ejs|hbs|erb|vue|svelte|mo|po|bin|dat|bak|out|sock|pid|service|wasm)$/i;
const PLACEHOLDER =
  /chang(e|ing)[-_ ]?(me|it|this)|your[-_ ]?|my[-_]?(secret|pass|token|key|api)|example|placeholder|dummy|sample|xxxx|\btodo\b|replace[-_ ]?(me|this|with)|insert[-_ ]|enter[-_ ]|redacted|fake|foobar|lorem|<[^>]*>|not[-_ ]?(set|a[-_ ])|undefined|optional|required/i;

/** Digests and encoded blobs: under which name they stand decides, so the score is not trained on them. */
function isBlob(value: string): boolean {
  return (
    /^(0x)?[0-9a-f]{16,}$/i.test(value) ||
    /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
    /^(sha\d+|md5)[-:]/i.test(value) ||
    /^h1:/.test(value) ||
    (value.length >= 28 &&
      /^[A-Za-z0-9+/_-]+={0,2}$/.test(value) &&
      /\d/.test(value) &&
      /[a-z]/.test(value) &&
      /[A-Z]/.test(value) &&
      !/[a-z]{6}/.test(value))
  );
}

function isTemplate(value: string): boolean {
  return (
    /\$\{|\{\{|#\{|%\{|<%|%>|%\(|\$\(|\}\}|^\{.*\}$|^\[.*\]$|^<.*>$|^%\w+%$|^@@?\w+@@?$|^__\w+__$|^\$[A-Za-z_]\w*$|\$[A-Za-z_]\w*[/.\\-]/.test(
      value,
    ) || /%[-+0]?\d*l?[sdifuxvqr](?![a-z])/i.test(value)
  );
}

function isPath(value: string): boolean {
  if (/^(\.{0,2}|~|[A-Za-z]:)[/\\]./.test(value) && !/^\/[A-Za-z0-9+/]{20,}={0,2}$/.test(value)) return true;
  const parts = value.split(/[/\\]/);
  return (
    parts.length > 1 &&
    parts.every((part) => /^[\w.@~:*+-]*$/.test(part)) &&
    parts.some((part) => /^[a-z@._-]{3,}$|^[A-Z][a-z-]{2,}$/.test(part))
  );
}

/** Why `value` is harmless by its shape alone: a word, or the empty string when it is not. */
export function harmlessShape(value: string, name: string): string {
  if (/\s/.test(value)) return 'space';
  if (/:\/\/|^(mailto|urn|data|arn|vault|op|www)[:.]/i.test(value)) return 'url';
  if (isTemplate(value)) return 'template';
  if (isBlob(value)) return 'blob';
  if (isPath(value)) return 'path';
  if (
    /^[A-Za-z_$][\w$-]*(\.[A-Za-z_$][\w$-]*)+$/.test(value) ||
    (/^[\w-]+(\.[\w-]+){2,}$/.test(value) && value.length < 60)
  )
    return 'dotted';
  if (/^[\w@.-]+@[\w.-]+$/.test(value)) return 'address';
  if (EXTENSION.test(value)) return 'file';
  if (/^[*.x•#_=~+-]+$|^(.)\1+$/i.test(value) || /\*{3}|[•]{3}/.test(value)) return 'mask';
  if (/^[v^~<>=]*\d+([.,:/ _-]\d+)+[\w.+-]{0,8}$/i.test(value)) return 'version';
  if (/^[-+]?\d*\.?\d+(e[-+]?\d+)?[a-z%]{0,3}$/i.test(value) && value.length < 10) return 'number';
  if (PLACEHOLDER.test(value)) return 'placeholder';
  if (/\w\(|\)\.|->|::|=>|[=!]==?|&&|\|\||\w\[\w*\]/.test(value) && !/={1,2}$/.test(value)) return 'code';
  if (/^[#.&@][A-Za-z][\w-]*$/.test(value) || /^#[0-9a-f]{3,8}$/i.test(value)) return 'selector';
  if (/^\^|\\[dwsSb]|\(\?[:=!]|\[\^?[\w-]+\][+*{]/.test(value)) return 'regex';
  if (/[:?]$/.test(value)) return 'prompt';
  const own = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  const flat = value.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (flat.length > 0 && !/\d/.test(flat) && own.length > 2 && (flat.includes(own) || own.includes(flat)))
    return 'own name';
  return '';
}
