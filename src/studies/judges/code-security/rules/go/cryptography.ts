import { forHarmless, forSecret, ofPassword } from '../purpose.ts';
import { call, type Rule, setting, where } from '../rule.ts';
import { secretComparison, secretHeader } from '../secrets.ts';

const SECRET_PACKAGE =
  /^\s*package\s+(?:auth\w*|invit\w*|token\w*|otp|session\w*|secrets?|passwords?|vouchers?|apikeys?|credentials)\b/m;

/** Hashes, ciphers, random numbers, certificates, comparisons and secrets in the code. */
export const cryptography: readonly Rule[] = [
  call({
    id: 'go-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    comments: true,
    call: /^(?:md5|sha1)\.(?:New|Sum)$/,
    when: (event, code) =>
      !/password|passwd/i.test(event.around.slice(0, 300)) &&
      !/^\s*package\s+\w*(?:cache|etag|dedup|thumb)\w*/m.test(code) &&
      !ofPassword(event) &&
      !forHarmless(event, code),
  }),
  call({
    id: 'go-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /^(?:md5|sha1|sha256|sha512|hmac|blake2b|sha3)\.(?:New\w*|Sum\w*)$/,
    when: (event) =>
      ((event.name !== 'hmac.New' &&
        (ofPassword(event) ||
          /func \w*[pP]assword|password (?:string|\[\]byte)|password, \w+ string/.test(event.around.slice(0, 300)))) ||
        /(?:io\.WriteString|\.Write)\([^)]*\b\w*[pP]assw(?:or)?d/.test(event.around)) &&
      !/bcrypt|argon2|scrypt|pbkdf2|ConstantTimeCompare|pwned/i.test(event.around),
  }),
  call({
    id: 'go-rounds',
    cwe: 'CWE-916',
    severity: 'medium',
    why: 'Too few rounds to hash a password.',
    call: /^(?:bcrypt\.GenerateFromPassword|pbkdf2\.Key)$/,
    when: ({ name, written }) => {
      const rounds = Number((written[/bcrypt/.test(name) ? 1 : 2] ?? '').replace(/_/g, '') || NaN);
      return rounds < (/bcrypt/.test(name) ? 8 : 10_000) || /bcrypt\.MinCost/.test(written[1] ?? '');
    },
  }),
  where({
    id: 'go-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    on: 'call',
    when: (event, code) =>
      (/^(?:mathrand|rand)\.\w+/.test(event.name) ||
        // A generator that is kept in a structure.
        (/\.(?:Intn|IntN|Int31n?|Int63n?|Uint32|Uint64|Perm)$/.test(event.name) && /"math\/rand/.test(code))) &&
      (!event.name.startsWith('rand.') ||
        (!/crypto\/rand/.test(code) &&
          !/^rand\.(?:Read|Reader|Text|Prime)$/.test(event.name) &&
          !event.name.endsWith('rand.Int'))) &&
      !/Seed|NewSource/.test(event.name) &&
      (forSecret(event) || SECRET_PACKAGE.test(code) || /^\w*(?:[sS]ecure|[cC]rypt)\w*\./.test(event.text)) &&
      !/shuffle|jitter|delay|backoff|dice|colou?r/i.test(event.purpose),
  }),
  call({
    id: 'go-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /^(?:des\.New\w*Cipher|rc4\.NewCipher|blowfish\.NewCipher)$|NewECBEncrypter$/,
  }),
  where({
    id: 'go-ecb',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'Blocks are encrypted one by one, without a mode.',
    on: 'call',
    when: ({ text, around }) =>
      /\.Encrypt\(\s*\w+\[/.test(text) &&
      /aes\.NewCipher|\bcipher\.Block\b/.test(around) &&
      !/cipher\.New|XORKeyStream|\^=/.test(around),
  }),
  where({
    id: 'go-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    on: 'call',
    when: ({ name, written, text, around }, code) => {
      const one = /^cipher\.New(?:CBCEncrypter|CTR|CFBEncrypter|OFB)$/.test(name)
        ? written[1]
        : /\.Seal\(/.test(text)
          ? written[1]
          : undefined;
      if (one === undefined) return false;
      if (/^\[\]byte[({]|^make\(/.test(one)) return true;
      const variable = one.replace(/\[.*$/, '').replace(/^.*\./, '').replace(/\W/g, '');
      if (/^key$/.test(variable)) return true;
      // A piece of the key, or of a digest: the same for every message.
      const piece = new RegExp(`\\b${variable}\\s*:?=\\s*(\\w+)\\[`).exec(around)?.[1];
      if (
        piece !== undefined &&
        variable !== '' &&
        (/key$/i.test(piece) || new RegExp(`\\b${piece}\\s*:?=\\s*(?:md5|sha\\d+)\\.Sum`).test(around))
      )
        return true;
      // Filled with a name or a text, and nowhere with anything random.
      const copied = new RegExp(`copy\\([^,]*\\b${variable}\\b[^,]*,\\s*(?:\\[\\]byte\\()?(?:["\\w]+)\\)`).test(code);
      if (copied && variable !== '' && !/rand\.|ReadFull|Decrypt|Open\(/.test(code)) return true;
      const filled = new RegExp(
        `(?:Read|ReadFull)\\([^)]*\\b${variable}\\b|copy\\([^)]*\\b${variable}\\b|PutUint\\d+\\([^)]*\\b${variable}\\b|\\b${variable}\\[[^\\]]*\\](?:\\+\\+|\\s*[-+^|]?=)|\\b${variable}\\s*=\\s`,
      );
      // A field that is made once and never filled.
      if (
        variable !== '' &&
        /\./.test(one) &&
        new RegExp(`\\b${variable}:\\s*(?:make\\(\\[\\]byte|\\[\\]byte[({])`).test(code) &&
        !filled.test(code)
      )
        return true;
      return (
        new RegExp(`\\b${variable}\\s*:?=\\s*(?:make\\(\\[\\]byte|\\[\\]byte[({])`).test(around) &&
        !new RegExp(
          `(?:Read|ReadFull)\\([^)]*\\b${variable}\\b|\\b(?!len|cap|string)\\w+\\(\\s*${variable}\\s*\\)|copy\\(\\s*${variable}|PutUint\\d+\\(\\s*${variable}`,
        ).test(around)
      );
    },
  }),
  call({
    id: 'go-short-key',
    cwe: 'CWE-326',
    severity: 'medium',
    why: 'The key is too short.',
    call: /^rsa\.GenerateKey$/,
    written: /(?:512|768|1024)$/,
  }),
  setting({
    id: 'go-verify',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    name: /InsecureSkipVerify$/,
    to: /^true$|^!|[!=]=/,
    unless: /VerifyConnection|VerifyPeerCertificate/,
  }),
  where({
    id: 'go-verify-given',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'A function of the code is told not to check the server’s certificate.',
    on: 'entry',
    when: ({ name, written: [one = ''], purpose, marks }, code) => {
      if (name !== 'InsecureSkipVerify' || !/^\w+$/.test(one) || !new RegExp(`\\b${one}\\b[^()]*bool`).test(marks))
        return false;
      return purpose
        .split(' ')
        .some(
          (called) => /^\w+$/.test(called) && new RegExp(`(?<!func )\\b${called}\\([^()\\n]*\\btrue\\b`).test(code),
        );
    },
  }),
  call({
    id: 'go-host-key',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The host key is not checked.',
    call: /ssh\.InsecureIgnoreHostKey$/,
  }),
  where({
    id: 'go-host-key-callback',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The host key is not checked.',
    on: 'entry',
    when: ({ name, written }) =>
      name === 'HostKeyCallback' &&
      /^func\([\s\S]*return nil\s*\}$/.test(written[0] ?? '') &&
      !/\bif\b|\bswitch\b|return (?!nil)/.test(written[0] ?? ''),
  }),
  setting({
    id: 'go-tls-version',
    cwe: 'CWE-327',
    severity: 'medium',
    why: 'Broken versions of TLS are allowed.',
    name: /MinVersion$/,
    to: /VersionTLS10|VersionTLS11|VersionSSL30/,
  }),
  call({
    id: 'go-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked.',
    call: /ParseUnverified$|UnsafeClaimsWithoutVerification$/,
  }),
  where({
    id: 'go-jwt-ignored',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'Whether the token’s signature is right is never asked.',
    on: 'call',
    when: ({ name, around, text }) =>
      /^jwt\.Parse(?:WithClaims)?$/.test(name) &&
      !/\.Valid\b|\berr\w* [!=]= nil|errors\.Is\(|\breturn\s+(?!nil\b|""|false\b|0\b)[\w.&{}*]+,\s*err\b/.test(
        around.slice(around.indexOf(text) + text.length),
      ) &&
      !/return\s*$/.test(around.slice(0, around.indexOf(text))),
  }),
  where({
    id: 'go-jwt-none',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token without a signature is taken.',
    on: 'call',
    when: ({ name }, code) => /^jwt\.Parse(?:WithClaims)?$/.test(name) && /UnsafeAllowNoneSignatureType/.test(code),
  }),
  where({
    id: 'go-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'compare',
    when: ({ name, written: [a = '', b = ''], arguments: [left, right], around }) =>
      /^[=!]=$/.test(name) &&
      !/^err$/.test(a) &&
      !/^(?:["`][^"`]*["`]|nil)$/.test(a) &&
      !/^(?:["`][^"`]*["`]|nil)$/.test(b) &&
      (secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around) ||
        secretHeader(a, around) ||
        secretHeader(b, around)),
  }),
  call({
    id: 'go-compare-call',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    call: /^(?:bytes\.(?:Equal|Compare)|strings\.(?:EqualFold|Compare)|reflect\.DeepEqual)$/,
    when: ({ written, arguments: [left, right], around }) =>
      secretComparison(written[0] ?? '', written[1] ?? '', left?.origin ?? '', right?.origin ?? '', around) ||
      /hmac\.New|\bmac\b/.test(around),
  }),
  where({
    id: 'go-cipher-suites',
    cwe: 'CWE-327',
    severity: 'medium',
    why: 'Broken ciphers of TLS are allowed.',
    on: 'entry',
    when: ({ name, written }) => name === 'CipherSuites' && /_RC4_|_3DES_|InsecureCipherSuites/.test(written[0] ?? ''),
  }),
  where({
    id: 'go-fixed-salt',
    cwe: 'CWE-760',
    severity: 'medium',
    why: 'Every password has the same salt.',
    on: 'call',
    when: ({ name, written }, code) => {
      if (!/^(?:pbkdf2\.Key|scrypt\.Key|argon2\.(?:IDKey|Key))$/.test(name)) return false;
      const salt = written[1] ?? '';
      if (/^\[\]byte\(["`]|^"/.test(salt)) return true;
      const variable = /^\w+$/.exec(salt)?.[0];
      return variable !== undefined && new RegExp(`\\b${variable}\\s*:?=\\s*\\[\\]byte[({]\\s*["\`\\d]`).test(code);
    },
  }),
  where({
    id: 'go-plain-password',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'A password is stored as it is.',
    on: 'call',
    when: ({ text, written, arguments: given, around }) =>
      /\.(?:Exec|ExecContext|QueryRow|QueryRowContext|NamedExec|MustExec)\(/.test(text) &&
      /insert\s+into\s+\S*(?:user|account|member|customer|credential)[^"`]*password|update\s+\S*(?:user|account|member|customer|credential)\S*\s+set\s[^"`]*password\s*=/i.test(
        written.join(),
      ) &&
      written.some((one, i) => /^(?:\w+\.)?(?:new|raw|plain)?[pP]assword$/.test(one) && (given[i]?.reach ?? 0) > 0) &&
      !/bcrypt|argon2|scrypt|pbkdf2|hash|encrypt/i.test(around),
  }),
  where({
    id: 'go-plain-password-record',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'A password is stored as it is.',
    on: 'call',
    when: ({ text, around, marks }) => {
      if (
        !/\.(?:Create|Save|InsertOne|Insert)\(/.test(text) ||
        /bcrypt|argon2|scrypt|pbkdf2|hash|encrypt/i.test(around)
      )
        return false;
      const kept =
        /\b(?:User|Account|Member|Customer)\w*\{[^}]*\bPassword:\s*((?:\w+\.)?(?:new|raw|plain)?[pP]assword)\s*[,}]/.exec(
          around,
        );
      return kept !== null && (/\./.test(kept[1] ?? '') || new RegExp(`\\b${kept[1] ?? ''}\\b`).test(marks));
    },
  }),
  call({
    id: 'go-literal-key',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is passed as a literal.',
    call: /(?:SignedString|NewCookieStore|NewFilesystemStore|cookie\.NewStore|csrf\.Protect|NewGCMWithKey|securecookie\.New|session\.NewStore|redis\.NewStore)$/,
    when: ({ written }) =>
      written.some((one) => {
        const text = /^\[\]byte\(["`]([^"`\n]{8,})["`]\)$/.exec(one)?.[1];
        return text !== undefined && !/^(?:your|change|replace|<|\$\{|example|x{3})|change-?me|[-_]here$/i.test(text);
      }),
  }),
  call({
    id: 'go-ftp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials go over the network in the clear.',
    call: /^ftp\.(?:Dial|Connect|DialTimeout)$/,
    when: ({ written, around }) => !/DialWith(?:Explicit)?TLS/.test(written.join()) && /\.Login\(/.test(around),
  }),
  call({
    id: 'go-cleartext',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials go over the network in the clear.',
    call: /^insecure\.NewCredentials$|^grpc\.WithInsecure$/,
    when: ({ around }) =>
      /token|password|PerRPCCredentials|bearer|apiKey/i.test(around) &&
      !/localhost|127\.0\.0\.1|unix:|bufconn/.test(around),
  }),
];
