import type { Value } from '../../flow/value.ts';
import { word } from '../word.ts';
import { forHarmless, forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, setting, where } from '../rule.ts';
import { secretComparison } from '../secrets.ts';

/** Hashes, ciphers, random numbers, certificates, comparisons and secrets in the code. */
export const cryptography: readonly Rule[] = [
  call({
    id: 'py-md5',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    comments: true,
    call: /^(?:hashlib\.)?(?:md5|sha1)$|^hashlib\.new$|^Crypto(?:dome)?\.Hash\.(?:MD5|SHA1)\.new$|^hashes\.(?:MD5|SHA1)$/,
    when: (event, code) =>
      (!event.name.endsWith('.new') || /md5|sha1|sha-1/i.test(`${event.written[0] ?? ''}${event.name}`)) &&
      !/usedforsecurity\s*=\s*False/.test(event.text) &&
      !ofPassword(event) &&
      !forHarmless(event, code),
  }),
  call({
    id: 'py-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /^(?:hashlib\.)?(?:md5|sha1|sha224|sha256|sha384|sha512|sha3_\w+|blake2[bs])$|^hashlib\.new$|crypt\.crypt$/,
    when: (event, code) =>
      ofPassword(event, code) &&
      !/hibp|pwned|breach/i.test(event.purpose) &&
      !/scrypt|pbkdf2|bcrypt|argon2/.test(event.around),
  }),
  call({
    id: 'py-pbkdf2',
    cwe: 'CWE-916',
    severity: 'medium',
    why: 'Too few rounds to hash a password.',
    call: /pbkdf2_hmac$/,
    when: ({ written, arguments: [, , , rounds] }) => {
      const n = Number((written[3] ?? '').replace(/_/g, '').replace(/^iterations=/, '') || NaN);
      return (Number.isFinite(n) ? n : Number(rounds?.text.replace(/_/g, ''))) < 10_000;
    },
  }),
  call({
    id: 'py-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^random\.(?:choice|choices|randint|random|randrange|getrandbits|sample|shuffle|randbytes|uniform|Random)$|^(?:numpy|np)\.random\.\w+$|^uuid\.uuid1$|^random\.Random\.\w+$/,
    when: (event, code) =>
      forSecret(event, code) && !/shuffle|question|quiz|game|dice|sample_|jitter|delay|color/i.test(event.purpose),
  }),
  call({
    id: 'py-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /(?:^|\.)(?:DES3?|ARC4|ARC2|Blowfish|AES)\.new$|(?:modes\.)?ECB$|algorithms\.(?:TripleDES|ARC4|Blowfish|IDEA)$|^(?:DES|ARC4|pyDes\.des)/,
    when: ({ name, written }) => !name.endsWith('AES.new') || /MODE_ECB/.test(written.join()),
  }),
  call({
    id: 'py-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    call: /(?:AES\.new|modes\.(?:CBC|CTR|GCM|CFB|OFB)|AESGCM.*\.encrypt|ChaCha20\w*\.encrypt|ChaCha20\w*\.new)$/,
    when: ({ name, written, arguments: given, around }) => {
      const i = /AES\.new$|\.new$/.test(name) ? 2 : 0;
      const one = (/^(?:iv|nonce)=/.test(written[i] ?? '') ? written[i]?.replace(/^\w+=/, '') : written[i]) ?? '';
      const made = new RegExp(`\\b${word(one)}\\s*=\\s*([^\\n]+)`).exec(around)?.[1] ?? '';
      return (
        (/^\w+$/.test(one) && /^\w*key\w*\[|^hashlib\.\w+\(\s*\w*(?:key|password)/.test(made)) ||
        /^\w*key\w*\[/.test(one) ||
        /^b?["']|^bytes\(\d+\)|^b["'].*["']\s*\*/.test(one) ||
        (/^(?:(?:self|cls|[A-Z]\w*)\.)?[A-Z_]+$/.test(one) &&
          given[i]?.reach === 0 &&
          !/urandom|token|random/.test(given[i]?.origin ?? '') &&
          given[i]?.text !== '')
      );
    },
  }),
  call({
    id: 'py-short-key',
    cwe: 'CWE-326',
    severity: 'medium',
    why: 'The key is too short.',
    call: /(?:generate_private_key|RSA\.generate|DSA\.generate|rsa\.newkeys)$/,
    when: ({ written }) => /(?:^|[^\d])(?:512|768|1024)(?:$|[^\d])/.test(written.join(' ')),
  }),
  call({
    id: 'py-verify-off',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /./,
    written:
      /(?:^|, )verify(?:_ssl)?\s*=\s*False|(?:^|, )ssl\s*=\s*False|cert_reqs\s*=\s*(?:ssl\.CERT_NONE|["']CERT_NONE["'])|check_hostname\s*=\s*False|\bverify_mode\s*=\s*ssl\.CERT_NONE|validate_certs\s*=\s*False|disable_ssl_certificate_validation\s*=\s*True/,
    when: ({ name }) => !/jwt|decode/.test(name),
  }),
  call({
    id: 'py-unverified-context',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /_create_unverified_context$|ssl\.wrap_socket$/,
  }),
  call({
    id: 'py-host-key',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'An unknown host key is accepted.',
    call: /set_missing_host_key_policy$/,
    written: /AutoAdd|Warning/,
  }),
  call({
    id: 'py-known-hosts',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The host key is not checked.',
    call: /asyncssh\.connect$/,
    written: /known_hosts\s*=\s*None/,
  }),
  setting({
    id: 'py-verify-set',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    name: /(?:\.verify|check_hostname|verify_mode|_create_default_https_context|^ssl_verify)$/,
    to: /^(?:False|ssl\.CERT_NONE|ssl\._create_unverified_context)$/,
  }),
  call({
    id: 'py-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked, or its own header says how.',
    call: /^(?:jwt|jose\.jwt|jwt\.api_jwt)\.decode$/,
    when: ({ written }, code) =>
      /verify_signature["']?\s*[:=]\s*False|verify\s*=\s*False|["']none["']|header\[|\.get\(["']alg/i.test(
        written.join(', '),
      ) ||
      (written.length < 2 && !/verify/.test(code)),
  }),
  call({
    id: 'py-jwt-unverified',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'Claims are read from a token that is not verified.',
    call: /(?:get_unverified_claims)$/,
  }),
  where({
    id: 'py-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'compare',
    when: ({ name, written: [a = '', b = ''], arguments: [left, right], around }) =>
      /^[=!]=$/.test(name) && secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around),
  }),
  call({
    id: 'py-ftp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials go over the network in the clear.',
    call: /^(?:ftplib\.)?FTP$|^telnetlib\.Telnet$/,
    when: ({ name }, code) => /Telnet/.test(name) || /\.login\(\s*[^)\s]/.test(code) || /passwd/.test(code),
  }),
  call({
    id: 'py-smtp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Mail credentials go over the network in the clear.',
    call: /^smtplib\.SMTP$/,
    unless: /starttls/,
    when: (_, code) => /\.login\(/.test(code),
  }),
  call({
    id: 'py-old-tls',
    cwe: 'CWE-327',
    severity: 'medium',
    why: 'A protocol version or a cipher that is broken.',
    call: /(?:SSLContext|wrap_socket|set_ciphers|SSL\.Context)$/,
    written:
      /PROTOCOL_(?:SSLv2|SSLv3|TLSv1|TLSv1_1)\b|(?:SSLv2|SSLv3|TLSv1|TLSv1_1)_METHOD|["'][^"'!]*(?:\bRC4|\bNULL|\baNULL|\beNULL|\bDES\b|\bEXPORT|ALL:)[^"']*["']/,
  }),
  setting({
    id: 'py-old-tls-set',
    cwe: 'CWE-327',
    severity: 'medium',
    why: 'A protocol version that is broken.',
    name: /minimum_version$/,
    to: /(?:SSLv3|TLSv1|TLSv1_1|MINIMUM_SUPPORTED)$/,
  }),
  call({
    id: 'py-bare-context',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'A context that checks no certificate by itself.',
    call: /^(?:ssl\.)?SSLContext$|^(?:ftplib\.)?FTP_TLS$/,
    when: ({ name, written }, code) =>
      name.endsWith('FTP_TLS')
        ? !/context\s*=/.test(written.join())
        : (written.length === 0 || /PROTOCOL_(?:TLS|SSLv23|TLSv1_2)$/.test(written[0] ?? '')) &&
          !/verify_mode|load_cert_chain|PROTOCOL_TLS_SERVER/.test(code),
  }),
  where({
    id: 'py-jwt-header',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'The token itself says how its signature is checked.',
    on: 'call',
    when: ({ name, named, around }) =>
      /jwt\.decode$|jws\.verify$/.test(name) &&
      /get_unverified_header|unverified_headers?/.test(around) &&
      (named.get('algorithms')?.reach ?? 0) > 0,
  }),
  call({
    id: 'py-fixed-salt',
    cwe: 'CWE-760',
    severity: 'medium',
    why: 'One salt for every password.',
    call: /(?:pbkdf2_hmac|hashlib\.scrypt|PBKDF2HMAC|Scrypt|PBKDF2|kdf\.\w+|hash_secret(?:_raw)?|bcrypt\.hashpw)$/,
    when: ({ name, written }) => {
      const salt =
        written.find((one) => one.startsWith('salt='))?.replace(/^salt=/, '') ??
        written[name.endsWith('pbkdf2_hmac') ? 2 : 1] ??
        '';
      return /^b?["'][^"']+["'](?:\.encode\(.*\))?$|^bytes\.fromhex\(\s*["']/.test(salt);
    },
  }),
  where({
    id: 'py-plain-password',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'A password is kept as it was typed.',
    on: 'call',
    when: ({ name, arguments: [statement, given], written }) =>
      /(?:execute|fetchrow|insert_one)$/.test(name) &&
      (name.endsWith('insert_one')
        ? [...(statement?.entries ?? [])].some(
            ([key, value]) => /^(?:password|passwd|pwd)$/i.test(key) && asTyped(value),
          )
        : statement !== undefined &&
          /^\s*(?:insert\s+into\s+\w*(?:user|account|member|customer|admin)\w*\s*\([^)]*\b(?:password|passwd|pwd)\b|update\s+\w*(?:user|account|member|customer)\w*\s+set\s+(?:password|passwd|pwd)\s*=)/i.test(
            statement.text,
          ) &&
          /\b(?:password|passwd|pwd|new_password)\b(?!\s*[.(=])/.test(written.slice(1).join()) &&
          (given?.items ?? []).some(asTyped)),
  }),
];

/** A password that nothing was done to. */
const asTyped = (value: Value): boolean =>
  value.reach > 0 &&
  !value.built &&
  [...value.from].some((name) =>
    /^(?:[\w.]*[._])?(?:password|passwd|pwd|new_password)$|\[['"]password['"]\]$/i.test(name),
  ) &&
  !/hash|crypt|argon|pbkdf|derive|encode|digest/i.test(value.origin);
