import type { Value } from '../../flow/value.ts';
import { forHarmless, forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, setting, where } from '../rule.ts';
import { secretComparison, secretHeader } from '../secrets.ts';

const LITERAL = /^(?:['"`].*|undefined|null|true|false|\d+|void 0)$|\.length$|^typeof\b/;

/** Hashes, ciphers, random numbers, certificates, comparisons and secrets in the code. */
export const cryptography: readonly Rule[] = [
  call({
    id: 'js-hash',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    comments: true,
    call: /(?:createHash|createHmac|MD5|SHA1|^md5|^sha1)$/i,
    when: (event, code) =>
      /md5|sha-?1\b|SHA1/i.test(`${event.written[0] ?? ''} ${/createH/.test(event.name) ? '' : event.name}`) &&
      !/createHmac/.test(event.name) &&
      !ofPassword(event) &&
      !/password|passwd/i.test(event.around.slice(0, 300)) &&
      !forHarmless(event, code),
  }),
  call({
    id: 'js-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /(?:createHash|MD5|SHA1|SHA256|SHA512|^md5|^sha1|^sha256|subtle\.digest|createHmac|\.update)$/,
    when: (event, code) =>
      (ofPassword(event, code) ||
        (/\banswer\b/i.test(event.around) && /(?:recovery|security|secret)[\s_]?answer/i.test(code)) ||
        (/createHash/.test(event.name) &&
          /update\([^)]*(?:password|passwd|pwd|passphrase)\b/i.test(event.around) &&
          /password|pwd|passphrase/i.test(event.around.slice(0, 400)))) &&
      (!event.name.endsWith('.update') || /createHash/.test(event.receiver.origin)) &&
      !/bcrypt|scrypt|argon2|pbkdf2|hibp|pwned/i.test(event.around),
  }),
  call({
    id: 'js-bcrypt-rounds',
    cwe: 'CWE-916',
    severity: 'medium',
    why: 'Too few rounds to hash a password.',
    call: /(?:bcrypt\w*\.(?:hash|hashSync|genSalt|genSaltSync)|pbkdf2(?:Sync)?)$/,
    when: ({ name, written }) => {
      const rounds = Number(
        (written[/pbkdf2/.test(name) ? 2 : /genSalt/.test(name) ? 0 : 1] ?? '').replace(/_/g, '') || NaN,
      );
      return rounds < (/pbkdf2/.test(name) ? 10_000 : 8);
    },
  }),
  call({
    id: 'js-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^(?:Math\.random|_\.(?:sample|random|shuffle|sampleSize)|lodash\.\w+|uuid\.v1|uuidv1|nanoid\/non-secure\.nanoid|faker\..*password)$/,
    when: (event, code) =>
      !(/\bkey$/.test(event.purpose.trim()) && !/crypt|api|secret|token|sign/i.test(event.around)) &&
      (forSecret(event, code) ||
        (/function \w*(?:token|code|password|secret|session|key)\w*|const \w*(?:token|code|password|secret|sessionId)\w*\s*=/i.test(
          code,
        ) &&
          !/\b(?:color|jitter|delay|dice)\b/i.test(event.purpose) &&
          /^(?:digit|char|pick|rand\w*|id|gen\w*|random\w*|part|chunk|s4|hex)?\s*$/i.test(
            event.purpose.trim().split(/\s+/)[0] ?? '',
          ))) &&
      !/color|colour|jitter|delay|dice|shuffle|sample|banner|backoff/i.test(event.purpose),
  }),
  call({
    id: 'js-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /(?:createCipheriv|createDecipheriv|createCipher|createDecipher|DES\.encrypt|TripleDES\.encrypt|RC4\.encrypt|AES\.encrypt)$/,
    when: ({ name, written }) =>
      /createCipher$|createDecipher$|DES|RC4/.test(name) ||
      /ecb|\bdes|rc4|bf-|rc2/i.test(written[0] ?? '') ||
      /mode\.ECB/.test(written.join()),
  }),
  call({
    id: 'js-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    call: /createCipheriv$/,
    when: ({ arguments: [, , iv], written }) =>
      /^(?:['"`]|Buffer\.(?:alloc|from)\(|new Uint8Array\(\d)/.test(written[2] ?? '') ||
      (iv !== undefined &&
        iv.reach === 0 &&
        (/^Buffer\.(?:alloc|from)$|^Uint8Array$/.test(iv.origin) ||
          /createHash.*(?:slice|subarray|digest)$/.test(iv.origin))),
  }),
  call({
    id: 'js-short-key',
    cwe: 'CWE-326',
    severity: 'medium',
    why: 'The key is too short.',
    call: /generateKeyPair(?:Sync)?$/,
    written: /modulusLength\s*:\s*(?:512|768|1024)\b/,
  }),
  setting({
    id: 'js-verify',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    name: /(?:rejectUnauthorized|strictSSL|NODE_TLS_REJECT_UNAUTHORIZED)['"\]]*$/,
    to: /^(?:false|0|['"]0['"]|!1)$|===?\s*['"]production['"]\s*\?\s*false\b|!==?\s*['"]production['"]\s*\?\s*true\b/,
  }),
  setting({
    id: 'js-identity',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s name is not checked.',
    name: /checkServerIdentity|hostVerifier/,
    to: /=>\s*(?:undefined|true|null|\{\s*\}|void 0)|\{\s*return\s*(?:undefined|true|null)?;?\s*\}/,
  }),
  call({
    id: 'js-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked.',
    call: /(?:jwt|jsonwebtoken|jose|jwt_decode|jwtDecode)(?:\.\w+)?$|^(?:decodeJwt|jwtDecode|jwt_decode)$/,
    when: ({ name, written }, code) =>
      (/(?:\.decode|decodeJwt|jwtDecode|jwt_decode)$/.test(name) && !/\.verify\(|jwtVerify/.test(code)) ||
      (name.endsWith('.verify') &&
        (/['"]none['"]|ignoreExpiration\s*:\s*true|algorithms\s*:\s*\[?\s*(?:header|decoded)/i.test(written.join()) ||
          /^(?:null|undefined|''|"")$/.test(written[1] ?? ''))),
  }),
  where({
    id: 'js-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'compare',
    when: ({ name, written: [a = '', b = ''], arguments: [left, right], around }) =>
      /^[=!]==?$/.test(name) &&
      (secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around) ||
        ([a, b].some((one) => secretHeader(one, around)) && ![a, b].some((one) => LITERAL.test(one))) ||
        [a, b].some(
          (one, i) =>
            /(?:API_KEY|SECRET|TOKEN)\b/.test(one) &&
            /^process\.env|^[A-Z_]+$/.test(one) &&
            !/^(?:undefined|null|['"`]|[A-Z_]+$)/.test([b, a][i] ?? ''),
        )),
  }),
  where({
    id: 'js-iv-web',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    on: 'call',
    when: ({ name, arguments: [options], around }, code) => {
      const iv = options?.entries.get('iv') ?? options?.entries.get('counter');
      return (
        name.endsWith('subtle.encrypt') &&
        iv !== undefined &&
        iv.reach === 0 &&
        /^(?:\w*\.)?(?:Uint8Array(?:\.(?:from|of))?|TextEncoder\.encode|Buffer\.(?:alloc|from))$/.test(iv.origin) &&
        !/getRandomValues/.test(around === '' ? code : around)
      );
    },
  }),
  call({
    id: 'js-fixed-salt',
    cwe: 'CWE-760',
    severity: 'medium',
    why: 'One salt for every password.',
    call: /(?:^|\.)(?:scrypt(?:Sync)?|pbkdf2(?:Sync)?|PBKDF2)$/,
    when: ({ written }) => /^(?:['"`][^'"`$]+['"`]|Buffer\.from\(\s*['"`][^'"`$]+['"`].*\))$/.test(written[1] ?? ''),
  }),
  setting({
    id: 'js-old-tls',
    cwe: 'CWE-327',
    severity: 'medium',
    why: 'A protocol version or a cipher that is broken.',
    name: /^(?:minVersion|maxVersion|secureProtocol|ciphers)$/,
    to: /^['"`](?:TLSv1(?:\.1)?|SSLv3|(?:TLSv1|TLSv1_1|SSLv3|SSLv2)_(?:client_|server_)?method|[^'"`!]*(?:\bRC4|\bNULL|aNULL|eNULL|EXPORT|\bDES-)[^'"`]*)['"`]$/,
  }),
  setting({
    id: 'js-expired',
    cwe: 'CWE-347',
    severity: 'high',
    why: 'A token that has run out is taken.',
    name: /^ignoreExpiration$/,
    to: /^true$/,
  }),
  where({
    id: 'js-plain-password',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'A password is kept as it was typed.',
    on: 'call',
    when: ({ name, arguments: [statement, given], written }) =>
      /\.(?:query|execute|run|none|one|prepare|get)$/.test(name) &&
      statement !== undefined &&
      /^\s*(?:insert\s+into\s+["`]?\w*(?:user|account|member|customer|admin)\w*["`]?\s*\([^)]*\b(?:password|passwd|pwd)\b|update\s+\w*(?:user|account|member|customer)\w*\s+set\s+(?:password|passwd|pwd)\s*=)/i.test(
        statement.text,
      ) &&
      /(?:^|[[,\s.])(?:password|passwd|pwd|newPassword)\s*(?:[\],]|$)/.test(written.slice(1).join()) &&
      [given, ...(given?.items ?? [])].some((value) => value !== undefined && asTyped(value)),
  }),
];

/** A password that nothing was done to. */
const asTyped = (value: Value): boolean =>
  value.reach > 0 &&
  !value.built &&
  [...value.from].some((name) => /(?:^|\.)(?:password|passwd|pwd|newPassword)$/i.test(name)) &&
  !/hash|crypt|argon|pbkdf|derive|digest/i.test(value.origin);
