import { reaches } from '../../flow/value.ts';
import { GRAPH, type Rule, sink, SQL, where } from '../rule.ts';
import { word } from '../word.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
  sink({
    id: 'py-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:execute|executemany|executescript|raw|extra|text|read_sql|read_sql_query|mogrify|exec_driver_sql|fetch|fetchrow|fetchval|fetch_all|fetch_one|RawSQL|query|order_by|filter|sql|prepare|executescript|iterate|fetch_val|executesql|run_query|annotate|having|literal_column)$/,
    place: 'sql',
    at: [0],
    built: true,
    when: ({ name, arguments: [value] }) =>
      (value?.built === true && (SQL.test(value.text) || /(?:text|execute\w*|raw|read_sql|extra)$/.test(name))) ||
      /(?:execute|raw|text)$/.test(name),
  }),
  sink({
    id: 'py-sql-second',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /execute_values$|\.execute$/,
    place: 'sql',
    at: [1],
    built: true,
    text: /\bselect\b[\s\S]*\bfrom\b|\bwhere\b/i,
  }),
  sink({
    id: 'py-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /^(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|commands\.getoutput|pty\.spawn|asyncio\.create_subprocess_shell|asyncio\.subprocess\.create_subprocess_shell|anyio\.run_process|os\.popen[234]?|invoke\.run|(?:c|ctx|conn|connection|fabric\.Connection)\.(?:run|sudo|local)|\w+\.exec_command|paramiko\.\w+\.exec_command|.*\.exec_command)$/,
    place: 'shell',
    at: [0],
  }),
  sink({
    id: 'py-shell-true',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    // Under whatever name: only what starts a program is told so.
    call: /./,
    place: 'shell',
    at: [0],
    when: ({ name, written }) =>
      written.some((one) => /^shell\s*=\s*(?:True|1)$/.test(one)) ||
      (/^subprocess\.(?:run|call|check_call|check_output|Popen)$/.test(name) &&
        /^\[\s*["'](?:\/bin\/|\/usr\/bin\/env )?(?:ba|z|da)?sh["']\s*,\s*["']-\w*c["']/.test(written[0] ?? '')),
  }),
  where({
    id: 'py-named-by-request',
    cwe: 'CWE-470',
    severity: 'critical',
    why: 'A request names the function that is called.',
    on: 'call',
    when: ({ name, arguments: [, value], around, text }) => {
      if (name !== 'getattr' || value === undefined || value.built || !reaches(value, 'code', 2)) return false;
      const held = new RegExp(`(\\w+)\\s*=\\s*${word(text)}`).exec(around)?.[1];
      return around.includes(`${text}(`) || (held !== undefined && new RegExp(`\\b${held}\\(`).test(around));
    },
  }),
  sink({
    id: 'py-eval',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'Text that an attacker can choose is run as code.',
    call: /^(?:eval|exec|compile|builtins\.(?:eval|exec)|code\.interact|numexpr\.evaluate|pandas\.eval|pd\.eval|__import__|importlib\.import_module|sympy\.sympify|sympify)$/,
    place: 'code',
    at: [0],
    when: ({ name, written, text }) =>
      !(name === 'compile' && !/eval|exec/.test(text)) && !/ast\.PyCF_ONLY_AST/.test(written.join()),
  }),
  sink({
    id: 'py-template',
    cwe: 'CWE-1336',
    severity: 'critical',
    why: 'Text that an attacker can choose is used as a template.',
    call: /(?:render_template_string|^jinja2\.Template|^Template|(?:mako|tornado|django|bottle|chameleon)\.(?:\w+\.)*(?:Template|SimpleTemplate|PageTemplate)|from_string|jinja2\.Environment.*\.from_string)$/,
    place: 'code',
    at: [0],
    when: ({ name, receiver }, code) =>
      (!/string import Template/.test(code) || name !== 'Template') && !/Sandboxed/.test(`${name}${receiver.origin}`),
  }),
  sink({
    id: 'py-log-line',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /^(?:log|logger|logging|LOG|app\.logger|current_app\.logger)\.(?:info|warning|error|debug)$|^logging\.getLogger\.\w+$/,
    place: 'log',
    least: 2,
    when: ({ text }) => !/%r|!r|json\.dumps|extra=/.test(text),
  }),
  sink({
    id: 'py-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    call: /\.(?:search|search_s|search_ext|search_st|search_ext_s)$/,
    place: 'ldap',
    built: true,
    text: /\([&|]?\(?\w+=/,
  }),
  sink({
    id: 'py-xpath',
    cwe: 'CWE-643',
    severity: 'high',
    why: 'An XPath expression is built from a value.',
    call: /(?:\.xpath|etree\.XPath|\.find|\.findall|\.iterfind)$/,
    place: 'xpath',
    at: [0],
    built: true,
    text: /\/|\[@|\[/,
  }),
  sink({
    id: 'py-nosql',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query takes operators from request data.',
    call: /\.(?:find|find_one|find_one_and_update|find_one_and_delete|delete_one|delete_many|update_one|update_many|count_documents|aggregate)$/,
    place: 'nosql',
    at: [0],
    least: 2,
    when: ({ arguments: [value] }) =>
      value !== undefined &&
      [value, ...value.entries.values()].some(
        (one) =>
          reaches(one, 'nosql', 2) &&
          /json|body/i.test(one.origin) &&
          !/(?:^|\.)(?:str|ObjectId|int)$/.test(one.origin),
      ),
  }),
  sink({
    id: 'py-graph',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query of a graph is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:run|execute_query|execute_read|execute_write|cypher|cypher_query|query|evaluate|execute)$/,
    place: 'nosql',
    at: [0],
    built: true,
    text: GRAPH,
  }),
  where({
    id: 'py-where',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query runs code built from a value.',
    on: 'entry',
    when: ({ name, arguments: [value] }) => name === '$where' && value !== undefined && value.reach > 0,
  }),
  sink({
    id: 'py-shell-interpreter',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /(?:exec_run|exec_create|containers\.run|create_subprocess_exec|Popen|spawn\w*|execvp?e?|run_process|execute|run)$/,
    place: 'shell',
    when: ({ written }) =>
      /^(?:[\w.]+=)?[[(]?\s*["'](?:\/bin\/|\/usr\/bin\/env )?(?:ba|z|da|k)?sh["']\s*,\s*["']-\w*c["']/.test(
        written.join(', '),
      ) || /["'](?:\/bin\/)?(?:ba|z)?sh -\w*c /.test(written.join()),
  }),
  sink({
    id: 'py-bind-name',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory name is built from a value that is not escaped.',
    call: /(?:simple_bind(?:_s)?|\.bind(?:_s)?|ldap3\.Connection|modify(?:_s)?|\.delete(?:_s)?|\.add(?:_s)?)$/,
    place: 'ldap',
    built: true,
    text: /\w+=[^,]*\uFFFC[^,]*,\s*(?:ou|dc|cn|o)=/i,
  }),
  sink({
    id: 'py-mail-header',
    cwe: 'CWE-93',
    severity: 'medium',
    why: 'A header is built from a value that may hold line ends.',
    call: /\.sendmail$/,
    place: 'log',
    at: [2],
    built: true,
    text: /(?:From|To|Subject|Cc|Reply-To):[^\n]*\uFFFC/i,
  }),
  sink({
    id: 'py-header',
    cwe: 'CWE-113',
    severity: 'medium',
    why: 'A header is built from a value that may hold line ends.',
    call: /(?:^|\.)(?:send_header|start_response|putheader)$/,
    place: 'log',
    at: [1],
    least: 2,
  }),
  sink({
    id: 'py-wire',
    cwe: 'CWE-93',
    severity: 'medium',
    why: 'A line of a protocol is built from a value that may hold line ends.',
    call: /\.(?:send|sendall|write)$/,
    place: 'log',
    at: [0],
    built: true,
    text: /HTTP\/1\.[01]|^(?:MAIL FROM|RCPT TO|USER|PASS|STOR|SET|GET)[: ][^\n]*\uFFFC[\s\S]*\\r\\n/,
  }),
  sink({
    id: 'py-script',
    cwe: 'CWE-94',
    severity: 'high',
    why: 'A script that another service runs is built from a value.',
    call: /\.(?:eval|register_script|script_load|execute_script|evaluate|run_js|evaluate_script)$/,
    place: 'code',
    at: [0],
    built: true,
    text: /redis\.call|\breturn\b|document\.|\(\)|window\.|;/,
    when: ({ receiver }) => !/pandas|DataFrame|numexpr/.test(receiver.origin),
  }),
  where({
    id: 'py-format',
    cwe: 'CWE-134',
    severity: 'high',
    why: 'A format from outside can read the members of what it formats.',
    on: 'call',
    when: ({ name, receiver, written, purpose }) =>
      /(?:^|\.)format(?:_map)?$/.test(name) &&
      receiver.reach > 0 &&
      !receiver.built &&
      receiver.safe.size === 0 &&
      (receiver.reach === 2 ||
        /template|render|greet|message|format/i.test(`${purpose} ${[...receiver.from].join(' ')}`)) &&
      /\b(?:self|user|request|config|settings|app|obj|event|current_user|account|instance)\b(?!\.|\[)/.test(
        written.map((one) => one.replace(/^\w+=/, '')).join(),
      ),
  }),
  where({
    id: 'py-pattern',
    cwe: 'CWE-1333',
    severity: 'medium',
    why: 'A regular expression is what a request brought.',
    on: 'call',
    when: ({ name, arguments: [value], around }) =>
      /^re\.(?:search|match|fullmatch|compile|findall|finditer|sub|split)$/.test(name) &&
      value !== undefined &&
      reaches(value, 'code', 2) &&
      !/escape/.test(value.origin) &&
      !/re\.escape\(/.test(around),
  }),
];
