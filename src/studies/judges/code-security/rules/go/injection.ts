import { reaches } from '../../flow/value.ts';
import { type Rule, sink, SQL, where } from '../rule.ts';
import { fixedScript } from '../script.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
  where({
    id: 'go-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    on: 'call',
    when: ({ name, text, written, arguments: given }) => {
      const method = name.split('.').at(-1) ?? '';
      // A text as the inline condition of gorm is a piece of the statement.
      if (/^(?:First|Take|Last|Find|Delete)$/.test(method) && given.length === 2 && /gorm|\bDB\b|db\b/.test(text))
        return reaches(given[1], 'sql', 2) && !/^["`]/.test(written[1] ?? '') && written[0]?.startsWith('&') === true;
      return (
        /^(?:Query|QueryRow|QueryContext|QueryRowContext|Exec|ExecContext|Prepare|PrepareContext|Queryx|QueryRowx|Select|Get|NamedExec|NamedQuery|MustExec|Raw|Where|Order|Or|Not|Having|Joins|Group|SelectContext|GetContext|Table|NewRaw|NewQuery|Expr|WhereOr|ColumnExpr|OrderExpr|TableExpr|OrderBy|Pluck|SendBatch|Queue|QueryxContext|QueryRowxContext|NamedExecContext|MustExecContext)$/.test(
          method,
        ) &&
        given
          .slice(0, 3)
          .some(
            (one) =>
              reaches(one, 'sql') &&
              ((one.built && (SQL.test(one.text) || /=|LIKE/i.test(one.text))) ||
                (/^(?:Order|OrderBy|Raw|Table|Group|Pluck)$/.test(method) && one.reach === 2)),
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
    when: ({ name, written, arguments: given }) =>
      ((/"(?:\/bin\/|\/usr\/bin\/|\/usr\/bin\/env )?(?:ba|z|da|k)?sh"|"cmd(?:\.exe)?"|"powershell(?:\.exe)?"|"pwsh"/.test(
        written.join(),
      ) ||
        given.slice(0, 2).some(({ text }) => /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh$/.test(text))) &&
        !fixedScript(given)) ||
      // The request names the program itself.
      reaches(given[name.endsWith('Context') ? 1 : 0], 'shell', 2),
  }),
  where({
    id: 'go-shell-command',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    on: 'entry',
    when: ({ name, written: [one = ''], arguments: [value] }) =>
      name === 'Args' &&
      /^\[\]string\{\s*"(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh",\s*"-\w*c"/.test(one) &&
      reaches(value, 'shell') &&
      !fixedScript(value.items),
  }),
  where({
    id: 'go-shell-input',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell reads a script that holds a value an attacker can choose.',
    on: 'assign',
    when: ({ text, arguments: [value], around }) => {
      const command = /^(\w+)\.Stdin\s*=/.exec(text)?.[1];
      return (
        command !== undefined &&
        reaches(value, 'shell') &&
        value.built &&
        new RegExp(
          `\\b${command}\\s*:?=\\s*exec\\.Command(?:Context)?\\((?:\\w+,\\s*)?"(?:/bin/)?(?:ba|z|da)?sh"`,
        ).test(around)
      );
    },
  }),
  sink({
    id: 'go-template',
    cwe: 'CWE-1336',
    severity: 'high',
    why: 'Text that an attacker can choose is used as a template.',
    call: /\.Parse$/,
    place: 'code',
    at: [0],
    when: ({ name, arguments: [value], text }) =>
      /template\.New/.test(`${name} ${text}`) && value !== undefined && value.reach > 0,
  }),
  sink({
    id: 'go-log',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /^(?:log|logger|l|lg)\.(?:Print|Fatal|Panic)(?:f|ln)?$|^(?:log|logger|sugar|logrus|zap)\.(?:Info|Warn|Warning|Error|Debug)f$/,
    place: 'log',
    least: 2,
    when: ({ written, arguments: given }) =>
      !/%q/.test(written[0] ?? '') &&
      given.some(
        (one) => one.reach === 2 && !one.safe.has('log') && !/\.(?:Method|Context|Proto|RemoteAddr)$/.test(one.origin),
      ),
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
    id: 'go-nosql-document',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query document is built from a value as text, or is the one that a request brought.',
    on: 'call',
    when: ({ name, written, arguments: given, around }) =>
      (/bson\.Unmarshal(?:ExtJSON)?$/.test(name) && reaches(given[0], 'nosql') && given[0].built) ||
      (/\.(?:FindOne|Find|FindOneAndUpdate|DeleteMany|DeleteOne|UpdateOne|UpdateMany|CountDocuments|Aggregate)$/.test(
        name,
      ) &&
        reaches(given[1], 'nosql', 2) &&
        new RegExp(
          `\\bvar ${written[1] ?? ''} (?:bson\\.[MD]|map\\[string\\](?:any|interface\\{\\}))|\\b${written[1] ?? ''} := (?:bson\\.M|map\\[string\\](?:any|interface\\{\\}))\\{\\}`,
        ).test(around)),
  }),
  where({
    id: 'go-remote-command',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell on another machine runs a command that holds a value an attacker can choose.',
    on: 'call',
    when: ({ name, arguments: given, around }, code) =>
      /\.(?:CombinedOutput|Output|Run|Start)$/.test(name) &&
      given.length === 1 &&
      reaches(given[0], 'shell') &&
      given[0].built &&
      /\bssh\b|NewSession\(/.test(around + code.slice(0, 1000)),
  }),
  where({
    id: 'go-mail',
    cwe: 'CWE-93',
    severity: 'medium',
    why: 'A header of a mail is built from a value that may hold line breaks.',
    on: 'call',
    when: ({ name, arguments: given, around }) =>
      name.endsWith('smtp.SendMail') &&
      !/(?:Replac\w*|ContainsAny|IndexAny|Map|FieldsFunc)\([^)]*\\[rn]/.test(around) &&
      reaches(given[4], 'log') &&
      /(?:^|\n)(?:Subject|To|From|Reply-To|Cc): ?[^\n\r]*(?:\uFFFC|%s)/i.test(given[4].text),
  }),
  where({
    id: 'go-raw-header',
    cwe: 'CWE-113',
    severity: 'medium',
    why: 'A header is written by hand from a value that may hold line breaks.',
    on: 'call',
    when: ({ name, arguments: given }) =>
      /^(?:fmt\.Fprintf|io\.WriteString)$/.test(name) &&
      given.some((one) => /HTTP\/1\.\d \d{3}[\s\S]*\r\n[\w-]+: [^\r\n]*(?:%s|\uFFFC)/.test(one.text)) &&
      given.slice(1).some((one) => reaches(one, 'log')),
  }),
];
