import { forHarmless, forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, setting, where } from '../rule.ts';
import { secretComparison } from '../secrets.ts';

/** Hashes, ciphers, random numbers, certificates, comparisons and secrets in the code. */
export const cryptography: readonly Rule[] = [
  call({
    id: 'java-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    comments: true,
    call: /MessageDigest\.getInstance$|DigestUtils\.(?:md5\w*|sha1?\w*|sha1Hex|shaHex)$|Hashing\.(?:md5|sha1)$|DigestUtils\.md5DigestAsHex$/,
    when: (event, code) =>
      !/sha(?:-)?(?:256|384|512|2|3)/i.test(`${event.name}${event.written[0] ?? ''}`) &&
      /md5|sha-?1|sha\b|shaHex|"SHA"/i.test(`${event.name} ${event.written[0] ?? ''}`) &&
      !/passw|pwd/i.test(event.around.slice(0, 300)) &&
      !ofPassword(event) &&
      !forHarmless(event, code),
  }),
  call({
    id: 'java-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /MessageDigest\.getInstance$|DigestUtils\.\w+$|Hashing\.\w+$|^(?:MessageDigestPasswordEncoder|NoOpPasswordEncoder|StandardPasswordEncoder|LdapShaPasswordEncoder|Md4PasswordEncoder)|NoOpPasswordEncoder\.getInstance$/,
    when: (event) =>
      /PasswordEncoder/.test(event.name) ||
      ofPassword(event) ||
      (/passw|pwd/i.test(event.around.slice(0, 300)) && !/PBEKeySpec|BCrypt|Argon2/.test(event.around)),
  }),
  call({
    id: 'java-rounds',
    cwe: 'CWE-916',
    severity: 'medium',
    why: 'Too few rounds to hash a password.',
    call: /^(?:PBEKeySpec|BCryptPasswordEncoder)$|BCrypt\.gensalt$/,
    when: ({ name, written }) => {
      const rounds = Number((written[/PBE/.test(name) ? 2 : 0] ?? '').replace(/_/g, '') || NaN);
      return rounds < (/PBE/.test(name) ? 10_000 : 8);
    },
  }),
  where({
    id: 'java-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    on: 'call',
    when: (event, code) =>
      (/^(?:Math\.random|RandomStringUtils\.\w+|ThreadLocalRandom\.current\.\w+)$/.test(event.name) ||
        /^(?:java\.util\.)?(?:Random|SplittableRandom)\.(?:next\w+|ints|longs)$/.test(event.name)) &&
      !/secure/i.test(event.name) &&
      (forSecret(event) || /class \w*(?:Token|Session|Password|Otp|Code|Key)/.test(code)) &&
      !/shuffle|quiz|dice|game|jitter|delay|color/i.test(event.purpose),
  }),
  call({
    id: 'java-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /Cipher\.getInstance$|KeyGenerator\.getInstance$|SecretKeyFactory\.getInstance$/,
    when: ({ name, written, arguments: [value] }) => {
      const text = value?.text || (written[0] ?? '');
      return (
        (/^Cipher|\.Cipher/.test(name) &&
          /^"?AES"?$|\/ECB\/|^"?(?:DES|DESede|RC4|RC2|ARCFOUR|Blowfish)\b/i.test(text)) ||
        /^"?(?:DES|DESede|RC4|RC2|Blowfish)"?$/i.test(text)
      );
    },
  }),
  where({
    id: 'java-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    on: 'call',
    when: ({ name, written }, code) => {
      if (!/^(?:IvParameterSpec|GCMParameterSpec)$/.test(name)) return false;
      const one = written.at(name === 'IvParameterSpec' ? 0 : 1) ?? '';
      if (/^new byte\[|^"|\.getBytes\(/.test(one)) return /^new byte\[|^"/.test(one);
      const made = new RegExp(`byte\\[\\]\\s+${one.replace(/\W/g, '')}\\s*=\\s*(?:new byte\\[|"|\\{)`).test(code);
      return (
        made &&
        !new RegExp(
          `nextBytes\\(\\s*${one.replace(/\W/g, '')}|(?:get|arraycopy|read)\\([^;]*\\b${one.replace(/\W/g, '')}\\b`,
        ).test(code)
      );
    },
  }),
  call({
    id: 'java-short-key',
    cwe: 'CWE-326',
    severity: 'medium',
    why: 'The key is too short.',
    call: /\.initialize$/,
    written: /^(?:512|768|1024)\b/,
  }),
  where({
    id: 'java-verifier',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate or name is not checked.',
    on: 'call',
    when: ({ name, written, text }) =>
      (/(?:hostnameVerifier|setHostnameVerifier|setDefaultHostnameVerifier|setSSLHostnameVerifier)$/i.test(name) &&
        /->\s*(?:true|\{\s*return true;)|NoopHostnameVerifier|ALLOW_ALL/i.test(written.join())) ||
      /TrustAllStrategy|TrustSelfSignedStrategy|InsecureTrustManagerFactory/.test(`${name} ${text}`) ||
      (/^(?:X509TrustManager|X509ExtendedTrustManager)$/.test(name) &&
        /checkServerTrusted\([^)]*\)\s*(?:throws \w+\s*)?\{\s*\}/.test(text)),
  }),
  where({
    id: 'java-trust',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    on: 'function',
    when: ({ name, around, text }) => name === 'checkServerTrusted' && /\{\s*\}$/.test(text.trim()) && around !== '',
  }),
  call({
    id: 'java-host-key',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The host key is not checked.',
    call: /\.(?:setConfig|put|addHostKeyVerifier)$/,
    written: /"StrictHostKeyChecking"\s*,\s*"no"|PromiscuousVerifier/,
  }),
  call({
    id: 'java-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked.',
    call: /(?:\.parseClaimsJwt|\.parseUnsecuredClaims|JWT\.decode|Algorithm\.none|\.unsecured|JWTParser\.parse|setSkipSignatureVerification)$/,
    unless: /\.verify\(|parseClaimsJws|parseSignedClaims/,
  }),
  call({
    id: 'java-jwt-parse',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token without a signature is taken.',
    call: /Jwts\.parser(?:Builder)?(?:\.\w+)*\.parse$/,
  }),
  where({
    id: 'java-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'call',
    when: ({ text, receiver, arguments: [other], written, around }) => {
      const found =
        /^(.*)\.equals(?:IgnoreCase)?\(/.exec(text.split('\n').join(' ')) ?? /^(Arrays)\.equals\(/.exec(text);
      if (found === null || written.length === 0) return false;
      return found[1] === 'Arrays'
        ? secretComparison(written[0] ?? '', written[1] ?? '', other?.origin ?? '', '', around)
        : secretComparison(found[1] ?? '', written[0] ?? '', receiver.origin, other?.origin ?? '', around);
    },
  }),
  setting({
    id: 'java-ftp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials go over the network in the clear.',
    name: /^\w*(?:ftp|client)$/i,
    to: /^new FTPClient\(/,
  }),
];
