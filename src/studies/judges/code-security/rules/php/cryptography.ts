import { forHarmless, forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, where } from '../rule.ts';
import { workingSecret } from '../shared.ts';
import { secretComparison } from '../secrets.ts';

/** Hashes, ciphers, random numbers, certificates, comparisons and secrets in the code. */
export const cryptography: readonly Rule[] = [
  call({
    id: 'php-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    comments: true,
    call: /^(?:md5|sha1|hash|hash_hmac)$/,
    when: (event, code) =>
      (/^(?:md5|sha1)$/.test(event.name) || /^['"](?:md5|sha1)['"]$/.test(event.written[0] ?? '')) &&
      event.name !== 'hash_hmac' &&
      !ofPassword(event) &&
      !forHarmless(event, code) &&
      !/md5\(\s*uniqid|md5\(\s*(?:mt_)?rand|md5\(\s*microtime/.test(event.text),
  }),
  call({
    id: 'php-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /^(?:md5|sha1|hash|hash_hmac|crypt|crc32)$/,
    when: (event, code) =>
      ofPassword(event, code) &&
      !/pwned|hibp/i.test(event.around) &&
      // What a slow hash is made of is as slow.
      !(
        event.name === 'hash_hmac' &&
        /password_(?:hash|verify)\(|sodium_crypto_pwhash|reset|signature|token/i.test(code)
      ),
  }),
  call({
    id: 'php-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^(?:rand|mt_rand|str_shuffle|shuffle|array_rand|uniqid|lcg_value|microtime)$/,
    when: (event) =>
      (event.name !== 'microtime' || /md5|sha1|hash/.test(event.around)) &&
      forSecret(event) &&
      !/banner|shuffle_|quiz|colou?r|jitter|delay/i.test(event.purpose),
  }),
  call({
    id: 'php-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /^(?:openssl_encrypt|openssl_decrypt|mcrypt_encrypt|mcrypt_decrypt)$/,
    when: ({ name, written, arguments: [, value] }) =>
      /mcrypt/.test(name) || /ecb|\bdes|rc4|rc2|bf-/i.test(value?.text || (written[1] ?? '')),
  }),
  call({
    id: 'php-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    call: /^openssl_encrypt$/,
    when: ({ written, arguments: given }) =>
      /^(?:['"].+['"]|str_repeat\(|substr\(\s*(?:\$key|md5|hash|['"]))/.test(written[4] ?? '') ||
      (given[4] !== undefined && given[4].reach === 0 && /^(?:str_repeat)$/.test(given[4].origin)) ||
      (given[4] !== undefined &&
        /^\$?\w+$|^self::/.test(written[4] ?? '') &&
        given[4].origin === '' &&
        given[4].text.length > 5 &&
        !given[4].text.includes('\uFFFC')),
  }),
  call({
    id: 'php-few-rounds',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with few rounds.',
    call: /^(?:hash_pbkdf2|openssl_pbkdf2)$/,
    when: ({ name, arguments: given }) => {
      const rounds = given[3]?.text.replaceAll('_', '') ?? '';
      return /^\d+$/.test(rounds) && Number(rounds) < 50_000 && name !== '';
    },
  }),
  call({
    id: 'php-derived-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'The initialisation vector follows from the key, and is the same every time.',
    call: /^openssl_encrypt$/,
    when: ({ written, around }) => {
      const iv = /^\$(\w+)$/.exec(written[4] ?? '')?.[1];
      const set = iv === undefined ? undefined : new RegExp(`\\$${iv}\\s*=\\s*([^;]*);`).exec(around)?.[1];
      return (
        set !== undefined &&
        /^(?:substr|md5|hash|sha1|str_pad|str_repeat|hex2bin|chr)\(/.test(set) &&
        !/random|pseudo_bytes|base64_decode|\$(?:data|raw|payload|cipher)/.test(set)
      );
    },
  }),
  call({
    id: 'php-defined-secret',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is written in the code.',
    call: /^define$/,
    when: ({ written: [name = '', value = ''] }) => {
      const literal = /^['"]([^'"]*)['"]$/.exec(value)?.[1];
      return (
        /PASS|SECRET|_KEY\b|_KEY['"]|TOKEN|SALT/.test(name) &&
        !/NAME|PREFIX|PATH|PUBLIC/.test(name) &&
        literal !== undefined &&
        workingSecret(literal, name.toLowerCase().replace(/['"]/g, ''))
      );
    },
  }),
  call({
    id: 'php-verify',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /^curl_setopt$/,
    written: /CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*,\s*(?:false|0|1(?=$))/,
    when: ({ written }) => !/VERIFYPEER/.test(written.join()) || !/^(?:1|true)$/.test(written[2] ?? ''),
  }),
  where({
    id: 'php-verify-set',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    on: 'entry',
    when: ({ name, written }) =>
      (/^(?:verify|verify_peer|verify_peer_name|CURLOPT_SSL_VERIFYPEER|CURLOPT_SSL_VERIFYHOST|sslverify)$/.test(name) &&
        /^(?:false|0)$/.test(written[0] ?? '')) ||
      (name === 'allow_self_signed' && written[0] === 'true'),
  }),
  where({
    id: 'php-verify-key',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    on: 'assign',
    when: ({ text, written: [to = ''] }) =>
      /^\$[\w>-]+(?:\[[^\]]*\])*\[(?:['"](?:verify|verify_peer|verify_peer_name|sslverify)['"]|CURLOPT_SSL_VERIFY(?:PEER|HOST))\]\s*=/.test(
        text,
      ) && /^(?:false|0)$/.test(to),
  }),
  call({
    id: 'php-verify-method',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /\.(?:withoutVerifying)$/,
  }),
  where({
    id: 'php-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'compare',
    when: ({ name, written: [a = '', b = ''], arguments: [left, right], around }) =>
      /^[=!]==?$/.test(name) &&
      !/^(?:isset|empty|is_\w+)\(/.test(a) &&
      (secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around) ||
        // Loosely, texts that look like numbers are compared as numbers: '0e12' == '0e34'.
        (/^[=!]=$/.test(name) &&
          [left, right].some((one) => /^(?:hash|md5|sha1|crypt|hash_hmac)$/.test(one?.origin ?? '')) &&
          !/checksum|etag|cache|file/i.test(around.slice(0, 200)))),
  }),
  call({
    id: 'php-compare-call',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    call: /^strcmp$/,
    when: ({ written, arguments: [left, right], around }) =>
      secretComparison(written[0] ?? '', written[1] ?? '', left?.origin ?? '', right?.origin ?? '', around),
  }),
];
