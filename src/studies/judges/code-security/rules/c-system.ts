import { asGiven, reaches } from '../flow/value.ts';
import { forSecret, ofPassword } from './purpose.ts';
import { call, type Rule, SQL, sink, where } from './rule.ts';
import { openMode, secretComparison } from './secrets.ts';

const word = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What C asks of the system: shells, files, secrets. */
export const cSystem: readonly Rule[] = [
  sink({
    id: 'c-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /^(?:system|popen)$/,
    place: 'shell',
    at: [0],
  }),
  where({
    id: 'c-shell-exec',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    on: 'call',
    when: ({ name, written, arguments: given }) =>
      /^exec[lv]/.test(name) && /"(?:\/bin\/)?sh"/.test(written.join()) && given.some((one) => reaches(one, 'shell')),
  }),
  sink({
    id: 'c-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /^(?:sqlite3_exec|sqlite3_prepare\w*|mysql_query|mysql_real_query|PQexec|SQLExecDirect|PQprepare|sqlite3_get_table)$/,
    place: 'sql',
    at: [1],
    text: SQL,
  }),
  where({
    id: 'c-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    on: 'call',
    when: ({ name, arguments: [value], around }) =>
      /^(?:fopen|open|unlink|remove|stat|opendir)$/.test(name) &&
      value !== undefined &&
      reaches(value, 'path') &&
      value.built &&
      !asGiven(value) &&
      !/strstr\([^)]*"\.\."|strchr\([^)]*'\/'|strpbrk|realpath|strspn|strcspn/.test(around),
  }),
  call({
    id: 'c-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'Another user can take the name before the file is made.',
    call: /^(?:tmpnam|tempnam|mktemp|tmpnam_r)$/,
  }),
  where({
    id: 'c-fixed-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    on: 'call',
    when: ({ name, arguments: [value], written, around }) =>
      /^(?:fopen|open|creat)$/.test(name) &&
      value !== undefined &&
      /^\s*\/tmp\//.test(value.text) &&
      /"[wa]|O_CREAT/.test(written.join()) &&
      !/O_EXCL|"wx|mkstemp/.test(around),
  }),
  where({
    id: 'c-race',
    cwe: 'CWE-367',
    severity: 'medium',
    why: 'What was checked can change before it is used.',
    on: 'call',
    when: ({ name, written: [one = ''], around }) =>
      /^(?:access|stat|lstat)$/.test(name) &&
      new RegExp(`\\b(?:fopen|open|unlink|chmod|chown|remove|rename)\\(\\s*${word(one)}\\b`).test(around) &&
      !/fstat\(|O_NOFOLLOW|O_EXCL/.test(around),
  }),
  call({
    id: 'c-search-path',
    cwe: 'CWE-426',
    severity: 'high',
    why: 'A privileged program takes the search path of its caller.',
    call: /^(?:execlp|execvp|execvpe|system|popen)$/,
    when: ({ written, around }) =>
      /set(?:re|res|e)?uid\(\s*0/.test(around) &&
      written[0]?.startsWith('"/') !== true &&
      !/setenv\(\s*"PATH"|clearenv/.test(around),
  }),
  call({
    id: 'c-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^(?:rand|random|drand48|lrand48|rand_r)$/,
    when: (event) => forSecret(event) && !/shuffle|dice|jitter|delay|colou?r/.test(event.purpose),
  }),
  call({
    id: 'c-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:open|creat|chmod|fchmod|mkdir|umask|openat)$/,
    when: ({ name, written, text, around }) =>
      name === 'umask'
        ? /^0+$/.test(written[0] ?? '')
        : openMode(written.at(-1) ?? '', `${text} ${around.split('{')[0] ?? ''}`) ||
          /S_IWOTH|S_IRWXO/.test(written.at(-1) ?? ''),
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
    written: /CURLOPT_SSL_VERIFY(?:PEER|HOST),\s*(?:0L?|false)|SSL_VERIFY_NONE/,
  }),
  where({
    id: 'c-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'call',
    when: ({ name, written, around }) =>
      /^(?:memcmp|strcmp|strncmp)$/.test(name) &&
      (secretComparison(written[0] ?? '', written[1] ?? '', '', '', around) ||
        (/HMAC\(|hmac_/.test(around) && !/etag|checksum/.test(around)) ||
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
