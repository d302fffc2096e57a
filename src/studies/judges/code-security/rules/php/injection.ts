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
        ) && !/wpdb->prepare/.test(text.replace(/^\$wpdb->(?:get_\w+|prepare)\(/, '')),
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
    // A condition is no text that is run.
    when: ({ name, written: [one = ''] }) => name !== 'assert' || /^(?:["']|\$_)/.test(one),
  }),
  sink({
    id: 'php-code-file',
    cwe: 'CWE-94',
    severity: 'critical',
    why: 'Text that an attacker can choose is written into code that will run.',
    call: /^(?:file_put_contents|fwrite|fputs)$/,
    place: 'code',
    at: [1],
    text: /<\?(?:php|=)/,
  }),
  sink({
    id: 'php-template',
    cwe: 'CWE-1336',
    severity: 'critical',
    why: 'Text that an attacker can choose is run as a template.',
    call: /(?:\.|^)(?:createTemplate|template_from_string|renderInline|renderString)$|^Blade\.(?:render|compileString)$/,
    place: 'code',
    at: [0],
  }),
  where({
    id: 'php-named-by-request',
    cwe: 'CWE-470',
    severity: 'critical',
    why: 'A request names the method or the class.',
    on: 'call',
    when: ({ text, around, name }, code) => {
      const one = /(?:->|::)\{?\$(\w+)\}?\(|^\$(\w+)\(|^new\s+\$(\w+)/
        .exec(text)
        ?.slice(1)
        .find((found) => found !== undefined);
      if (one === undefined || name === '') return false;
      const body = around === '' ? code : around;
      return (
        new RegExp(
          `\\$${one}\\s*=\\s*[^;{}]*(?:\\$_(?:GET|POST|REQUEST|COOKIE)\\[|\\$request\\b|->request->|json_decode)`,
        ).test(body) &&
        !new RegExp(
          `in_array\\(\\s*\\$${one}\\b|array_key_exists\\(\\s*\\$${one}\\b|\\[\\s*\\$${one}\\s*\\]|\\$${one}\\s*[!=]==|preg_match|match \\(`,
        ).test(body)
      );
    },
  }),
  sink({
    id: 'php-nosql',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query of a document store takes whatever structure a request brings.',
    call: /\.(?:findOne|find|updateOne|updateMany|deleteOne|deleteMany|countDocuments|findOneAndUpdate|findOneAndDelete|aggregate)$/,
    place: 'nosql',
    at: [0],
    least: 2,
    when: ({ written, receiver, text }) =>
      written[0]?.startsWith('[') === true && !/::/.test(text) && receiver.reach === 0,
  }),
  sink({
    id: 'php-mail-option',
    cwe: 'CWE-88',
    severity: 'high',
    why: 'Options of the mail program are built from a value.',
    call: /^(?:mail|mb_send_mail)$/,
    place: 'shell',
    at: [4],
  }),
  where({
    id: 'php-log',
    cwe: 'CWE-117',
    severity: 'medium',
    why: 'A line of a log holds text of an attacker’s that may hold line ends.',
    on: 'call',
    when: ({ name, written, arguments: given }) => {
      const value = name === 'error_log' ? given[0] : given[1];
      return (
        (name === 'error_log' ||
          (/^(?:fwrite|fputs|file_put_contents)$/.test(name) && /log/i.test(written[0] ?? ''))) &&
        (name !== 'file_put_contents' || /FILE_APPEND/.test(written.join())) &&
        value !== undefined &&
        value.built &&
        reaches(value, 'log', 2)
      );
    },
  }),
  sink({
    id: 'php-callable',
    cwe: 'CWE-95',
    severity: 'critical',
    why: 'A request names the function that is called.',
    call: /^(?:call_user_func|call_user_func_array|array_map|u[ak]?sort|array_filter|array_walk|preg_replace_callback)$/,
    place: 'code',
    least: 2,
    when: ({ name, arguments: given }) => {
      const called = given[/^(?:u|array_(?:filter|walk)|preg)/.test(name) ? 1 : 0];
      return (
        called !== undefined && reaches(called, 'code', 2) && called.items.length === 0 && called.origin !== 'function'
      );
    },
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
