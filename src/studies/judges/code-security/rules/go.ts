import { asGiven, reaches } from '../flow/value.ts';
import { forHarmless, forSecret, ofPassword } from './purpose.ts';
import { openMode, secretComparison } from './secrets.ts';
import { call, type Rule, SQL, setting, sink, where } from './rule.ts';

export const go: readonly Rule[] = [
  where({
    id: 'go-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    on: 'call',
    when: ({ text, arguments: given }) => {
      const method =
        /\.(\w+)\([\s\S]*$/.exec(text.slice(0, text.indexOf('(') + 1))?.[1] ??
        /\.(\w+)\($/.exec(text.slice(0, text.lastIndexOf(')')).replace(/\((?:[^()]|\([^()]*\))*$/, '('))?.[1] ??
        '';
      return (
        /^(?:Query|QueryRow|QueryContext|QueryRowContext|Exec|ExecContext|Prepare|PrepareContext|Queryx|QueryRowx|Select|Get|NamedExec|NamedQuery|MustExec|Raw|Where|Order|Or|Not|Having|Joins|Group|SelectContext|GetContext|Table)$/.test(
          method,
        ) &&
        given
          .slice(0, 3)
          .some(
            (one) =>
              reaches(one, 'sql') &&
              ((one.built && (SQL.test(one.text) || /=|LIKE/i.test(one.text))) ||
                (/^(?:Order|Raw)$/.test(method) && one.reach === 2)),
          )
      );
    },
  }),
  sink({
    id: 'go-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /exec\.Command(?:Context)?$|syscall\.Exec$/,
    place: 'shell',
    when: ({ written }) =>
      /"(?:\/bin\/|\/usr\/bin\/)?(?:ba|z|da)?sh"|"cmd(?:\.exe)?"|"powershell"/.test(written.join()),
  }),
  sink({
    id: 'go-template',
    cwe: 'CWE-1336',
    severity: 'high',
    why: 'Text that an attacker can choose is used as a template.',
    call: /\.Parse$/,
    place: 'code',
    at: [0],
    when: ({ name, arguments: [value] }) => /template\.New/.test(name) && value !== undefined && value.reach > 0,
  }),
  where({
    id: 'go-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text that is not escaped.',
    on: 'call',
    when: ({ name, written, arguments: [value] }) =>
      /^template\.(?:HTML|JS|URL|HTMLAttr)$/.test(name) &&
      !/^["`]/.test(written[0] ?? '') &&
      value !== undefined &&
      !value.safe.has('html') &&
      !/Sanitize|EscapeString/.test(`${written[0] ?? ''}${value.origin}`),
  }),
  sink({
    id: 'go-html-write',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /^(?:fmt\.Fprint(?:f|ln)?|io\.WriteString)$|^w\.Write$|\.Write(?:String)?$/,
    place: 'html',
    least: 1,
    when: ({ text, arguments: given, around }) =>
      /^(?:fmt\.F\w+|io\.\w+)\(w\b|^w\.Write/.test(text) &&
      given.some((one) => reaches(one, 'html')) &&
      /<\/?\w/.test(given.map((one) => one.text).join(' ')) &&
      !/text\/plain|application\/json/.test(around),
  }),
  where({
    id: 'go-text-template',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page is rendered by the template package that does not escape.',
    on: 'call',
    when: ({ name, around }, code) =>
      /template\.New$|template\.ParseFiles$/.test(name) &&
      /"text\/template"/.test(code) &&
      /html|<\w+>/i.test(code.replace('text/template', '')) &&
      /ResponseWriter|http\./.test(code) &&
      around !== '',
  }),
  call({
    id: 'go-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    call: /^(?:md5|sha1)\.(?:New|Sum)$/,
    when: (event, code) =>
      !/password|passwd/i.test(event.around.slice(0, 300)) && !ofPassword(event) && !forHarmless(event, code),
  }),
  call({
    id: 'go-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /^(?:md5|sha1|sha256|sha512)\.(?:New|Sum\w*)$/,
    when: (event) =>
      (ofPassword(event) ||
        /func \w*[pP]assword|password (?:string|\[\]byte)|password, \w+ string/.test(event.around.slice(0, 300))) &&
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
      /^(?:mathrand|rand)\.\w+/.test(event.name) &&
      (event.name.startsWith('mathrand') ||
        (!/crypto\/rand/.test(code) &&
          !/^rand\.(?:Read|Reader|Text|Prime)$/.test(event.name) &&
          !event.name.endsWith('rand.Int'))) &&
      !/Seed|NewSource/.test(event.name) &&
      forSecret(event) &&
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
      /\.Encrypt\(\s*\w+\[/.test(text) && /aes\.NewCipher/.test(around) && !/cipher\.New/.test(around),
  }),
  where({
    id: 'go-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    on: 'call',
    when: ({ name, written, text, around }) => {
      const one = /^cipher\.New(?:CBC|CTR|CFB|OFB)\w*$/.test(name)
        ? written[1]
        : /\.Seal\(/.test(text)
          ? written[1]
          : undefined;
      if (one === undefined) return false;
      if (/^\[\]byte\(|^make\(/.test(one)) return true;
      const variable = one.replace(/\[.*$/, '').replace(/\W/g, '');
      if (/^key$/.test(variable)) return true;
      return (
        new RegExp(`\\b${variable}\\s*:?=\\s*(?:make\\(\\[\\]byte|\\[\\]byte[({])`).test(around) &&
        !new RegExp(
          `(?:Read|ReadFull)\\([^)]*\\b${variable}\\b|copy\\(\\s*${variable}|PutUint\\d+\\(\\s*${variable}`,
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
    to: /^true$/,
    unless: /VerifyConnection|VerifyPeerCertificate/,
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
      name === 'HostKeyCallback' && /^func\([\s\S]*\{\s*return nil\s*\}$/.test(written[0] ?? ''),
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
      secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around),
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
  sink({
    id: 'go-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:os\.(?:Open|OpenFile|ReadFile|WriteFile|Create|Remove|RemoveAll|ReadDir|Rename)|ioutil\.(?:ReadFile|WriteFile)|http\.ServeFile|c\.File|ctx\.File)$/,
    place: 'path',
    when: ({ name, arguments: given }) =>
      given.some(
        (one) => reaches(one, 'path') && !asGiven(one) && (one.built || (one.reach === 2 && !/ServeFile/.test(name))),
      ) && !(/WriteFile/.test(name) && given[0] !== undefined && !reaches(given[0], 'path')),
  }),
  where({
    id: 'go-zip',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'Members of an archive may leave the folder.',
    on: 'call',
    when: ({ name, written, around }, code) =>
      /^(?:filepath|path)\.Join$/.test(name) &&
      /\b(?:f|file|hdr|header|entry|zf)\.(?:FileHeader\.)?Name\b/.test(written.join()) &&
      /archive\/(?:zip|tar)|zip\.|tar\./.test(code) &&
      !/HasPrefix|IsLocal|filepath\.Base|Rel\(|OpenRoot/.test(around),
  }),
  sink({
    id: 'go-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^http\.(?:Get|Post|Head|PostForm|NewRequest|NewRequestWithContext|DefaultClient\.\w+)$|^(?:client|c|httpClient)\.(?:Get|Post|Head)$|http\.Client\.(?:Get|Head|Post)$/,
    place: 'url',
    least: 2,
    when: ({ arguments: given }, code) =>
      given.some(
        (one) =>
          one.reach === 2 &&
          !one.safe.has('url') &&
          !/^\s*https?:\/\/[\w.-]+\//.test(one.text) &&
          !/\.(?:Body|Context|Method|Form)$/.test(one.origin),
      ) && !/IsPrivate|Control:/.test(code),
  }),
  sink({
    id: 'go-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /^http\.Redirect$|^c\.Redirect$/,
    place: 'redirect',
    when: ({ name, arguments: given, around }) => {
      const value = given[name.startsWith('http') ? 2 : 1];
      return (
        value !== undefined &&
        reaches(value, 'redirect', 2) &&
        !/^\/\w/.test(value.text) &&
        !/IsAbs\(\)|\.Host\s*!=|\.Host == ""/.test(around)
      );
    },
  }),
  where({
    id: 'go-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, text, named, written }, code) =>
      (/^http\.Cookie$/.test(name) &&
        /Name:\s*"\w*(?:sess|sid|token|auth|remember|login|jwt)/i.test(text) &&
        (!/HttpOnly:\s*true/.test(text) || !/Secure:\s*(?:true|\w+)/.test(text) || /Secure:\s*false/.test(text)) &&
        !/\.HttpOnly = true/.test(code) &&
        named !== undefined) ||
      (/^c\.SetCookie$/.test(name) &&
        /sess|sid|token|auth/i.test(written[0] ?? '') &&
        !written.join(', ').endsWith('true, true')),
  }),
  where({
    id: 'go-bomb',
    cwe: 'CWE-409',
    severity: 'medium',
    why: 'What is inflated has no bound.',
    on: 'call',
    when: ({ name, around, text }) =>
      /^(?:io\.ReadAll|ioutil\.ReadAll|io\.Copy)$/.test(name) &&
      /gzip\.NewReader|zlib\.NewReader|flate\.NewReader|bzip2\.NewReader/.test(around) &&
      !/LimitReader|MaxBytesReader|LimitedReader|CopyN/.test(around) &&
      /http\.Request|Body|io\.Reader/.test(around) &&
      text !== '',
  }),
  where({
    id: 'go-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    on: 'call',
    when: ({ name, written, arguments: [value], around }) =>
      /^(?:os\.(?:Create|WriteFile|OpenFile)|ioutil\.WriteFile)$/.test(name) &&
      value !== undefined &&
      (/^\s*\/tmp\//.test(value.text) ||
        /os\.TempDir\(\)/.test(written[0] ?? '') ||
        /TempDir/.test(value.origin) ||
        new RegExp(
          `\\b${(written[0] ?? '').replace(/\W/g, '')}\\s*:?=\\s*(?:filepath\\.Join\\(os\\.TempDir\\(\\)|"/tmp/)`,
        ).test(around)) &&
      !/O_EXCL|MkdirTemp|CreateTemp/.test(around),
  }),
  call({
    id: 'go-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:os\.(?:WriteFile|OpenFile|Mkdir|MkdirAll|Chmod)|ioutil\.WriteFile|syscall\.Umask)$|\.Chmod$/,
    when: ({ written, text, around }) => openMode(written.at(-1) ?? '', `${text} ${around.split('{')[0] ?? ''}`),
  }),
  where({
    id: 'go-integer',
    cwe: 'CWE-190',
    severity: 'medium',
    why: 'A number is cut to a smaller type without a check of its size.',
    on: 'call',
    when: ({ name, written, around }) => {
      if (!/^(?:u?int(?:8|16|32))$/.test(name)) return false;
      const variable = written[0]?.replace(/\W/g, '') ?? '';
      return (
        variable !== '' &&
        new RegExp(
          `\\b${variable}, \\w+ :?= strconv\\.(?:Atoi|Parse(?:Int|Uint)\\([^)]*,\\s*\\d+,\\s*(?:64|0)\\))`,
        ).test(around) &&
        !new RegExp(`\\b${variable}\\s*>=?\\s*[\\w.]|math\\.Max`).test(around)
      );
    },
  }),
  where({
    id: 'go-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'call',
    when: ({ name, written, around, arguments: [, value] }) =>
      (/Header\.Set$|\.Set$|\.Add$/.test(name) &&
        /Access-Control-Allow-Origin/i.test(written[0] ?? '') &&
        /Allow-Credentials"\s*,\s*"true/i.test(around) &&
        ((value !== undefined && reaches(value, 'url', 2)) || /"\*"/.test(written[1] ?? ''))) ||
      (/^cors\.(?:Options|Config)$/.test(name) &&
        /AllowCredentials:\s*true/.test(around) &&
        /"\*"|AllowAllOrigins:\s*true|AllowOriginFunc:\s*func\([^)]*\)\s*bool\s*\{\s*return true/.test(around)),
  }),
  sink({
    id: 'go-log',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /^(?:log|logger)\.Print(?:f|ln)?$/,
    place: 'log',
    least: 2,
    when: ({ written, arguments: given }) =>
      !/%q/.test(written[0] ?? '') &&
      given.some(
        (one) => one.reach === 2 && !one.safe.has('log') && !/\.(?:Method|Context|Proto|RemoteAddr)$/.test(one.origin),
      ),
  }),
  call({
    id: 'go-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^(?:log|logger|slog)\.\w+$/,
    when: ({ written }) =>
      written.some((one) => /(?:^|\.)(?:password|passwd|secret|Password|Secret|apiKey|APIKey|token|Token)$/.test(one)),
  }),
  call({
    id: 'go-gob',
    cwe: 'CWE-502',
    severity: 'high',
    why: 'A YAML or gob reader over what anyone sent.',
    call: /plugin\.Open$/,
    when: ({ arguments: [value] }) => value !== undefined && value.reach > 0,
  }),
  where({
    id: 'go-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    on: 'call',
    when: ({ name, arguments: given }) =>
      name.endsWith('ldap.NewSearchRequest') &&
      given.some((one) => reaches(one, 'ldap') && one.built && /\(\w+=/.test(one.text)),
  }),
  sink({
    id: 'go-xpath',
    cwe: 'CWE-643',
    severity: 'high',
    why: 'An XPath expression is built from a value.',
    call: /^(?:xmlquery|htmlquery|xpath)\.\w+$/,
    place: 'xpath',
    built: true,
  }),
  where({
    id: 'go-nosql',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query runs code built from a value.',
    on: 'entry',
    when: ({ name, arguments: [value] }) => name === '$where' && value !== undefined && value.reach > 0,
  }),
  where({
    id: 'go-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ text, written, around }) =>
      /\.(?:QueryRow|QueryRowContext|First|Exec|ExecContext)\(/.test(text.slice(0, 60)) &&
      /where id\s*=\s*(?:\$1|\?)\s*["`]$|^&?\w+,\s*(?:id|"id = \?")/i.test(
        written.find((one) => /where id/i.test(one)) ?? written.join(', '),
      ) &&
      /userID|currentUser|UserFrom|session\.|userFromContext|auth\./i.test(around) &&
      !/(?:Owner|UserID|user_id|owner_id)\w*\s*(?:!=|==)|user_id =|owner_id =/i.test(around),
  }),
  where({
    id: 'go-origin',
    cwe: 'CWE-346',
    severity: 'medium',
    why: 'Any site may open the socket with the user’s cookie.',
    on: 'entry',
    when: ({ name, written }) => name === 'CheckOrigin' && /\{\s*return true\s*\}$/.test(written[0] ?? ''),
  }),
];
