import { forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, where } from '../rule.ts';
import { secretComparison } from '../secrets.ts';

/** Hashes, ciphers, random numbers, certificates, comparisons and secrets in the code. */
export const cryptography: readonly Rule[] = [
  call({
    id: 'c-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^(?:rand|random|drand48|lrand48|rand_r)$/,
    when: (event) =>
      forSecret(event) &&
      !/shuffle|dice|jitter|delay|colou?r/.test(event.purpose) &&
      !/\bguess(?:es)?\b|\btries\b|\bplayer\b/i.test(event.around),
  }),
  call({
    id: 'c-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 where forgery matters.',
    call: /^(?:MD5|SHA1|MD5_Init|SHA1_Init|EVP_md5|EVP_sha1|MD5_Update)$/,
    when: (event) => !ofPassword(event) && !/checksum|etag|cache|dedup|git/i.test(`${event.purpose}`),
  }),
  call({
    id: 'c-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /^(?:MD5|SHA1|SHA256|SHA512|crypt|EVP_Digest|SHA256_Update|EVP_DigestUpdate)$/,
    when: (event) =>
      ofPassword(event) && (event.name !== 'crypt' || /"\$1\$|"[A-Za-z0-9./]{2}"/.test(event.written[1] ?? '')),
  }),
  call({
    id: 'c-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /^(?:EVP_des_\w+|EVP_rc4|EVP_aes_\d+_ecb|EVP_bf_\w+|DES_\w+encrypt|AES_ecb_encrypt|AES_encrypt|RC4)$/,
  }),
  call({
    id: 'c-verify',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /^(?:curl_easy_setopt|SSL_CTX_set_verify|SSL_set_verify)$/,
    when: ({ written, arguments: given }) =>
      /CURLOPT_SSL_VERIFY(?:PEER|HOST),\s*(?:0L?|false)|SSL_VERIFY_NONE/.test(written.join(', ')) ||
      (/^CURLOPT_SSL_VERIFY(?:PEER|HOST)$/.test(written[1] ?? '') && /^(?:0L?|false)$/.test(given[2]?.literal ?? '')),
  }),
  where({
    id: 'c-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'call',
    when: ({ name, written, purpose, around }) =>
      /^(?:memcmp|strcmp|strncmp|bcmp)$/.test(name) &&
      !written.some((one) => one.startsWith('"')) &&
      (secretComparison(written[0] ?? '', written[1] ?? '', '', '', around) ||
        (/HMAC\(|hmac_|EVP_DigestSign/.test(around) && !/etag|checksum/.test(around)) ||
        /(?:^|[_\s])(?:mac|hmac|tag|token|digest|signature|sig|otp|password|api_?key)s?(?:[_\s]|$)/i.test(
          purpose.replace(/([a-z])([A-Z])/g, '$1_$2'),
        ) ||
        (/\b(?:tag|mac|digest|hmac|token)\b/.test(written.join(' ')) && /hmac|token|mac/i.test(around.slice(0, 200)))),
  }),
  where({
    id: 'c-secret',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is compared or written in the code.',
    on: 'call',
    when: ({ name, written, purpose }) =>
      /^(?:strcmp|strncmp|memcmp)$/.test(name) &&
      written.some((one) => /^"(?=[^"]*[\d!@#$-])[^"\s%]{6,}"$/.test(one)) &&
      written.some((one) => /pass|pwd|secret|key|token|pin|typed|input|attempt/i.test(one) && !one.startsWith('"')) &&
      /pass|auth|login|admin|check|unlock|verify|key|allowed|secret/i.test(purpose),
  }),
  where({
    id: 'c-secret-array',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is written in the code.',
    on: 'assign',
    when: ({ name, written: [one = ''], around, purpose }) =>
      /^"(?=[^"]*[\d!@#$])(?=[^"]*[A-Za-z])[^"\s%/]{8,}"$/.test(one) &&
      (/pass|secret|key|token/i.test(name) ||
        (/expected|stored|correct/i.test(name) &&
          /admin|auth|login|pass|unlock/i.test(`${purpose}${around.slice(0, 200)}`))),
  }),
];
