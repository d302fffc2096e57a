import { reaches } from '../../flow/value.ts';
import { call, type Rule, sink, SQL, where } from '../rule.ts';

/** Statements, commands, code, filters and lines built from values of an attacker’s. */
export const injection: readonly Rule[] = [
  sink({
    id: 'php-sql',
    cwe: 'CWE-89',
    severity: 'high',
    why: 'A statement is built from a value that an attacker can choose.',
    call: /(?:^|\.)(?:query|prepare|exec|execute|multi_query|real_query|get_results|get_var|get_row|get_col|whereRaw|orWhereRaw|selectRaw|orderByRaw|havingRaw|groupByRaw|select|statement|unprepared|raw|executeQuery|executeStatement|fetchAll\w*|fetchAssociative|createQuery|querySingle|where|andWhere|orderBy)$|^(?:mysql_query|mysqli_query|mysqli_multi_query|mysqli_prepare|pg_query|pg_prepare|pg_send_query|sqlite_query|odbc_exec|sqlsrv_query|oci_parse)$/,
    place: 'sql',
    when: ({ name, arguments: given, text }) =>
      given
        .slice(0, /^(?:mysqli|pg|sqlsrv|odbc|oci)_/.test(name) ? 2 : 1)
        .some(
          (one) =>
            reaches(one, 'sql') &&
            ((one.built && (SQL.test(one.text) || /Raw$|raw$|where$/i.test(name))) ||
              (one.reach === 2 && /Raw$|orderBy$|raw$/.test(name))),
        ) && !/wpdb->prepare/.test(text.replace(/^\$wpdb->get_\w+\(/, '')),
  }),
  sink({
    id: 'php-shell',
    cwe: 'CWE-78',
    severity: 'critical',
    why: 'A shell runs a command that holds a value an attacker can choose.',
    call: /^(?:exec|shell_exec|system|passthru|popen|proc_open|pcntl_exec)$|Process\.fromShellCommandline$/,
    place: 'shell',
    at: [0],
    when: ({ written }) => written[0]?.startsWith('[') !== true,
  }),
  sink({
    id: 'php-eval',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'Text that an attacker can choose is run as code.',
    call: /^(?:eval|assert|create_function|preg_replace_eval)$/,
    place: 'code',
  }),
  sink({
    id: 'php-callable',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'A request names the function that is called.',
    call: /^(?:call_user_func|call_user_func_array)$/,
    place: 'code',
    at: [0],
    least: 2,
  }),
  where({
    id: 'php-variable-call',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'A request names the function that is called.',
    on: 'call',
    when: ({ text, name }) => /^\$_(?:GET|POST|REQUEST)\[/.test(text) && name !== '',
  }),
  sink({
    id: 'php-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    call: /^ldap_(?:search|list|read)$/,
    place: 'ldap',
    at: [2],
    built: true,
  }),
  sink({
    id: 'php-xpath',
    cwe: 'CWE-643',
    severity: 'high',
    why: 'An XPath expression is built from a value.',
    call: /\.(?:xpath|evaluate)$|xpath.*\.query$/i,
    place: 'xpath',
    at: [0],
    built: true,
  }),
  call({
    id: 'php-mail',
    cwe: 'CWE-93',
    severity: 'medium',
    why: 'A header is built from a value that may hold line ends.',
    call: /^mail$/,
    when: ({ arguments: [, , , headers] }) =>
      headers !== undefined &&
      headers.entries.size === 0 &&
      headers.reach > 0 &&
      headers.built &&
      !headers.safe.has('log') &&
      !headers.safe.has('sql'),
  }),
];
