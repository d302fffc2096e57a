/** How credentials look, as their issuers publish it. Add one by its prefix, its length and, where it has one, its checksum. */
export interface Shape {
  readonly what: string;
  /** Fixed text that every one begins with: searched for first, so that a pass costs little. */
  readonly literals: readonly string[];
  /** From the literal on; a first group is the credential where the match holds more. */
  readonly pattern: RegExp;
  /** The same for {@link maskSecrets}: also one that was cut short. Global. */
  readonly loose: RegExp;
  /** A test beyond the shape: true and it is one, false and it is none. */
  readonly sound?: (value: string) => boolean;
  /** Where the shape alone says less or more than usual. */
  readonly confidence?: 'high' | 'low';
  /** False where the literal may stand inside a word. */
  readonly alone?: false;
  /** True for passwords: short enough to be found from a hash. */
  readonly guessable?: true;
}

export const SHAPES: readonly Shape[] = [
  {
    // https://huggingface.co/docs/hub/security-tokens
    what: 'Hugging Face access token',
    literals: ['hf_', 'api_org_'],
    pattern: /^(?:hf_|api_org_)[A-Za-z0-9]{34}(?![A-Za-z0-9])/,
    loose: /\b(?:hf_|api_org_)[A-Za-z0-9]{16,}/g,
    sound: (value) => /[A-Z]/.test(value) && /[a-z]/.test(value.slice(8)),
  },
  {
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    what: 'GitHub token',
    literals: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /^gh[pousr]_[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    loose: /\bgh[pousr]_[A-Za-z0-9]{16,}/g,
    sound: checksum,
  },
  {
    what: 'GitHub fine-grained token',
    literals: ['github_pat_'],
    pattern: /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/,
    loose: /\bgithub_pat_\w{16,}/g,
  },
  {
    // https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
    what: 'npm access token',
    literals: ['npm_'],
    pattern: /^npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    loose: /\bnpm_[A-Za-z0-9]{20,}/g,
    sound: checksum,
  },
  {
    // A macaroon that begins with the name of its place, in base64: https://pypi.org/help/#apitoken
    what: 'PyPI upload token',
    literals: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'],
    pattern: /^pypi-Ag[\w-]{60,}/,
    loose: /\bpypi-Ag[\w-]{20,}/g,
    confidence: 'high',
  },
  {
    what: 'AWS access key',
    literals: ['AKIA', 'ASIA'],
    pattern: /^A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])/,
    loose: /\bA[KS]IA[A-Z2-7]{12,}/g,
  },
  {
    what: 'AWS secret access key',
    literals: ['aws_secret_access_key', 'AWS_SECRET_ACCESS_KEY', 'SecretAccessKey'],
    pattern: /^\w+["']?\s{0,3}[:=,]\s{0,3}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    loose: /(?:secret_access_key|SecretAccessKey)["']?\s{0,3}[:=,]\s{0,3}["']?([A-Za-z0-9/+]{16,})/gi,
    alone: false,
  },
  {
    what: 'GitLab access token',
    literals: ['glpat-'],
    pattern: /^glpat-[\w-]{20,}/,
    loose: /\bglpat-[\w-]{12,}/g,
  },
  {
    what: 'Anthropic API key',
    literals: ['sk-ant-'],
    pattern: /^sk-ant-[a-z]{3,8}\d\d-[\w-]{80,}/,
    loose: /\bsk-ant-[\w-]{12,}/g,
    confidence: 'high',
  },
  {
    // The middle of the classic form is the issuer's name in base64.
    what: 'OpenAI API key',
    literals: ['sk-'],
    pattern: /^sk-(?:(?:proj|svcacct|admin)-[\w-]{40,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}(?![A-Za-z0-9]))/,
    loose: /\bsk-(?!ant-)(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}/g,
  },
  {
    what: 'Groq API key',
    literals: ['gsk_'],
    pattern: /^gsk_[A-Za-z0-9]{52}(?![A-Za-z0-9])/,
    loose: /\bgsk_[A-Za-z0-9]{20,}/g,
  },
  {
    what: 'Replicate API token',
    literals: ['r8_'],
    pattern: /^r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])/,
    loose: /\br8_[A-Za-z0-9]{20,}/g,
  },
  {
    what: 'Databricks token',
    literals: ['dapi'],
    pattern: /^dapi[0-9a-f]{32}(?![A-Za-z0-9])/,
    loose: /\bdapi[0-9a-f]{20,}/g,
  },
  { what: 'Google API key', literals: ['AIza'], pattern: /^AIza[\w-]{35}(?![\w-])/, loose: /\bAIza[\w-]{20,}/g },
  {
    what: 'Slack token',
    literals: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-'],
    pattern: /^xox[abprs]-(?:\d{6,}-)+[\w-]{16,}/,
    loose: /\bxox[abprs]-[\w-]{12,}/g,
  },
  {
    what: 'Stripe live key',
    literals: ['sk_live_', 'rk_live_'],
    pattern: /^[sr]k_live_[A-Za-z0-9]{24,}/,
    loose: /\b[sr]k_live_[A-Za-z0-9]{12,}/g,
    confidence: 'high',
  },
  {
    what: 'SendGrid API key',
    literals: ['SG.'],
    pattern: /^SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/,
    loose: /\bSG\.[\w-]{16,}\.[\w-]{8,}/g,
  },
  {
    what: 'Weights & Biases API key',
    literals: ['WANDB_API_KEY', 'wandb_api_key', 'wandb.login', 'wandb_key', 'wandb login'],
    pattern: /^wandb[\w.]*(?:\s*\(\s*(?:key\s*=)?\s*|["']?\s{0,3}[:=,]?\s{0,3})["']?([0-9a-f]{40})(?![0-9a-f])/i,
    loose: /wandb[\w. "':=,(]{0,40}?([0-9a-f]{32,})/gi,
    alone: false,
  },
  {
    what: 'Azure storage key',
    literals: ['AccountKey='],
    pattern: /^AccountKey=([A-Za-z0-9+/]{86}==)/,
    loose: /AccountKey=([A-Za-z0-9+/=]{16,})/g,
    confidence: 'high',
  },
  {
    what: 'private key',
    literals: ['-----BEGIN '],
    pattern:
      /^-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\r|\\n|\s|[A-Za-z-]+:[^\n]{0,80})*([A-Za-z0-9+/]{40,})/,
    loose: /(?<=PRIVATE KEY(?: BLOCK)?-----(?:\\+[rn]|\s)*)([A-Za-z0-9+/=](?:[A-Za-z0-9+/=\s]|\\+[rn]){15,})/g,
    confidence: 'high',
    alone: false,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc7519
    what: 'signed web token',
    literals: ['eyJ'],
    pattern: /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
    loose: /\beyJ[\w-]{10,}\.eyJ[\w-]{6,}(?:\.[\w-]*)?/g,
    confidence: 'low',
  },
  {
    what: 'password of a database',
    literals: ['postgres://', 'postgresql://', 'mysql://', 'mongodb://', 'mongodb+srv://', 'redis://', 'amqp://'],
    pattern:
      /^[a-z+]+:\/\/[^\s:/@"'<>]{0,64}:([^\s:/@"'<>]{6,128})@(?!localhost|127\.|0\.0\.0\.0|host\b|db\b|[\w.-]*example)/,
    loose:
      /(?<=(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp):\/\/[^\s:/@"'<>]{0,64}:)([^\s:/@"'<>]{6,128})(?=@)/g,
    confidence: 'low',
    guessable: true,
  },
];

/** The last six characters are the CRC-32 of those between the prefix and them, in base62 with leading zeros. */
function checksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return base62(crc32(body.slice(0, -6))) === body.slice(-6);
}

/** CRC-32 of ISO 3309, as in zip. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: number): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = (DIGITS[rest % 62] ?? '') + text;
  return text.padStart(6, '0');
}
