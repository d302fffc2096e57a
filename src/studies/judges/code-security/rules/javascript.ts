import { asGiven } from '../flow/value.ts';
import { forHarmless, forSecret, ofPassword } from './purpose.ts';
import { openMode, secretComparison } from './secrets.ts';
import { call, type Rule, SQL, setting, sink, where } from './rule.ts';

/** JavaScript and TypeScript. */
export const javascript: readonly Rule[] = [
  sink({
    id: 'js-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:query|execute|raw|all|get|run|exec|prepare|each|\$queryRawUnsafe|\$executeRawUnsafe|whereRaw|orderByRaw|havingRaw|joinRaw|groupByRaw|fromRaw|unsafe|literal|sql|simple|createQueryBuilder|where|andWhere|orWhere|orderBy|addOrderBy|having|manyOrNone|oneOrNone|one|any|none|many|batch|multi)$/,
    place: 'sql',
    at: [0],
    when: ({ name, arguments: [value], written: [first = ''] }) =>
      value !== undefined &&
      !/^(?:app|router|req|res|server)\.|\.(?:query|body|params)\.get$/.test(name) &&
      !/^(?:Prisma\.)?sql$/.test(name) &&
      !/\.(?:child_process|exec)$/.test(name) &&
      !/^(?:\/|pattern|regex)/.test(first) &&
      ((value.built && SQL.test(value.text)) ||
        (/Raw|Unsafe|literal|\.raw$/.test(name) && (value.built || value.reach === 2)) ||
        (/\.(?:where|andWhere|orWhere)$/.test(name) && value.built && /=|like/i.test(value.text)) ||
        (/(?:addO|o)rderBy$/.test(name) && value.reach === 2)),
  }),
  sink({
    id: 'js-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /^(?:exec|execSync|child_process\.(?:exec|execSync)|cp\.exec(?:Sync)?|execAsync|execPromise|shell\.exec|shelljs\.exec|execa\.command|execaCommand|promisify|util\.promisify|execP|sh|run)$/,
    place: 'shell',
    at: [0],
    when: ({ name, arguments: [value] }) => value?.built === true || !/^(?:run|sh)$/.test(name),
  }),
  sink({
    id: 'js-shell-spawn',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /(?:^|\.)(?:spawn|spawnSync|execFile|execFileSync|execFileAsync)$/,
    place: 'shell',
    when: ({ written }) =>
      /shell\s*:\s*(?:true|['"])/.test(written.join()) ||
      (/^['"`](?:\/bin\/|\/usr\/bin\/)?(?:ba|z)?sh['"`]$/.test(written[0] ?? '') &&
        /['"]-\w*c['"]/.test(written[1] ?? '')),
  }),
  sink({
    id: 'js-eval',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'Text that an attacker can choose is run as code.',
    call: /^(?:eval|Function|globalThis\.eval|window\.eval|global\.eval|vm\.(?:runInNewContext|runInThisContext|runInContext|compileFunction|Script)|setTimeout|setInterval|require|runInNewContext|runInThisContext|runInContext|Script|vm2?\.\w+\.run)$/,
    place: 'code',
    when: ({ name, arguments: [value], written }) =>
      !name.startsWith('set') || (value !== undefined && value.built && !/=>|function/.test(written[0] ?? '')),
  }),
  sink({
    id: 'js-template',
    cwe: 'CWE-1336',
    severity: 'critical',
    why: 'Text that an attacker can choose is used as a template.',
    call: /^(?:ejs\.(?:render|compile)|pug\.(?:render|compile)|Handlebars\.compile|handlebars\.compile|nunjucks\.renderString|_\.template|lodash\.template|mustache\.render)$/,
    place: 'code',
    at: [0],
    least: 1,
  }),
  call({
    id: 'js-unserialize',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'Deserialisation can build functions.',
    call: /(?:^|\.)(?:unserialize|deserialize)$/,
    when: ({ name }, code) =>
      /node-serialize|serialize-to-js|funcster|cryo|unserialize/.test(code + name) && !/v8/.test(name),
  }),
  call({
    id: 'js-yaml',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A YAML schema that builds functions.',
    call: /yaml\.load(?:All)?$/,
    written: /DEFAULT_FULL_SCHEMA|UNSAFE|jsyamlUnsafe|yaml-types/i,
  }),
  call({
    id: 'js-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /parseXml(?:String)?$|XMLParser$|parseXmlAsync$|libxml\w*\.\w+$/,
    written: /noent\s*:\s*true|processEntities\s*:\s*true.*DOCTYPE|dtdload\s*:\s*true/,
  }),
  call({
    id: 'js-hash',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    call: /(?:createHash|createHmac|MD5|SHA1|^md5|^sha1)$/i,
    when: (event, code) =>
      /md5|sha-?1\b|SHA1/i.test(`${event.written[0] ?? ''} ${/createH/.test(event.name) ? '' : event.name}`) &&
      !/createHmac/.test(event.name) &&
      !ofPassword(event) &&
      !/password|passwd/i.test(event.around.slice(0, 300)) &&
      !forHarmless(event, code),
  }),
  call({
    id: 'js-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /(?:createHash|MD5|SHA1|SHA256|SHA512|^md5|^sha1|^sha256|subtle\.digest|createHmac|\.update)$/,
    when: (event) =>
      (ofPassword(event) ||
        (/createHash/.test(event.name) &&
          /update\([^)]*(?:password|passwd|pwd|passphrase)\b/i.test(event.around) &&
          /password|pwd|passphrase/i.test(event.around.slice(0, 400)))) &&
      (!event.name.endsWith('.update') || /createHash/.test(event.receiver.origin)) &&
      !/bcrypt|scrypt|argon2|pbkdf2|hibp|pwned/i.test(event.around),
  }),
  call({
    id: 'js-bcrypt-rounds',
    cwe: 'CWE-916',
    severity: 'medium',
    why: 'Too few rounds to hash a password.',
    call: /(?:bcrypt\w*\.(?:hash|hashSync|genSalt|genSaltSync)|pbkdf2(?:Sync)?)$/,
    when: ({ name, written }) => {
      const rounds = Number(
        (written[/pbkdf2/.test(name) ? 2 : /genSalt/.test(name) ? 0 : 1] ?? '').replace(/_/g, '') || NaN,
      );
      return rounds < (/pbkdf2/.test(name) ? 10_000 : 8);
    },
  }),
  call({
    id: 'js-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^(?:Math\.random|_\.(?:sample|random|shuffle|sampleSize)|lodash\.\w+|uuid\.v1|uuidv1|nanoid\/non-secure\.nanoid|faker\..*password)$/,
    when: (event, code) =>
      (forSecret(event) ||
        (/function \w*(?:token|code|password|secret|session|key)\w*|const \w*(?:token|code|password|secret|sessionId)\w*\s*=/i.test(
          code,
        ) &&
          !/\b(?:color|jitter|delay|dice)\b/i.test(event.purpose) &&
          /^(?:digit|char|pick|rand\w*|id|gen\w*|random\w*|part|chunk|s4|hex)?\s*$/i.test(
            event.purpose.trim().split(/\s+/)[0] ?? '',
          ))) &&
      !/color|colour|jitter|delay|dice|shuffle|sample|banner|backoff/i.test(event.purpose),
  }),
  call({
    id: 'js-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /(?:createCipheriv|createDecipheriv|createCipher|createDecipher|DES\.encrypt|TripleDES\.encrypt|RC4\.encrypt|AES\.encrypt)$/,
    when: ({ name, written }) =>
      /createCipher$|createDecipher$|DES|RC4/.test(name) ||
      /ecb|\bdes|rc4|bf-|rc2/i.test(written[0] ?? '') ||
      /mode\.ECB/.test(written.join()),
  }),
  call({
    id: 'js-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    call: /createCipheriv$/,
    when: ({ arguments: [, , iv], written }) =>
      /^(?:['"`]|Buffer\.(?:alloc|from)\()/.test(written[2] ?? '') ||
      (iv !== undefined && iv.reach === 0 && /^Buffer\.(?:alloc|from)$/.test(iv.origin)),
  }),
  call({
    id: 'js-short-key',
    cwe: 'CWE-326',
    severity: 'medium',
    why: 'The key is too short.',
    call: /generateKeyPair(?:Sync)?$/,
    written: /modulusLength\s*:\s*(?:512|768|1024)\b/,
  }),
  setting({
    id: 'js-verify',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    name: /(?:rejectUnauthorized|strictSSL|NODE_TLS_REJECT_UNAUTHORIZED)['"\]]*$/,
    to: /^(?:false|0|['"]0['"]|!1)$/,
  }),
  setting({
    id: 'js-identity',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s name is not checked.',
    name: /checkServerIdentity|hostVerifier/,
    to: /=>\s*(?:undefined|true|null|\{\s*\}|void 0)|\{\s*return\s*(?:undefined|true|null)?;?\s*\}/,
  }),
  call({
    id: 'js-jwt',
    cwe: 'CWE-347',
    severity: 'critical',
    why: 'A token’s signature is not checked.',
    call: /(?:jwt|jsonwebtoken|jose|jwt_decode|jwtDecode)(?:\.\w+)?$|^(?:decodeJwt|jwtDecode|jwt_decode)$/,
    when: ({ name, written }, code) =>
      (/(?:\.decode|decodeJwt|jwtDecode|jwt_decode)$/.test(name) && !/\.verify\(|jwtVerify/.test(code)) ||
      (name.endsWith('.verify') &&
        (/['"]none['"]|ignoreExpiration\s*:\s*true|algorithms\s*:\s*\[?\s*(?:header|decoded)/i.test(written.join()) ||
          /^(?:null|undefined|''|"")$/.test(written[1] ?? ''))),
  }),
  where({
    id: 'js-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'compare',
    when: ({ name, written: [a = '', b = ''], arguments: [left, right], around }) =>
      /^[=!]==?$/.test(name) &&
      (secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around) ||
        [a, b].some(
          (one, i) =>
            /(?:API_KEY|SECRET|TOKEN)\b/.test(one) &&
            /^process\.env|^[A-Z_]+$/.test(one) &&
            !/^(?:undefined|null|['"`]|[A-Z_]+$)/.test([b, a][i] ?? ''),
        )),
  }),
  sink({
    id: 'js-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:(?:fs|fsp|fs\/promises|fs\.promises|fsPromises|promises)\.\w+|readFile(?:Sync)?|writeFile(?:Sync)?|createReadStream|createWriteStream|unlink(?:Sync)?|rm(?:Sync)?|stat|open|Deno\.\w+|Bun\.file|(?:res|reply|response)\.(?:sendFile|download))$/,
    place: 'path',
    at: [0],
    when: ({ name, arguments: [value], written }) =>
      value !== undefined &&
      !asGiven(value) &&
      (value.built || value.reach === 2) &&
      !/mkdir|exists/.test(name) &&
      !(/sendFile|download/.test(name) && /root\s*:/.test(written.join())) &&
      !/^\s*https?:/.test(value.text),
  }),
  call({
    id: 'js-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /(?:writeFile(?:Sync)?|createWriteStream|openSync|open|copyFile(?:Sync)?|appendFile(?:Sync)?)$/,
    when: ({ arguments: [value], written, around }) =>
      value !== undefined &&
      (/^\s*\/(?:var\/)?tmp\//.test(value.text) ||
        (/tmpdir\(\)/.test(`${written[0]}${around}`) && /tmpdir/.test(`${written[0]} ${value.origin}`))) &&
      !/mkdtemp|randomUUID|randomBytes|wx/.test(around),
  }),
  call({
    id: 'js-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /(?:chmod(?:Sync)?|writeFile(?:Sync)?|mkdir(?:Sync)?|open(?:Sync)?|umask|createWriteStream|outputFile)$/,
    when: ({ name, written, text, purpose }) =>
      /umask/.test(name)
        ? /^0(?:o?0*)?$/.test(written[0] ?? '')
        : openMode(
            /mode/.test(written.at(-1) ?? '') || /chmod|open/.test(name) ? (written.at(-1) ?? '') : '',
            `${text} ${/chmod|mkdir/.test(name) ? '' : purpose}`,
          ),
  }),
];
