import { forHarmless, forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, setting, where } from '../rule.ts';
import { secretComparison, secretHeader } from '../secrets.ts';

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
    call: /MessageDigest\.getInstance$|DigestUtils\.\w+$|Hashing\.\w+$|Mac\.getInstance$|HmacUtils\.\w+$|^(?:MessageDigestPasswordEncoder|NoOpPasswordEncoder|StandardPasswordEncoder|LdapShaPasswordEncoder|Md4PasswordEncoder)|NoOpPasswordEncoder\.getInstance$/,
    when: (event) =>
      /PasswordEncoder/.test(event.name) ||
      (event.name.endsWith('Mac.getInstance')
        ? /(?:doFinal|update)\([^)]*[pP]assw/.test(event.around) &&
          !/PBKDF2|pbkdf2|BCrypt|Argon2|for \(/.test(event.around)
        : false) ||
      (!event.name.endsWith('Mac.getInstance') &&
        (ofPassword(event) ||
          (/passw|pwd/i.test(event.around.slice(0, 300)) && !/PBEKeySpec|BCrypt|Argon2/.test(event.around)))),
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
        // What an asymmetric cipher calls ECB is one block.
        (/^Cipher|\.Cipher/.test(name) &&
          /^"?AES"?$|^(?!"?RSA).*\/ECB\/|^"?(?:DES|DESede|TripleDES|RC4|RC2|ARCFOUR|Blowfish)\b|^"?PBEWith(?:MD5|SHA1)And(?:DES|RC)/i.test(
            text,
          )) ||
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
      if (/\b\w*key\w*\b/i.test(one) && /copyOf|getEncoded|^\w*key\w*$/i.test(one)) return true;
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
    call: /\.initialize$|^(?:RSAKeyGenParameterSpec|DSAGenParameterSpec)$|\.init$/,
    when: ({ name, written }, code) =>
      name.endsWith('.init')
        ? /^(?:40|56|64)$/.test(written[0] ?? '') && /KeyGenerator/.test(code)
        : /^(?:512|768|1024)\b/.test(written[0] ?? ''),
  }),
  where({
    id: 'java-verifier',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate or name is not checked.',
    on: 'call',
    when: ({ name, written, text }, code) =>
      (name.endsWith('ostnameVerifier') && alwaysTrue(/^\w+::(\w+)$/.exec(written[0] ?? '')?.[1], code)) ||
      (/(?:hostnameVerifier|setHostnameVerifier|setDefaultHostnameVerifier|setSSLHostnameVerifier)$/i.test(name) &&
        /->\s*(?:true|\{\s*return true;)|NoopHostnameVerifier|ALLOW_ALL/i.test(written.join())) ||
      /TrustAllStrategy|TrustSelfSignedStrategy|InsecureTrustManagerFactory|validateTLSCertificates\(false\)|setTrustAll\(true\)/.test(
        `${name} ${text}`,
      ) ||
      (/\.(?:put|setProperty)$/.test(name) &&
        /^"mail\.smtps?\.ssl\.(?:trust"\s*,\s*"\*"|checkserveridentity"\s*,\s*"?false)/.test(written.join(', '))) ||
      (name.endsWith('.loadTrustMaterial') && /->\s*true\b/.test(written.join())) ||
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
    call: /\.(?:setConfig|put|setProperty|addHostKeyVerifier|setServerKeyVerifier)$/,
    written:
      /"StrictHostKeyChecking"\s*,\s*"no"|PromiscuousVerifier|AcceptAllServerKeyVerifier|->\s*true$|verify\([^)]*\)\s*\{\s*return true;/,
  }),
  call({
    id: 'java-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked.',
    call: /(?:\.parseClaimsJwt|\.parseUnsecuredClaims|JWT\.decode|Algorithm\.none|\.unsecured|JWTParser\.parse|(?:SignedJWT|JWSObject|PlainJWT)\.parse|setSkipSignatureVerification)$/,
    unless: /\.verify\(|parseClaimsJws|parseSignedClaims|\.process\(|JWSVerifier/,
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
    when: ({ text, receiver, arguments: [other, second], written, around }) => {
      const found = /^(.*)\.(?:equals(?:IgnoreCase)?|contentEquals|compareTo)\(/.exec(text.split('\n').join(' '));
      if (found === null || written.length === 0) return false;
      const two = /^(?:Arrays|Objects|StringUtils|ObjectUtils)$/.test(found[1] ?? '');
      const [a, b] = two ? [written[0] ?? '', written[1] ?? ''] : [found[1] ?? '', written[0] ?? ''];
      if (/^"|^null$/.test(a) || /^"|^null$/.test(b)) return false;
      const [left, right] = two ? [other, second] : [receiver, other];
      return (
        secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around) ||
        secretHeader(a, around) ||
        secretHeader(b, around)
      );
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
  where({
    id: 'java-seed',
    cwe: 'CWE-330',
    severity: 'high',
    why: 'The generator starts from a number that can be guessed.',
    on: 'call',
    when: ({ name, written, receiver }, code) =>
      (/^SecureRandom$/.test(name) &&
        /^(?:"|new byte\[\]|\w+\.getBytes\(|longToBytes|ByteBuffer)/.test(written[0] ?? '')) ||
      (name.endsWith('.setSeed') &&
        /^\d+L?$|currentTimeMillis|nanoTime|^"|\.hashCode\(\)/.test(written[0] ?? '') &&
        (/SecureRandom/.test(receiver.origin) || /\bSecureRandom\b/.test(code))),
  }),
  call({
    id: 'java-tls-version',
    cwe: 'CWE-327',
    severity: 'medium',
    why: 'Broken versions of TLS are allowed.',
    call: /SSLContext\.getInstance$|\.setEnabledProtocols$|\.setProtocols?$|\.tlsVersions$|System\.setProperty$|\.protocols$/,
    when: ({ name, written }) =>
      /"(?:SSLv2|SSLv3|SSLv2Hello|TLSv1|TLSv1\.1)"|TLS_1_[01]\b|SSL_3_0/.test(written.join()) ||
      (name.endsWith('setProperty') &&
        /^"(?:https\.protocols|jdk\.tls\.client\.protocols)"$/.test(written[0] ?? '') &&
        /SSLv3|TLSv1(?:\.1)?\b(?!\.)/.test(written[1] ?? '')),
  }),
  where({
    id: 'java-fixed-salt',
    cwe: 'CWE-760',
    severity: 'medium',
    why: 'Every password has the same salt.',
    on: 'call',
    when: ({ name, written }, code) => {
      if (!/^PBEKeySpec$/.test(name)) return false;
      const salt = written[1] ?? '';
      if (/^"|^new byte\[\]\s*\{/.test(salt)) return true;
      const variable = /^\w+$/.exec(salt)?.[0];
      return (
        variable !== undefined &&
        new RegExp(
          `\\b${variable}\\s*=\\s*(?:"|\\{|new byte\\[\\]\\s*\\{|new byte\\[\\d+\\];(?![\\s\\S]*nextBytes\\(\\s*${variable}))`,
        ).test(code)
      );
    },
  }),
  where({
    id: 'java-plain-password',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'A password is stored as it is.',
    on: 'call',
    when: ({ name, written, arguments: given, around }) => {
      if (/encode|hash|bcrypt|argon|pbkdf|scrypt|digest|encrypt/i.test(around)) return false;
      const raw = (i: number): boolean =>
        /^(?:\w+\.)?(?:get)?(?:raw|plain|new)?[pP]assword(?:\(\))?$/.test(written[i] ?? '') &&
        (given[i]?.reach ?? 0) > 0;
      if (name.endsWith('.setPassword')) return raw(0) && /\.(?:save|persist|saveAndFlush|merge|insert)\(/.test(around);
      const stores =
        /insert\s+into\s+\S*(?:user|account|member|customer|credential)[^"]*password|update\s+\S*(?:user|account|member|customer|credential)\S*\s+set\s[^"]*password\s*=/i;
      if (name.endsWith('.setString')) return raw(1) && stores.test(around);
      return name.endsWith('.update') && stores.test(written[0] ?? '') && written.some((_, i) => i > 0 && raw(i));
    },
  }),
  where({
    id: 'java-cipher-kept',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode is kept for later.',
    on: 'string',
    when: ({ name }, code) =>
      /^(?:(?:DES|DESede|RC2|Blowfish|ARCFOUR|RC4)\/\w+\/\w+|AES\/ECB\/\w+)$/i.test(name) &&
      /Cipher\.getInstance\(\s*(?!")/.test(code) &&
      !code.includes(`Cipher.getInstance("${name}"`),
  }),
  where({
    id: 'java-noop-password',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'A password is stored as it is.',
    on: 'string',
    when: ({ name }) => /^\{noop\}./.test(name),
  }),
  call({
    id: 'java-cleartext',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials or personal data go over plain HTTP.',
    call: /^(?:URI\.create|URL|URI|HttpPost|HttpGet|HttpPut)$|\.(?:url|uri|postForObject|postForEntity|exchange)$/,
    written: /^"http:\/\/(?!localhost|127\.|\[::1\]|0\.0\.0\.0|\w+:\d)/,
    when: ({ around, purpose }) =>
      /password|passwd|Authorization|\btoken\b|credential|creditCard|cardNumber|\bssn\b|apiKey/i.test(
        `${around} ${purpose}`,
      ),
  }),
  call({
    id: 'java-literal-key',
    cwe: 'CWE-321',
    severity: 'critical',
    why: 'A key is made of a literal.',
    call: /(?:Keys\.hmacShaKeyFor|^SecretKeySpec|^DESKeySpec|\.HMAC(?:256|384|512)|\.setSigningKey|\.verifyWith|\.signWith|^MACSigner|^MACVerifier)$/,
    when: ({ written, arguments: given }) =>
      given.some((value, i) => {
        const rest = (written[i] ?? '')
          .replace(/"[^"]*"/g, '')
          .replace(/\b(?:getBytes|getDecoder|decode|toCharArray)\(/g, '');
        const text = value.text.replace(/\s+\uFFFC$/, '').trim();
        return (
          i < 2 &&
          value.reach === 0 &&
          /^$|getBytes$|decode$|toCharArray$/.test(value.origin) &&
          !rest.includes('(') &&
          text.length >= 8 &&
          /[\d\W_]/.test(text) &&
          !/[\s\uFFFC]|^(?:Hmac|AES|HS|DES|\d+$|your|change|replace|example|placeholder|<|\$\{)/i.test(text)
        );
      }),
  }),
];

/** A method of the answer that says yes to everything. */
const alwaysTrue = (method: string | undefined, code: string): boolean =>
  method !== undefined && new RegExp(`\\bboolean\\s+${method}\\([^)]*\\)\\s*\\{\\s*return true;\\s*\\}`).test(code);
