import { reaches } from '../../flow/value.ts';
import { type Rule, sink, SQL, where } from '../rule.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
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
];
