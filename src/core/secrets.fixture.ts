/**
 * Made-up credentials of the right shape, different for each seed. They are put together here so that no file of this
 * project holds one.
 */
export type Issuer =
  | 'huggingface'
  | 'github'
  | 'npm'
  | 'aws'
  | 'aws-secret'
  | 'openai'
  | 'anthropic'
  | 'gitlab'
  | 'google'
  | 'pypi'
  | 'slack'
  | 'stripe'
  | 'wandb'
  | 'azure'
  | 'pem'
  | 'jwt'
  | 'database';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function credential(issuer: Issuer, seed = 1): string {
  let state = seed * 2_654_435_761 + issuer.length;
  const random = (length: number, alphabet = BASE62): string =>
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return alphabet[(state >>> 8) % alphabet.length] ?? '';
    }).join('');
  const checked = (prefix: string, length: number): string => {
    const body = random(length);
    return prefix + body + base62(crc32(body));
  };
  const join = (...parts: readonly string[]): string => parts.join('');
  switch (issuer) {
    case 'huggingface':
      return join('hf', '_', random(34));
    case 'github':
      return checked(join('gh', 'p_'), 30);
    case 'npm':
      return checked(join('np', 'm_'), 30);
    case 'aws':
      return join('AK', 'IA', random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'));
    case 'aws-secret':
      return join('aws_secret_access', '_key = ', random(40));
    case 'openai':
      return join('sk', '-', random(20), 'T3Blbk', 'FJ', random(20));
    case 'anthropic':
      return join('sk', '-ant-', 'api03-', random(93), 'AA');
    case 'gitlab':
      return join('gl', 'pat-', random(20));
    case 'google':
      return join('AI', 'za', random(35));
    case 'pypi':
      return join('pypi', '-AgEIcHlwaS5vcmc', random(120));
    case 'slack':
      return join('xo', 'xb-', random(12, '123456789'), '-', random(12, '123456789'), '-', random(24));
    case 'stripe':
      return join('sk', '_live_', random(24));
    case 'wandb':
      return join('WANDB_API', '_KEY=', random(40, '0123456789abcdef'));
    case 'azure':
      return join('DefaultEndpointsProtocol=https;Account', 'Key=', random(86), '==');
    case 'pem':
      return join(
        '-----BEGIN RSA ',
        'PRIVATE KEY-----\n',
        random(64),
        '\n',
        random(64),
        '\n-----END RSA ',
        'PRIVATE KEY-----',
      );
    case 'jwt':
      return join('ey', 'JhbGciOiJIUzI1NiJ9.', 'ey', 'JzdWIi', random(24), '.', random(43));
    case 'database':
      return join('postgres', '://svc:', random(14), '@db7.internal:5432/models');
  }
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function base62(value: number): string {
  const digits: string[] = [];
  for (let rest = value; digits.length < 6; rest = Math.floor(rest / 62)) digits.unshift(BASE62[rest % 62] ?? '');
  return digits.join('');
}
