import { reaches } from '../../flow/value.ts';
import { type Rule, sink, SQL, where } from '../rule.ts';
import { word } from '../word.ts';

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
    id: 'c-shell-printed',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that text was printed into.',
    on: 'call',
    when: ({ name, written: [one = ''], around, arguments: [value] }) => {
      if (!/^(?:system|popen|g_spawn_command_line_a?sync)$/.test(name) || !/^\w+$/.test(one)) return false;
      if (value !== undefined && value.reach > 0 && value.safe.has('shell')) return false;
      const printed = new RegExp(
        `(?:sprintf\\(\\s*${word(one)}\\s*,|snprintf\\(\\s*${word(one)}\\s*,[^,]*,|asprintf\\(\\s*&${word(one)}\\s*,|\\b${word(one)}\\s*=\\s*g_strdup_printf\\()\\s*((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+),([^;]*)\\)`,
      ).exec(around);
      if (printed === null) return false;
      const kinds = [...(printed[1] ?? '').matchAll(/%(?!%)[-+#0-9.*l]*([a-zA-Z])/g)].map(([, kind]) => kind);
      const given = (printed[2] ?? '').split(',').map((arg) => arg.trim());
      return (
        kinds.some(
          (kind, i) => kind === 's' && !/^"|^[A-Z_0-9]+$|quote|escape|^\w+\[\w+\]$|\?\s*"/.test(given[i] ?? '"'),
        ) &&
        !/\bis(?:alnum|digit|alpha|xdigit)\(|strspn|strpbrk|valid|safe|allow|quote|escape|inet_pton|regexec|strcmp/i.test(
          around,
        )
      );
    },
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
    call: /^(?:sqlite3_exec|sqlite3_prepare\w*|mysql_query|mysql_real_query|mysql_stmt_prepare|PQexec(?:Params)?|PQsendQuery(?:Params)?|SQLExecDirect|SQLPrepare|PQprepare|sqlite3_get_table|OCIStmtPrepare)$/,
    place: 'sql',
    at: [1, 2],
    text: SQL,
  }),
];
