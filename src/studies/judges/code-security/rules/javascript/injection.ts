import { reaches } from '../../flow/value.ts';
import { GRAPH, type Rule, sink, SQL, where } from '../rule.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
  sink({
    id: 'js-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:query|execute|raw|all|get|run|exec|prepare|each|\$queryRawUnsafe|\$executeRawUnsafe|whereRaw|orderByRaw|havingRaw|joinRaw|groupByRaw|fromRaw|unsafe|literal|sql|simple|createQueryBuilder|where|andWhere|orWhere|orderBy|addOrderBy|having|manyOrNone|oneOrNone|one|any|none|many|batch|multi)$/,
    place: 'sql',
    at: [0],
    when: ({ name, arguments: [given], written: [first = ''], text, around }) => {
      // `{ text, values }`: only the text is the statement.
      const value = given?.entries.get('text') ?? given?.entries.get('sql') ?? given;
      return (
        reaches(value, 'sql') &&
        !/^(?:app|router|req|res|server)\.|\.(?:query|body|params)\.get$/.test(name) &&
        !/(?:^|\.)sql(?:\.\w+)?(?:<[^`]*>)?\s*`/.test(text) &&
        !/\.(?:child_process|exec)$/.test(name) &&
        !/^(?:\/|pattern|regex)/.test(first) &&
        ((value.built && SQL.test(value.text)) ||
          (/Raw|Unsafe|literal|\.raw$/.test(name) && (value.built || value.reach === 2)) ||
          /(?:Prisma|sql)\.raw$/.test(name) ||
          (/\.(?:where|andWhere|orWhere)$/.test(name) && value.built && /=|like/i.test(value.text)) ||
          (/(?:addO|o)rderBy$/.test(name) &&
            (value.reach === 2 || (value.built && /createQueryBuilder|QueryBuilder/.test(around)))))
      );
    },
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
    call: /(?:^|\.)(?:renderString|compileString|renderStringAsync)$|^(?:ejs\.(?:render|compile)|pug\.(?:render|compile)|Handlebars\.compile|handlebars\.compile|nunjucks\.renderString|_\.template|lodash\.template|mustache\.render)$/,
    place: 'code',
    at: [0],
    least: 1,
  }),
  where({
    id: 'js-nosql',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query takes operators from request data.',
    on: 'call',
    when: ({ name, arguments: [value], written }, code) =>
      !/@Is(?:String|Email|UUID)\(/.test(code) &&
      /\.(?:findOne|find|findOneAndUpdate|updateOne|updateMany|deleteOne|deleteMany|countDocuments|aggregate|exists)$/.test(
        name,
      ) &&
      value !== undefined &&
      // What is set in an object later on is in its entries alone.
      [value, ...value.entries.values()].some((one) => reaches(one, 'nosql', 2)) &&
      !/cast|Number/.test(value.origin) &&
      // What a relational mapper takes holds no operators of the caller's.
      !value.entries.has('where') &&
      !/^\{\s*(?:where|data|select)\s*:/.test(written[0] ?? '') &&
      value.safe.size === 0 &&
      !value.built &&
      (value.entries.size === 0
        ? /body|query/.test(value.origin) || value.origin === ''
        : [...value.entries.values()].some(
            (one) => reaches(one, 'nosql', 2) && !one.entries.has('$eq') && !/params|toString|String$/.test(one.origin),
          )),
  }),
  sink({
    id: 'js-graph',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query of a graph is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:run|executeQuery|query|cypher|writeTransaction|readTransaction)$/,
    place: 'nosql',
    at: [0],
    built: true,
    text: GRAPH,
  }),
  where({
    id: 'js-where',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query runs code built from a value.',
    on: 'entry',
    when: ({ name, arguments: [value] }) => name === '$where' && value !== undefined && value.reach > 0,
  }),
  where({
    id: 'js-prototype',
    cwe: 'CWE-1321',
    severity: 'high',
    why: 'A key from outside can reach the prototype of every object.',
    on: 'assign',
    when: ({ text, around }) =>
      /^(\w+)\[(\w+)\]\s*=\s*(\w+)\(\s*\1\[\2\]/.test(text)
        ? !/__proto__|hasOwn|Object\.create\(null\)|constructor/.test(around)
        : /^\w+\s*=\s*(\w+)\[(\w+)\]\s*(?:\?\?=|\|\|=|=\s*\1\[\2\]\s*(?:\|\||\?\?))|^(\w+)\[(\w+)\]\s*(?:\?\?=|\|\|=)\s*\{\}/.test(
            text,
          ) &&
          /split\(['"]\.['"]\)/.test(around) &&
          !/__proto__|hasOwn|Object\.create\(null\)|new Map/.test(around),
  }),
  where({
    id: 'js-prototype-path',
    cwe: 'CWE-1321',
    severity: 'high',
    why: 'A key from outside can reach the prototype of every object.',
    on: 'assign',
    when: ({ text, around }, code) =>
      /\w+\[\w+(?:\[[^\]]*\])?\]\s*=/.test(text) &&
      /split\(['"]\.['"]\)|\bpath(?:\w*)?: (?:readonly )?string\[\]|\.slice\(0, -1\)|\b(?:keys|path|segments|parts)\b/.test(
        around,
      ) &&
      /(\w+)\s*=\s*\1\[\w+(?:\[\w+\])?\]/.test(around) &&
      !/__proto__|hasOwn|Object\.create\(null\)|new Map/.test(around) &&
      !/['"]__proto__['"]/.test(code),
  }),
  sink({
    id: 'js-log',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /^(?:console|logger|log|winston)\.(?:log|info|warn|error)$/,
    place: 'log',
    least: 2,
    built: true,
    when: ({ arguments: [value] }) => value?.built === true,
  }),
  sink({
    id: 'js-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    call: /\.search$/,
    place: 'ldap',
    when: ({ arguments: given }) => given.some((one) => one.built && /\([&|]?\(?\w+=/.test(one.text)),
  }),
  sink({
    id: 'js-xpath',
    cwe: 'CWE-643',
    severity: 'high',
    why: 'An XPath expression is built from a value.',
    call: /xpath\.(?:select1?|evaluate|parse)$|document\.evaluate$/,
    place: 'xpath',
    at: [0],
    built: true,
  }),
  sink({
    id: 'js-header',
    cwe: 'CWE-93',
    severity: 'medium',
    why: 'A header is built from a value that may hold line ends.',
    call: /\.rawHeaders\.push$|(?:socket|sock|conn|connection|net\.(?:connect|createConnection)|tls\.connect)\.write$/i,
    place: 'log',
    least: 2,
    built: true,
  }),
  where({
    id: 'js-merge',
    cwe: 'CWE-1321',
    severity: 'high',
    why: 'A key from outside can reach the prototype of every object.',
    on: 'function',
    when: ({ name, text }, code) => {
      const key = /(?:for \((?:const|let|var) \[?|forEach\(\(?\[?)(\w+)(?:\s*,\s*\w+\])?\)?\s*(?:in\b|of\b|=>)/.exec(
        text,
      )?.[1];
      return (
        key !== undefined &&
        name !== '' &&
        new RegExp(`\\b${name}(?:<[^(]*>)?\\([\\s\\S]*\\b${name}\\(`).test(text) &&
        new RegExp(`[\\w)]\\[${key}\\]\\s*(?:\\?\\?)?=[^=]`).test(text) &&
        !/__proto__|hasOwn|Object\.create\(null\)|prototype|has\(/.test(text) &&
        !/['"]__proto__['"]/.test(code)
      );
    },
  }),
  sink({
    id: 'js-shell-interpreter',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /(?:^|\.)(?:Command|spawn|spawnSync|execa|execFile|execFileSync|run|exec|create|createContainer)$/,
    place: 'shell',
    when: ({ written }) =>
      /^(?:['"`](?:\/bin\/|\/usr\/bin\/)?(?:ba|z|da)?sh['"`]\s*,[\s\S]*['"`]-\w*c['"`]|[[{][\s\S]*['"`](?:\/bin\/)?(?:ba|z|da)?sh['"`]\s*,\s*['"`]-\w*c['"`])/.test(
        written.join(', '),
      ),
  }),
  where({
    id: 'js-remote-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A remote shell runs a command that holds a value an attacker can choose.',
    on: 'call',
    when: ({ name, arguments: [value] }, code) =>
      /\.exec(?:Command)?$/.test(name) &&
      /['"](?:ssh2|node-ssh|ssh2-promise|simple-ssh)['"]/.test(code) &&
      value !== undefined &&
      value.built &&
      reaches(value, 'shell'),
  }),
  sink({
    id: 'js-import',
    cwe: 'CWE-95',
    severity: 'high',
    why: 'A request says which code is loaded.',
    call: /^import$/,
    place: 'code',
    at: [0],
    least: 2,
  }),
  sink({
    id: 'js-log-file',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /(?:appendFile(?:Sync)?|(?:log|access|audit)\w*\.write|stdout\.write)$/i,
    place: 'log',
    least: 2,
    when: ({ name, arguments: [path, line] }) => {
      const text = /append/.test(name) ? line : path;
      return (
        text !== undefined &&
        reaches(text, 'log', 2) &&
        text.built &&
        text.text.endsWith('\n') &&
        /log/i.test(`${name}${path?.text ?? ''}`)
      );
    },
  }),
  sink({
    id: 'js-wire',
    cwe: 'CWE-93',
    severity: 'medium',
    why: 'A line of a protocol is built from a value that may hold line ends.',
    call: /\.(?:write|send|end)$/,
    place: 'log',
    at: [0],
    built: true,
    text: /\uFFFC[^\n]* HTTP\/1\.[01]|^(?:MAIL FROM|RCPT TO|USER|PASS):? [^\n]*\uFFFC/,
  }),
  where({
    id: 'js-script',
    cwe: 'CWE-94',
    severity: 'high',
    why: 'A script that another service runs is built from a value.',
    on: 'call',
    when: ({ name, arguments: [value] }) =>
      /(?:redis|client|r)\.eval$|\.(?:executeJavaScript|executeScript)$/.test(name) &&
      value !== undefined &&
      value.built &&
      reaches(value, 'code'),
  }),
];
