import { call, type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { numberOf } from './sizes.ts';

/** Keys, vectors, counts and versions that are written in the code. */
export const settings: readonly Rule[] = [
  where({
    id: 'c-vector',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    on: 'call',
    when: ({ name, written, around }, code) => {
      const at = {
        EVP_EncryptInit_ex: 4,
        EVP_EncryptInit: 3,
        EVP_CipherInit_ex: 4,
        EVP_EncryptInit_ex2: 3,
        AES_cbc_encrypt: 4,
      }[name];
      const one = at === undefined ? '' : (written[at] ?? '').replace(/^\([^)]*\)\s*/, '');
      if (one.startsWith('"')) return true;
      if (!/^\w+$/.test(one) || one === 'NULL') return false;
      const iv = word(one);
      const fixed = new RegExp(
        `\\b${iv}\\s*\\[[^\\]]*\\]\\s*=\\s*(?:"|\\{)|\\*\\s*${iv}\\s*=\\s*(?:\\([^)]*\\)\\s*)?"|memset\\(\\s*${iv}\\b|memcpy\\(\\s*${iv},\\s*"`,
      );
      return fixed.test(around) ||
        (!new RegExp(`\\*\\s*(?:const )?${iv}\\s*[,)]`).test(around.split('{')[0] ?? '') && fixed.test(code))
        ? !new RegExp(
            `(?:RAND_\\w*bytes|getrandom|getentropy|arc4random_buf|fread|read|memcpy|randombytes_buf|random_bytes)\\w*\\(\\s*(?:\\w+,\\s*)?${iv}\\b(?!,\\s*")`,
          ).test(around)
        : false;
    },
  }),
  call({
    id: 'c-few-rounds',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A key is derived from a password with few rounds.',
    call: /^(?:PKCS5_PBKDF2_HMAC(?:_SHA1)?|EVP_BytesToKey|wc_PBKDF2|mbedtls_pkcs5_pbkdf2_hmac)$/,
    when: ({ name, written }, code) => {
      if (name === 'EVP_BytesToKey') return true;
      const rounds = numberOf(written[name === 'mbedtls_pkcs5_pbkdf2_hmac' ? 5 : 4] ?? '', code);
      return rounds !== undefined && rounds < 50_000;
    },
  }),
  call({
    id: 'c-short-key',
    cwe: 'CWE-326',
    severity: 'high',
    why: 'A key that is too short.',
    call: /^(?:EVP_PKEY_CTX_set_rsa_keygen_bits|RSA_generate_key(?:_ex)?|EVP_RSA_gen|EVP_PKEY_CTX_set_dsa_paramgen_bits|DH_generate_parameters(?:_ex)?|DSA_generate_parameters(?:_ex)?)$/,
    when: ({ written }, code) =>
      written.slice(0, 2).some((one) => {
        const bits = numberOf(one, code);
        return bits !== undefined && bits >= 256 && bits < 2048;
      }),
  }),
  call({
    id: 'c-old-protocol',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A protocol or a cipher that is broken is allowed.',
    call: /^(?:SSL_CTX_new|SSL_(?:CTX_)?set_(?:min_proto_version|cipher_list)|curl_easy_setopt)$/,
    written:
      /\b(?:SSLv2|SSLv3|TLSv1|TLSv1_1)_(?:client_|server_)?method|_version\b.*|\b(?:SSL3|TLS1|TLS1_1)_VERSION\b|"[^"]*(?<![!-])\b(?:NULL|aNULL|eNULL|RC4|DES|EXPORT|EXP|MD5|LOW|ADH)\b|CURL_SSLVERSION_(?:SSLv|TLSv1_[01]\b)/,
    when: ({ written }) => !/TLS1_[23]_VERSION/.test(written.join()) && !/![^"]*(?:RC4|NULL|MD5)/.test(written.join()),
  }),
  where({
    id: 'c-key-bytes',
    cwe: 'CWE-321',
    severity: 'high',
    why: 'The bytes of a key are written in the code.',
    on: 'assign',
    when: ({ name, written: [one = ''], around, text }, code) =>
      /(?:^|_)(?:key|secret|psk|passphrase|master|hmac_?key|aes_?key)(?:_?\d+|_bytes|_data)?$/i.test(
        name.replace(/\[.*$/, ''),
      ) &&
      !/public|pub_|test|expected|round|map|codes/i.test(name) &&
      /^\{(?=.*(?:0x(?!00)[\da-f]{1,2}|'.'))(?:\s*(?:0x[\da-f]{1,2}|\d{1,3}|'.')\s*,?){8,}\}$/is.test(one) &&
      /encrypt|decrypt|hmac|cipher|sign|aes|crypt|auth|license|verify/i.test(`${around}${code}${text}`),
  }),
  call({
    id: 'c-credentials',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A password is written in the code.',
    call: /^(?:mysql_real_connect|curl_easy_setopt|PQsetdbLogin|ssh_userauth_password|libssh2_userauth_password|ldap_simple_bind_s|redisCommand|SQLConnect)$/,
    when: ({ name, written }) => {
      const at = {
        mysql_real_connect: 3,
        PQsetdbLogin: 6,
        ssh_userauth_password: 2,
        libssh2_userauth_password: 2,
        ldap_simple_bind_s: 2,
        SQLConnect: 5,
      }[name];
      const one =
        (name === 'curl_easy_setopt' && /CURLOPT_(?:USERPWD|PASSWORD|XOAUTH2_BEARER)/.test(written[1] ?? '')
          ? written[2]
          : at === undefined
            ? ''
            : written[at]) ?? '';
      return (
        /^"[^"\s%]{5,}"$/.test(one) &&
        !/^"(?:changeme|password|secret|your|<|example)/i.test(one) &&
        /\d|[^\w"]/.test(one)
      );
    },
  }),
];
