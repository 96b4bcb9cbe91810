const SCHEME = /^[a-z][a-z0-9+.-]{1,20}:(?:\/\/|\\)/i;
const FILE_EXTENSION =
  /^[^\s]*[\w)\]}-]\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|toml|ini|conf|cfg|properties|env|txt|md|html?|xml|js|ts|jsx|tsx|mjs|cjs|vue|css|scss|py|go|rs|java|kt|rb|php|sh|c|h|cpp|hpp|cs|sql|png|jpe?g|svg|gif|ico|webp|pdf|csv|gz|zip|tar|log|lock|db|sqlite|proto|tpl|tmpl|hbs|ejs|pub|asc|gpg|kdbx|dat|bin|exe|dll|so|jar|class|woff2?|ttf)$/i;
const PATH_START = /^(?:~?\/|\.{1,2}[/\\]|[A-Za-z]:[\\/]|\\\\|file:)/;
const HOST =
  /^(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|local|internal|example|test|localhost|svc|cloud|app|co|de|uk|eu|gov|edu|info)(?::\d+)?(?:\/.*)?$/i;
const DOTTED = /^[A-Za-z][A-Za-z_-]*(?:\.[A-Za-z][A-Za-z_-]*)+$/;
const EMAIL = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;

const WORD_BORDER = /[._ -]+|(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Za-z])/;

/** Why a value says where something is, rather than being it. */
export function locationReason(value: string): string | undefined {
  // A URL with a password in it has a rule of its own, so nothing is lost here.
  if (SCHEME.test(value)) return 'a URL';
  if (EMAIL.test(value)) return 'an address';
  if (FILE_EXTENSION.test(value) && !/[!@$%^&*?~;]/.test(value)) return 'a file';
  if (HOST.test(value)) return 'a host';
  if (DOTTED.test(value)) return 'a dotted name';
  return isPath(value) ? 'a path' : undefined;
}

/** Separators between words; base64 has `/` too, but not between words only. */
function isPath(value: string): boolean {
  const separators = (value.match(/[/\\]/g) ?? []).length;
  if (separators === 0) return false;
  const parts = value.split(/[/\\]+/).filter((part) => part !== '');
  if (PATH_START.test(value)) return parts.length === 0 || parts.every((part) => isPathPart(part) || part.length < 4);
  return parts.every((part) => isPathPart(part));
}

/** Words, short numbers, short odd parts (`..`, `~`, `{}`) and parameters (`:id`, `*.x`). */
function isPathPart(part: string): boolean {
  if (/^[.{}:*$\w-]{1,3}$/.test(part) || /^[:{*$]/.test(part)) return true;
  const words = part.split(WORD_BORDER);
  return words.length <= 8 && words.every((word) => /^(?:[A-Za-z]?[a-z]+|[A-Z]+|\d{1,4}|)$/.test(word));
}
