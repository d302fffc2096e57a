import { reaches } from '../../flow/value.ts';
import { type Rule, sink, SQL, where } from '../rule.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
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
];
