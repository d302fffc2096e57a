import { forSecret } from './purpose.ts';
import { BY_ID_ALONE, checksOwner, OWNED, SIGNED_IN } from './owner.ts';
import { explodes } from './regular-expression.ts';
import { call, type Rule, SQL, setting, where } from './rule.ts';

const PLACEHOLDER =
  /^(?:$|<|\$\{|%|\{|x{3,}|\*+$|\.{3}|your|change|replace|example|placeholder|todo|dummy|insert|enter|secret$|password$|token$|key$|none$|null$)|(?:^|[-_ ])(?:here|placeholder|changeme|goes[-_ ]here|secret[-_]here)\b/i;
/** The name of a variable, not what is in it. */
const VARIABLE_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const SECRET_NAME =
  /(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|apikey|auth_?key|private_?key|signing_?key|access_?key|secret_?key|encryption_?key|hmac_?key|jwt_?key|session_?key|^key|credential|salt$)(?:s|_?value)?$/i;
const NOT_SECRET_NAME =
  /(?:field|hint|label|header|name|column|param|url|path|file|regex|pattern|title|message|error|placeholder|type|prefix|public|id|input|query|html|salt)s?$|^\w*(?:field|hint|label|header|column)_/i;

/** Whether a literal would work as a secret: no placeholder, no plain word of a form or a query. */
const working = (text: string): boolean =>
  text.length >= 6 &&
  text.length < 300 &&
  !PLACEHOLDER.test(text) &&
  !VARIABLE_NAME.test(text) &&
  !text.includes('${') &&
  !/^\/|^https?:\/\/[^:@]*$|\s.*\s|^[a-z]+$|^[A-Z][a-z]+$|^[a-z]+([_.-][a-z]+)*$|\uFFFC/.test(
    text.replace(/^(?:b|r)?/, ''),
  ) &&
  /[0-9!@#$%^&*A-Z]/.test(text);
/** The same for what is named a key or a password: words joined by signs would work too. */
export const workingSecret = (text: string, name: string): boolean =>
  working(text) ||
  text === 'keyboard cat' ||
  (text.length >= 8 &&
    !PLACEHOLDER.test(text) &&
    /^[a-z]+(?:[-_.!][a-z0-9]+)+$/i.test(text) &&
    /key|secret|password|passphrase/i.test(name) &&
    !/[-_](?:key|token|secret|password|id|name|hash)$|^(?:x|csrf|auth|access)[-_]/i.test(text));

export const shared: readonly Rule[] = [
  where({
    id: 'hard-coded-secret',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is written in the code.',
    on: 'assign',
    when: ({ name, arguments: [value], written, text }) => {
      const last =
        name
          .replace(/\[[^\]]*\]$/, '')
          .split(/[.\s]|->/)
          .at(-1) ?? name;
      const keyed = /\[['"]([\w.-]+)['"]\]$/.exec(text.split('=')[0]?.trim() ?? '')?.[1];
      const subject = keyed ?? last;
      if (!SECRET_NAME.test(subject) || NOT_SECRET_NAME.test(subject) || value === undefined) return false;
      const literal =
        /^(?:(?:new\s+TextEncoder\(\)\.encode\(|new\s+\w+\(|\[\]byte\(|b(?=['"])|Buffer\.from\(|bytes\()?)["'`]([^"'`\n]*)["'`]/.exec(
          written[0] ?? '',
        )?.[1] ??
        /(?:\|\||\?\?|\?:|or)\s*["'`]([^"'`\n]+)["'`]\s*;?$/.exec(written[0] ?? '')?.[1] ??
        /(?:getenv|get|env|getOrDefault|[eE]nv\w*|[gG]etProperty)\(\s*["'][\w.]+["']\s*,\s*["']([^"'\n]+)["']\s*\)/.exec(
          written[0] ?? '',
        )?.[1] ??
        /\.orElse\(\s*"([^"\n]+)"\s*\)$/.exec(written[0] ?? '')?.[1] ??
        /\?[^?:"]*(?:"[^"]*"[^?:"]*)?:\s*"([^"\n]+)"$/.exec(written[0] ?? '')?.[1];
      return literal !== undefined && workingSecret(literal, subject);
    },
  }),
  where({
    id: 'hard-coded-secret-entry',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is written in the code.',
    on: 'entry',
    when: ({ name, written }) => {
      const literal =
        /^b?["'`]([^"'`\n]*)["'`]$/.exec(written[0] ?? '')?.[1] ??
        /(?:\|\||\?\?|\bor)\s*["'`]([^"'`\n]+)["'`]$/.exec(written[0] ?? '')?.[1];
      return (
        SECRET_NAME.test(name) && !NOT_SECRET_NAME.test(name) && literal !== undefined && workingSecret(literal, name)
      );
    },
  }),
  where({
    id: 'hard-coded-key-bytes',
    cwe: 'CWE-321',
    severity: 'high',
    why: 'The bytes of a key are written in the code.',
    on: 'assign',
    when: ({ name, written }) =>
      /(?:key|secret)(?:_?bytes|_?data)?$/i.test(name) &&
      !/public|cache|primary|foreign|map|sort/i.test(name) &&
      /^(?:new byte\[\d*\]\s*|\[(?:\d+|\.\.\.)?\]byte\s*)?\{\s*(?:(?:\(byte\)\s*)?(?:0x[\da-f]{1,2}|-?\d{1,3}|'.')\s*,\s*){7,}/i.test(
        written[0] ?? '',
      ) &&
      new Set((written[0] ?? '').match(/0x[\da-f]+|\d+|'.'/gi)).size > 2,
  }),
  where({
    id: 'hard-coded-secret-fallback',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work stands in where the setting is not there.',
    on: 'assign',
    when: ({ name, written, around }) => {
      const literal = /^["'`]([^"'`\n]*)["'`]$/.exec(written[0] ?? '')?.[1];
      if (literal === undefined || !/^\w{1,30}$/.test(name)) return false;
      const asked = new RegExp(
        `\\b${name}\\b[^\\n=]*=[^\\n]*(?:[gG]etenv|[gG]etEnv|LookupEnv|environ|process\\.env)\\W{1,3}["']?(?:get\\(["'])?(\\w+)`,
      ).exec(around)?.[1];
      return asked !== undefined && SECRET_NAME.test(asked) && workingSecret(literal, asked);
    },
  }),
  where({
    id: 'hard-coded-secret-return',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A function that gives a secret gives one that is written in the code.',
    on: 'return',
    when: ({ purpose, written }) => {
      const name = purpose.split(' ').at(-2) ?? '';
      const literal =
        /^(?:\[\]byte\(|b(?=['"])|Buffer\.from\()?["'`]([^"'`\n]*)["'`](?:\)|\.getBytes\([^)]*\)|\.encode\(.*\))?$/.exec(
          written[0] ?? '',
        )?.[1];
      return (
        SECRET_NAME.test(name) && !NOT_SECRET_NAME.test(name) && literal !== undefined && workingSecret(literal, name)
      );
    },
  }),
  where({
    id: 'hard-coded-secret-default',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is the default of a setting.',
    on: 'string',
    when: ({ name, text }, code) => {
      const [, key = '', fallback = ''] = /^\$\{([\w.-]+):([^}]+)\}$/.exec(name) ?? [];
      return (
        key !== '' &&
        code.includes(`@Value(${text})`) &&
        SECRET_NAME.test(key.split('.').at(-1)?.replaceAll('-', '_') ?? '') &&
        workingSecret(fallback, key)
      );
    },
  }),
  call({
    id: 'hard-coded-secret-argument',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A secret that would work is passed as a literal.',
    call: /(?:^|\.)(?:hmac\.New|aes\.NewCipher|Auth|BasicAuth|PlainAuth|CRAMMD5Auth|setPassword|set_password|createHmac|sign|verify|SigningKey|hmac\.new|HMAC|new|getConnection|createConnection|PDO|mysqli|mysqli_connect|SecretKeySpec|jwt\.encode|encode|decode|basicAuth|setBasicAuth|SetBasicAuth|login|connect|session|signWith|HS256|hash_hmac|Fernet|cookieParser|secret|bearer|auth)$/,
    when: ({ name, written }) =>
      written.some((one, i) => {
        if (/(?:PDO|getConnection|mysqli(?:_connect)?|SetBasicAuth|basicAuth|login)$/.test(name) && i === 0)
          return false;
        if (/(?:sign|verify|encode|decode|hmac|new)$/i.test(name) && i === 0 && !/hmac\.new$|HMAC$/.test(name))
          return false;
        if (/(?:PDO|getConnection|connect)$/.test(name) && i < 2) return false;
        // Names of accounts and hosts stand beside the password of a mail server.
        if (/(?:PlainAuth|CRAMMD5Auth)$/.test(name) && i !== (name.endsWith('PlainAuth') ? 2 : 1)) return false;
        const literal = /^(?:b|\[\]byte\()?["'`]([^"'`\n]*)["'`]\)?(?:\.(?:getBytes|encode)\(.*\))?$/.exec(one)?.[1];
        return (
          literal !== undefined &&
          !/^(?:sha|aes|hs|rs|es|hmac|md5|utf|hex|base64|ascii)[-\d]*/i.test(literal) &&
          workingSecret(literal, 'secret')
        );
      }),
  }),
  where({
    id: 'credentials-in-address',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'An address or a connection string holds a password.',
    on: 'string',
    when: ({ name }) => {
      const found =
        /(?:^[\w+]+:\/\/[\w.-]+:|^[\w.-]+:)([^@\s/:{}$%<>\uFFFC]{4,})@(?:tcp\()?[\w.-]/.exec(name)?.[1] ??
        /(?:;|\s|^|&|\?)(?:password|pwd)=([^;\s&{}$%<>\uFFFC'"]{5,})/i.exec(name)?.[1];
      return found !== undefined && !PLACEHOLDER.test(found);
    },
  }),
  where({
    id: 'known-key-shape',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A literal has the shape of a provider’s key.',
    on: 'string',
    when: ({ name }) =>
      /^(?:sk_live_|sk-|ghp_|AKIA|xox[bp]-|AIza|glpat-|SG\.)[\w.-]{10,}|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY/.test(
        name,
      ) && !/x{4}|example|\.\.\./i.test(name),
  }),
  where({
    id: 'built-statement',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose and handed on.',
    on: 'return',
    when: ({ arguments: [value] }) =>
      value !== undefined &&
      value.built &&
      value.reach > 0 &&
      value.entries.get('text')?.reach !== 0 &&
      !value.safe.has('sql') &&
      /^\s*(?:select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s[\s\S]*\sset\s|delete\s+from\s)/i.test(value.text) &&
      SQL.test(value.text) &&
      value.text.includes('\uFFFC') &&
      !/(?:query|execute|find|jdbc|db)\w*\./i.test(value.origin) &&
      !/\.(?:query|execute|all|fetchall|run|get)$/.test(value.origin),
  }),
  call({
    id: 'secret-from-clock',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret is a digest of the time, which can be guessed.',
    call: /(?:^|[._])(?:md5|sha1|sha224|sha256|sha512|hash|update|digest|Sum256|Sum|sha256Hex|md5Hex|b64encode|toHexString)$/i,
    written:
      /time\.time\(|datetime\.(?:utc)?now|Date\.now\(|new Date\(|getTime\(|currentTimeMillis|nanoTime|time\.Now\(|microtime\(|uniqid\(|getpid\(|\btime\(\)/,
    when: (event) =>
      forSecret(event) && !/random|urandom|secrets\.|crypto\.|hmac|SecureRandom|etag|cache/i.test(event.around),
  }),
  where({
    id: 'token-parts',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'Claims are read out of a token whose signature nobody checks.',
    on: 'call',
    when: ({ name, text, around }, code) =>
      /(?:JSON\.parse|json\.loads|json_decode|readValue|readTree|Unmarshal)$/.test(name) &&
      /(?:split|explode)\((?:\s*["'`]\\*\.["'`]\s*(?:,\s*\w+)?)\)\s*\[1\]|\b(?:parts|payload|segments|body|claims)\b/i.test(
        text,
      ) &&
      /(?:split|Split|explode)\([^)]*["'`]\\*\.["'`]/.test(around) &&
      /base64|b64|atob/i.test(around) &&
      /\b(?:user|role|admin|sub|userId|user_id|authori[sz]\w*)\b/i.test(around) &&
      !/verif|hmac|signature\s*[!=]=|timingSafe|compare_digest|subtle/i.test(code),
  }),
  where({
    id: 'statement-by-id',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'string',
    when: ({ name, around, marks, purpose }) =>
      BY_ID_ALONE.test(name) &&
      new RegExp(`\\b(?:from|update)\\s+["\`]?(?:\\w+\\.)?(?:\\w+_)?(?:${OWNED})\\b`, 'i').test(name) &&
      SIGNED_IN.test(`${marks} ${around.replace(name, '')}`) &&
      !checksOwner(around.replace(name, '')) &&
      !/admin/i.test(`${marks}${purpose}`),
  }),
  where({
    id: 'exploding-expression',
    cwe: 'CWE-1333',
    severity: 'medium',
    why: 'A regular expression can take exponential time.',
    on: 'string',
    when: ({ name, purpose, text }) =>
      /[+*]/.test(name) && explodes(name) && !/^["'`]?\s*(?:select|insert)/i.test(text) && purpose !== undefined,
  }),
  setting({
    id: 'cleartext-secret-transport',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials or personal data go over plain HTTP.',
    name: /(?:^|_|\.)(?:url|uri|endpoint|base|baseUrl|baseURL|api|login_url|host)$/i,
    to: /^f?["'`]http:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\])/i,
    when: (_, code) => /password|token|credential|authorization|\bauth\s*=|api_key|card/i.test(code),
  }),
  where({
    id: 'cleartext-secret-request',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials or personal data go over plain HTTP.',
    on: 'call',
    when: ({ name, written, purpose, arguments: args }) =>
      /(?:post|get|put|request|fetch|login|Post|PostForm|NewRequest(?:WithContext)?)$/.test(name) &&
      /^[fb]?["'`]http:\/\/(?!localhost|127\.|\[::1\])/.test(written.find((one) => /^[fb]?["'`]h/.test(one)) ?? '') &&
      /password|token|credential|authorization|auth=|api_?key|card/i.test(
        `${written.slice(1).join(' ')} ${purpose} ${args.flatMap(({ from }) => [...from]).join(' ')}`,
      ),
  }),
];
