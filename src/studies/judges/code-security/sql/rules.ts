import { OWNED } from '../rules/owner.ts';
import type { About } from '../rules/rule.ts';
import type { Statement } from './statement.ts';

export interface SqlRule extends About {
  /** The line it stands on, where it does. */
  find(statement: Statement): number | undefined;
}

interface Pattern extends About {
  /** Over the statement's tokens, joined by single blanks, strings emptied unless `strings`. */
  readonly match: RegExp;
  readonly unless?: RegExp;
}

const pattern = ({ match, unless, ...about }: Pattern): SqlRule => ({
  ...about,
  find: ({ text, lineAt }) => {
    if (unless?.test(text) === true) return undefined;
    const found = match.exec(text);
    return found === null ? undefined : lineAt(found.index + found[0].length - 1);
  },
});

const withoutStrings = (text: string): string =>
  text.replace(/'(?:[^']|'')*'/g, (one) => `'${' '.repeat(one.length - 2)}'`);

/** Which argument of a function is its key or its password. */
const KEY_AT: Readonly<Record<string, number>> = {
  crypt: 0,
  pgp_sym_encrypt: 1,
  pgp_sym_decrypt: 1,
  pgp_sym_encrypt_bytea: 1,
  pgp_sym_decrypt_bytea: 1,
  encrypt: 1,
  decrypt: 1,
  encrypt_iv: 1,
  aes_encrypt: 1,
  aes_decrypt: 1,
  encryptbypassphrase: 0,
  decryptbypassphrase: 0,
  hmac: 1,
};
const WHOSE =
  'user|owner|customer|account|member|tenant|author|recipient|sender|session|patient|employee|manager|created_by|holder';

const SECRET_COLUMN =
  /\b(?:token|reset_token|api_key|session_id|session_token|secret|otp|code|invite_code|password|nonce|key|sid)\b/i;

const BY_ID = new RegExp(
  `\\b(?:from|update|delete from) (?:\\w+ \\. )?((?:\\w+_)?(?:${OWNED}))\\b[^;]*? where (?:\\w+ \\. )?(id|\\w+_id|number|uuid) = (?:\\?|[:@$]\\w+|p_\\w+)(?= *(?:;|$|limit|returning|for update|end|\\)))`,
  'i',
);

export const SQL_RULES: readonly SqlRule[] = [
  {
    id: 'sql-dynamic',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a parameter and executed.',
    find: ({ runs }) => runs.find(({ command, tainted }) => tainted && !command)?.line,
  },
  {
    id: 'sql-command',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A command of the system is run from a statement.',
    find: ({ runs }) => runs.find(({ command, tainted }) => tainted && command)?.line,
  },
  {
    id: 'sql-program',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'The server runs a program of the system.',
    find: ({ text, lineAt }) => {
      // In a text that is put together, what goes into it decides.
      const found =
        /\b(?:to|from) program\b/i.exec(withoutStrings(text)) ??
        /sp_configure N?'xp_cmdshell' , 1|\bsys_exec \(|\bsys_eval \(|\bexec(?:ute)? (?:master \. \. |master \. dbo \. )?xp_cmdshell @/i.exec(
          text,
        ) ??
        /\b(?:grant execute on (?:\w+ \. )*xp_cmdshell|create (?:or replace )?(?:trusted )?(?:extension|language) (?:if not exists )?"?(?:plpythonu|plpython3u|plperlu|plsh)\b)/i.exec(
          text,
        );
      return found === null ? undefined : lineAt(found.index + found[0].length - 1);
    },
  },
  pattern({
    id: 'sql-password-literal',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A password is written in the statement.',
    match:
      /(?:\b|@\w+)(?:password(?: =)?|identified (?:with \w+ )?by|secret|encryption by password =|with password =)\s*N?'(?!<|\*|change|your|:|\$|scram|md5)[^']{4,}'/i,
    unless: /identified by random/i,
  }),
  {
    id: 'sql-password-insert',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A key or a password is written in the statement.',
    find: ({ calls }) =>
      calls.find(({ name, given }) => {
        const at = KEY_AT[name.replace(/^\w+\./, '')];
        const key = (given[at ?? 0] ?? '').trim();
        return (
          at !== undefined &&
          (/^N?'(?!%|:|\$|<)[^']{4,}'$/.test(key) ||
            (/^(?:unhex|sha2|sha1|md5|from_base64|decode|digest|convert_to|hashbytes|x)\b[^@:$?]*'(?!sha|md5|hex|base64|utf)[^']{6,}'/i.test(
              key,
            ) &&
              !/\b(?:current_setting|getvar|key_\w+)\b/i.test(key)))
        );
      })?.line,
  },
  pattern({
    id: 'sql-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash or kept as it is.',
    match:
      /\b(?:\w*pass(?:word|wd|wort)?(?:_?hash)?|pwd(?:_?hash)?|pw|pin)\b[^;]{0,160}\b(?:md5|sha1|sha2|sha256|sha512|hashbytes|digest|password) \(|\b(?:md5|sha1|sha|sha2|sha256|sha512|hashbytes|digest) \([^)]{0,60}(?:pass(?:word|wd)?|pwd|pin)\b/i,
  }),
  pattern({
    id: 'sql-crypt',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a weak kind of crypt.',
    match: /gen_salt \( '(?:md5|des|xdes)'/i,
  }),
  pattern({
    id: 'sql-clear-password',
    cwe: 'CWE-256',
    severity: 'high',
    why: 'Passwords are compared or kept as they are.',
    match:
      /\b(?:\w+_)?(?:password|passwd|pwd|pin|passwort) (?:=) (?:\?|[:@$]\w+|p_\w+|in_\w+)|\b(?:password|passwd|pwd) (?:varchar|text|nvarchar|char)\b/i,
    unless: /alter (?:role|user)|create (?:role|user)|crypt \(|hash|set password =/i,
  }),
  {
    id: 'sql-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    find: ({ text, lineAt }) => {
      const found = /\b(?:random|rand|uuid|uuid_generate_v1|dbms_random \. \w+) \(/i.exec(text);
      if (found === null || /tablesample|order by (?:random|rand|newid)/i.test(text)) return undefined;
      return (SECRET_COLUMN.test(text.replace(/'[^']*'/g, '')) ||
        /\b\w*(?:token|key|secret|code|password)\w*\b/i.test(text.replace(/'[^']*'/g, ''))) &&
        !/^uuid \(|gen_random/i.test(found[0]) &&
        /random|rand|dbms|uuid/i.test(found[0])
        ? lineAt(found.index)
        : undefined;
    },
  },
  pattern({
    id: 'sql-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 where forgery matters.',
    match:
      /\b(?:md5|sha1) \([^)]*(?:secret|signature|key|token)\b|\bhmac \([^;]*'(?:md5|sha1)'|digest \([^;]*'(?:md5|sha1)'/i,
  }),
  pattern({
    id: 'sql-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    match:
      /\b(?:des_encrypt|des_decrypt|encode|decode) \( (?!.*'hex'|.*'base64'|.*'escape')[^)]*,[^)]*\)|\bencrypt \([^;]*'(?:des|bf|3des|aes-ecb|rc4)|block_encryption_mode = '[^']*ecb|\b(?:algorithm =|with algorithm =) (?:des|triple_des|rc4|rc2)\b|dbms_crypto \. (?:des|encrypt_des)/i,
  }),
  pattern({
    id: 'sql-tls',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Connections need not be encrypted.',
    match:
      /\brequire none\b|(?:source|master)_ssl = 0|require_secure_transport = (?:off|0)|\bssl = (?:off|'off')|\bsslmode=disable|encrypt\s*=\s*(?:no|false|optional)/i,
  }),
  pattern({
    id: 'sql-certificate',
    cwe: 'CWE-295',
    severity: 'medium',
    why: 'The other server’s certificate is not checked.',
    match:
      /trustservercertificate\s*=\s*(?:yes|true)|sslmode\s*=?\s*'?(?:disable|allow|prefer|require)\b|master_ssl_verify_server_cert = 0|source_ssl_verify_server_cert = 0/i,
  }),
  pattern({
    id: 'sql-grant',
    cwe: 'CWE-732',
    severity: 'high',
    why: 'Far more rights than the task needs.',
    match:
      /\bgrant all\b(?! on (?:function|sequence))(?:[^;]*?)to|\bgrant [^;]*\bto (?:public|guest)\b|\bwith grant option\b|\bcreate (?:role|user)[^;]*\bsuperuser\b|\balter (?:role|user)[^;]* superuser\b|\bgrant (?:dba|super|file|superuser|sysadmin|db_owner)\b|add member \w+ (?=sysadmin)|alter (?:server )?role (?:sysadmin|db_owner|securityadmin) add member|sp_addsrvrolemember|sp_addrolemember N?'(?:db_owner|db_securityadmin)'|\btrustworthy on\b|\bgrant (?:impersonate|alter any \w+|unsafe assembly|pg_execute_server_program|pg_write_server_files|pg_read_server_files|rds_superuser|execute any procedure|select any table)\b|\brole [^;]*\bwith admin option\b|\bdefault privileges[^;]*to public|\bgrant control\b|\bgrant [^;]*\b(?:file|process|super|shutdown|reload|insert|update|delete|drop|alter|create user|execute)\b[^;]* on \* \. \*/i,
    unless: /nosuperuser|\bgrant usage on schema\b|^revoke\b/i,
  }),
  pattern({
    id: 'sql-outfile',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'A file is written where a web server hands it out.',
    match: /into (?:outfile|dumpfile) '\/(?:var\/www|srv\/www|usr\/share\/nginx|htdocs)/i,
  }),
  pattern({
    id: 'sql-any-host',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'An account may come from anywhere with all rights.',
    match: /'root' @ '%'/i,
  }),
  pattern({
    id: 'sql-policy',
    cwe: 'CWE-863',
    severity: 'high',
    why: 'A row policy lets everything through.',
    match:
      /\b(?:create|alter) policy\b[^;]*\b(?:using|with check) \( (?:true|1 = 1|[^;]*\bor true|current_user = current_user|(\w+) = \1) \)|\b(?:create|alter) policy\b[^;]*(?:\bor current_setting \([^)]*\) (?:is null|= '')|\bcurrent_setting \([^)]*\) (?:is null|= '') or\b|\bcoalesce \( current_setting [^;]*? , '(?:t|true|on|1)'|\b(\w+) = coalesce \( [^;]*?\bcurrent_setting\b[^;]*? , \2 \))/i,
  }),
  pattern({
    id: 'sql-security-definer',
    cwe: 'CWE-426',
    severity: 'high',
    why: 'A function with its owner’s rights takes its search path from the caller.',
    match: /\bsecurity definer\b(?! views?)/i,
    unless: /set search_path|(?<!language )\bsql security/i,
  }),
  pattern({
    id: 'sql-row-security-off',
    cwe: 'CWE-863',
    severity: 'high',
    why: 'Row security is switched off.',
    match: /disable row level security|bypassrls(?<!nobypassrls)|row_security = off/i,
  }),
  pattern({
    id: 'sql-public-all',
    cwe: 'CWE-200',
    severity: 'medium',
    why: 'Every column is shown to strangers.',
    match:
      /create (?:or replace )?(?:materialized )?view \w*(?:public|open|web|api|directory|profile|export)\w*(?: \w+){0,3} as select (?:\w+ \. )?\*/i,
  }),
  {
    id: 'sql-shared-all',
    cwe: 'CWE-200',
    severity: 'medium',
    why: 'Every column is shown to strangers.',
    find: ({ text, whole, lineAt }) => {
      const found =
        /\bcreate (?:or replace )?(?:materialized )?view (?:\w+ \. )?(\w+)(?: \w+){0,3}? as (select) (?:distinct )?(?:\w+ \. )?\*/i.exec(
          text,
        );
      if (found === null) return undefined;
      const shared = new RegExp(
        `\\bgrant select on (?:table )?(?:\\w+ \\. )?${found[1] ?? ''} to '?\\w*(?:public|anon|anonymous|guest|web|everyone|visitor|partner)\\w*`,
        'i',
      );
      return shared.test(whole) ? lineAt(found.index + found[0].length - 1) : undefined;
    },
  },
  {
    id: 'sql-file',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path on the server is joined from a name that is not confined to its folder.',
    find: ({ calls, text, lineAt }) => {
      const call = calls.find(
        ({ name, given }) =>
          /(?:^|\.)(?:load_file|pg_read_file|pg_read_binary_file|lo_import|lo_export|pg_ls_dir|pg_stat_file|bfilename|xp_fileexist)$/.test(
            name,
          ) &&
          given.some(
            (one) =>
              /\|\||concat(?:_ws)? \(/i.test(one) &&
              /\b(?:p_|in_|v_|:|@)?(?:\w*(?:name|file|path|dir|doc|template|report)\w*|\w+)\b/i.test(
                one.replace(/'[^']*'|concat/gi, ''),
              ),
          ),
      );
      if (call !== undefined) return /(?:\bnot (?:regexp|rlike)|! ?~) '\^[^']*\$'/i.test(text) ? undefined : call.line;
      if (/! ?~|not regexp|not rlike|not in \(|regexp_replace|!~\*|similar to|translate \(/i.test(text))
        return undefined;
      const found = /(?:copy|bulk insert|openrowset)\b[^;]*?(?:%L|''''|'')[^;]*'[^']*\/' (?:\|\||\+) [@\w]+/i.exec(
        text,
      );
      return found === null || !/execute|exec\b/i.test(text) ? undefined : lineAt(found.index);
    },
  },
  pattern({
    id: 'sql-connection',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A connection string holds a password.',
    match:
      /'[^']*\b(?:host|server|user|uid|user id|dbname|data source)\s*=[^']*\b(?:password|pwd)\s*=\s*(?![\s'$%:<{*]|your|change)[^\s';]{4,}[^']*'/i,
  }),
  pattern({
    id: 'sql-card',
    cwe: 'CWE-312',
    severity: 'high',
    why: 'The check number of a card is kept, and as it is.',
    match:
      /\bcreate table\b[^;]*[(,] (?:cvv2?|cvc2?|card_cvv|card_cvc|card_security_code) (?:n?(?:var)?char2?|text|int|integer|smallint|number)\b/i,
  }),
  pattern({
    id: 'sql-exposed',
    cwe: 'CWE-200',
    severity: 'medium',
    why: 'A view for many shows what only its owner may see.',
    match:
      /create (?:or replace )?view (?:\w+ \. )?\w+ (?:\([^)]*\) )?as select (?:[^;]*?, )?(?:\w+ \. )?(?:password\w*|pass_hash|ssn|social_security\w*|api_key|reset_token|card_number|card_no|cvv|cvc|secret\w*|totp\w*|mfa_secret)(?: as \w+)?(?= ,| from)/i,
  }),
  pattern({
    id: 'sql-logged',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    match:
      /insert into (?:\w+ \. )?\w*(?:log|audit|history)\w* [^;]*\b(?:new|old) \. (?:password|passwd|pwd|token|api_key|secret|ssn|card_number|cvv|pin)\b|raise (?:notice|log|info|warning) '[^']*(?:password|token|secret)[^']*%/i,
    unless: /password changed'|raise [^;]*, (?:length|left) \(/i,
  }),
  pattern({
    id: 'sql-precedence',
    cwe: 'CWE-863',
    severity: 'high',
    why: 'What comes after OR holds whoever the owner is.',
    match: new RegExp(
      `\\bwhere [^;()]*\\b(?:${WHOSE})_?(?:id|name|login)? = (?:[:@$?]\\w*|p_\\w+|current_user) and [^;()]* or (?!(?:\\w+ \\. )?(?:${WHOSE})_?(?:id|name)? =)[^;()]*(?=;|$|\\)|order by|limit)`,
      'i',
    ),
  }),
  {
    id: 'sql-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    find: ({ text, lineAt }) => {
      const found = BY_ID.exec(text);
      if (found === null) return undefined;
      const [whole, table = '', key = ''] = found;
      // The key of something else finds what is in that.
      const own =
        /^(?:id|number|uuid)$/i.test(key) ||
        table.toLowerCase().startsWith(
          key
            .toLowerCase()
            .replace(/_(?:id|number|uuid)$/, '')
            .slice(0, 4),
        );
      return !own ||
        /current_setting|current_user|session_user|auth\.uid|session_context|suser_s?name/i.test(text) ||
        new RegExp(`\\b(?:${WHOSE})_?(?:id|name|login)? =`, 'i').test(whole) ||
        /where [^;]*status =|order by|is_public|published/i.test(text)
        ? undefined
        : lineAt(found.index + whole.length - 1);
    },
  },
  pattern({
    id: 'sql-done-by',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'Who does it is written down, and not compared with whose it is.',
    match: new RegExp(
      `\\bupdate (?:\\w+ \\. )?\\w*(?:${OWNED}|orders)\\b set [^;]*\\b(?:cancell?ed|withdrawn|updated|edited|modified|closed|changed|deleted|confirmed)_by = (?:[:@$?]\\w*|p_\\w+)[^;]* where (?:\\w+ \\. )?(?:id|number|uuid) = (?:[:@$?]\\w*|p_\\w+)(?: and \\w+ (?:=|<>|in) (?:'[^']*'|\\([^)]*\\)))*(?= *(?:;|$|returning|end))`,
      'i',
    ),
  }),
  pattern({
    id: 'sql-uncorrelated',
    cwe: 'CWE-863',
    severity: 'high',
    why: 'It is asked whether somebody may at all, and not whether it is theirs.',
    match:
      /\bexists \( select [^()]* from [^()]* where (?:\w+ \. )?(?:manager|owner|supervisor|lead|parent|member|teacher|doctor|landlord|boss|user)_id = (?:[:@$]\w+|p_\w+|_\w+) \)[^;]*(?:;[^;]*){0,6}\b(?:update|delete from|select [^;]* from) [^;]* where (?:\w+ \. )?id = (?:[:@$]\w+|p_\w+|_\w+)(?= *(?:;|$|returning))/i,
  }),
  {
    id: 'sql-owner-or',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'Being the owner is one of two ways to get at it, or holds for everybody.',
    find: ({ text, lineAt }) => {
      const found =
        new RegExp(
          `\\bwhere\\b[^;]*\\b(?:id|\\w+_id) = [:@$?]\\w* or (?:\\w+ \\. )?(?:${WHOSE})_?(?:id|name|login)? =`,
          'i',
        ).exec(text) ??
        new RegExp(
          `\\bwhere\\b[^;]*\\b(?:${WHOSE})_?(?:id|name|login)? = (?:current_user|session_user|user|[:@$?]\\w*) or (?:\\w+ \\. )?(?:\\w+ (?:<>|!=) ''|1 = 1|true|\\w+ is not null)`,
          'i',
        ).exec(text) ??
        /\b(?:where|and)\b[^;]*\bor (?:1 = 1|true|'1' = '1')(?= *(?:;|$|\)))/i.exec(text);
      return found === null ? undefined : lineAt(found.index + found[0].length - 1);
    },
  },
  {
    id: 'sql-ecb',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'Without a mode and an initialisation vector the blocks are encrypted one by one.',
    find: ({ calls, text }) =>
      /block_encryption_mode = '(?!.*ecb)/i.test(text)
        ? undefined
        : calls.find(({ name, given }) => name === 'aes_encrypt' && given.length < 3)?.line,
  },
  pattern({
    id: 'sql-password-row',
    cwe: 'CWE-798',
    severity: 'high',
    why: 'A password is written in the statement.',
    match: /insert into [^;]*\bpass(?:word|wd)?\b[^;]*values \([^;]*'(?=[^']*\d)(?=[^']*[A-Za-z])[^'$@ ]{7,40}'/i,
    unless: /crypt \(|sha|md5/i,
  }),
];
