import { asGiven, reaches } from '../flow/value.ts';
import { forHarmless, forSecret, ofPassword } from './purpose.ts';
import { openMode, secretComparison } from './secrets.ts';
import { call, type Rule, SQL, sink, where } from './rule.ts';

export const php: readonly Rule[] = [
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
    id: 'php-include',
    cwe: 'CWE-98',
    severity: 'critical',
    why: 'A file that a value names is run.',
    call: /^include$/,
    place: 'path',
  }),
  call({
    id: 'php-unserialize',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'Deserialisation can build any object.',
    call: /^(?:unserialize|yaml_parse)$/,
    when: ({ written, arguments: [value] }) =>
      !/allowed_classes['"]?\s*=>\s*(?:false|\[)/.test(written.join()) && value !== undefined && value.reach > 0,
  }),
  call({
    id: 'php-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /simplexml_load_(?:string|file)$|\.loadXML$|\.load$|^SimpleXMLElement$|libxml_disable_entity_loader$/,
    written: /LIBXML_NOENT|LIBXML_DTDLOAD|^false$/,
    unless: /libxml_set_external_entity_loader/,
  }),
  call({
    id: 'php-digest',
    cwe: 'CWE-328',
    severity: 'medium',
    why: 'MD5 or SHA-1 with no purpose for which it would do.',
    call: /^(?:md5|sha1|hash|hash_hmac)$/,
    when: (event, code) =>
      (/^(?:md5|sha1)$/.test(event.name) || /^['"](?:md5|sha1)['"]$/.test(event.written[0] ?? '')) &&
      event.name !== 'hash_hmac' &&
      !ofPassword(event) &&
      !forHarmless(event, code) &&
      !/md5\(\s*uniqid|md5\(\s*(?:mt_)?rand|md5\(\s*microtime/.test(event.text),
  }),
  call({
    id: 'php-password-hash',
    cwe: 'CWE-916',
    severity: 'high',
    why: 'A password is hashed with a fast hash.',
    call: /^(?:md5|sha1|hash|crypt|crc32)$/,
    when: (event) => ofPassword(event) && !/pwned|hibp/i.test(event.around),
  }),
  call({
    id: 'php-random',
    cwe: 'CWE-338',
    severity: 'high',
    why: 'A secret comes from a generator that can be predicted.',
    call: /^(?:rand|mt_rand|str_shuffle|shuffle|array_rand|uniqid|lcg_value|microtime)$/,
    when: (event) =>
      (event.name !== 'microtime' || /md5|sha1|hash/.test(event.around)) &&
      forSecret(event) &&
      !/banner|shuffle_|quiz|colou?r|jitter|delay/i.test(event.purpose),
  }),
  call({
    id: 'php-cipher',
    cwe: 'CWE-327',
    severity: 'high',
    why: 'A broken cipher or mode.',
    call: /^(?:openssl_encrypt|openssl_decrypt|mcrypt_encrypt|mcrypt_decrypt)$/,
    when: ({ name, written, arguments: [, value] }) =>
      /mcrypt/.test(name) || /ecb|\bdes|rc4|rc2|bf-/i.test(value?.text || (written[1] ?? '')),
  }),
  call({
    id: 'php-iv',
    cwe: 'CWE-329',
    severity: 'medium',
    why: 'A fixed initialisation vector or nonce.',
    call: /^openssl_encrypt$/,
    when: ({ written, arguments: given }) =>
      /^(?:['"].+['"]|str_repeat\(|substr\(\s*(?:\$key|md5|hash|['"]))/.test(written[4] ?? '') ||
      (given[4] !== undefined && given[4].reach === 0 && /^(?:str_repeat)$/.test(given[4].origin)) ||
      (given[4] !== undefined &&
        /^\$?\w+$|^self::/.test(written[4] ?? '') &&
        given[4].origin === '' &&
        given[4].text.length > 5 &&
        !given[4].text.includes('\uFFFC')),
  }),
  call({
    id: 'php-verify',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /^curl_setopt$/,
    written: /CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*,\s*(?:false|0|1(?=$))/,
    when: ({ written }) => !/VERIFYPEER/.test(written.join()) || !/^(?:1|true)$/.test(written[2] ?? ''),
  }),
  where({
    id: 'php-verify-set',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    on: 'entry',
    when: ({ name, written }) =>
      (/^(?:verify|verify_peer|verify_peer_name|CURLOPT_SSL_VERIFYPEER|CURLOPT_SSL_VERIFYHOST|sslverify)$/.test(name) &&
        /^(?:false|0)$/.test(written[0] ?? '')) ||
      (name === 'allow_self_signed' && written[0] === 'true'),
  }),
  call({
    id: 'php-verify-method',
    cwe: 'CWE-295',
    severity: 'high',
    why: 'The server’s certificate is not checked.',
    call: /\.(?:withoutVerifying)$/,
  }),
  where({
    id: 'php-compare',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    on: 'compare',
    when: ({ name, written: [a = '', b = ''], arguments: [left, right], around }) =>
      /^[=!]==?$/.test(name) && secretComparison(a, b, left?.origin ?? '', right?.origin ?? '', around),
  }),
  call({
    id: 'php-compare-call',
    cwe: 'CWE-208',
    severity: 'medium',
    why: 'A secret is compared with a comparison that stops early.',
    call: /^strcmp$/,
    when: ({ written, arguments: [left, right], around }) =>
      secretComparison(written[0] ?? '', written[1] ?? '', left?.origin ?? '', right?.origin ?? '', around),
  }),
  sink({
    id: 'php-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:readfile|file_get_contents|fopen|file_put_contents|unlink|file|copy|rename|show_source|highlight_file|SplFileObject)$|Storage\.\w+$|\.(?:download|file|storeAs|BinaryFileResponse)$/,
    place: 'path',
    when: ({ name, arguments: given }) =>
      given
        .slice(0, /copy|rename|storeAs/.test(name) ? 2 : 1)
        .some(
          (one) =>
            reaches(one, 'path') &&
            !asGiven(one) &&
            (one.built || (one.reach === 2 && /readfile|unlink|fopen/.test(name))) &&
            !/^\s*(?:https?|php):/.test(one.text),
        ),
  }),
  sink({
    id: 'php-move',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'The name of an uploaded file decides where it is stored.',
    call: /^move_uploaded_file$/,
    place: 'path',
    at: [1],
  }),
  where({
    id: 'php-upload',
    cwe: 'CWE-434',
    severity: 'high',
    why: 'A file of any kind is stored where it can be asked for.',
    on: 'call',
    when: ({ name, arguments: [, value], around, text }) =>
      name === 'move_uploaded_file' &&
      value !== undefined &&
      value.reach > 0 &&
      !/PATHINFO_EXTENSION[\s\S]*in_array|in_array\(\s*\$ext|getimagesize|finfo|mime_content_type/i.test(around + text),
  }),
  call({
    id: 'php-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /^(?:fopen|file_put_contents|touch|tmpfile_name)$/,
    when: ({ written, arguments: [value], around }) =>
      value !== undefined &&
      (/^\s*\/(?:var\/)?tmp\//.test(value.text) || /sys_get_temp_dir\(\)/.test(written[0] ?? '')) &&
      !/['"]r['"]|tempnam|random_bytes/.test(`${written[1] ?? ''}${around}`),
  }),
  call({
    id: 'php-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:chmod|mkdir|umask)$/,
    when: ({ name, written, text, around }) =>
      name === 'umask'
        ? /^0+$/.test(written[0] ?? '')
        : openMode(written[1] ?? '', name === 'chmod' ? `${text} ${around}` : text),
  }),
  sink({
    id: 'php-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /^(?:echo|print|printf|vprintf|exit|die)$/,
    place: 'html',
    when: ({ name, arguments: given, around }, code) =>
      given.some((one) => reaches(one, 'html') && (one.reach === 2 || (one.built && /<\w/.test(one.text)))) &&
      !/text\/plain|application\/json|php_sapi_name|\$argv/.test(`${around}${code}`) &&
      name !== '',
  }),
  where({
    id: 'php-html-return',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'HTML is built from a value that is not escaped.',
    on: 'return',
    when: ({ arguments: [value] }) =>
      value !== undefined &&
      reaches(value, 'html') &&
      value.built &&
      /<(?:p|div|h\d|a|b|td|tr|li|ul|span|html|body|strong|em|img|form|title|table|input)\b/.test(value.text),
  }),
  sink({
    id: 'php-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^(?:file_get_contents|curl_init|fopen|get_headers|curl_setopt|getimagesize|simplexml_load_file|copy)$|(?:Http|client|Client)\.(?:get|post|request|head)$/,
    place: 'url',
    least: 2,
    when: ({ name, arguments: given, written }) =>
      given.some(
        (one) =>
          one.reach === 2 &&
          !one.safe.has('url') &&
          !/^\s*https?:\/\/[\w.-]+\//.test(one.text) &&
          !(one.built && !/^\s*https?:/.test(one.text)),
      ) &&
      (name !== 'curl_setopt' || /CURLOPT_URL/.test(written[1] ?? '')) &&
      !/^['"]php:/.test(written[0] ?? ''),
  }),
  sink({
    id: 'php-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /^(?:header|redirect|wp_redirect)$|Redirect\.(?:to|away)$|\.(?:redirect|away|to)$|^RedirectResponse$/,
    place: 'redirect',
    at: [0],
    least: 2,
    when: ({ name, arguments: [value] }) =>
      value !== undefined &&
      (name === 'header' ? /^\s*location:\s*\uFFFC/i.test(value.text) : !/^\/\w/.test(value.text)),
  }),
  call({
    id: 'php-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    call: /^(?:setcookie|setrawcookie|session_set_cookie_params)$/,
    when: ({ name, written }) => {
      const all = written.join(', ');
      const given = /session_set/.test(name) || /sess|sid|token|auth|remember|login|jwt/i.test(written[0] ?? '');
      if (!given) return false;
      if (/=>/.test(all))
        return !/['"]httponly['"]\s*=>\s*true/i.test(all) || !/['"]secure['"]\s*=>\s*(?:true|\$|!|isset)/i.test(all);
      const at = /session_set/.test(name) ? 3 : 5;
      return !/true|\$|isset/.test(written[at] ?? '') || !/true/.test(written[at + 1] ?? '');
    },
  }),
  call({
    id: 'php-cookie-ini',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'The session cookie is not protected.',
    call: /^ini_set$/,
    written: /session\.cookie_(?:httponly|secure)['"]\s*,\s*['"]?(?:0|false|off)/i,
  }),
  call({
    id: 'php-errors',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'Strangers are shown inner faults.',
    call: /^ini_set$/,
    written: /display_errors['"]\s*,\s*['"]?(?:1|on|true)/i,
  }),
  where({
    id: 'php-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'call',
    when: ({ name, arguments: [value], around }, code) =>
      name === 'header' &&
      value !== undefined &&
      /access-control-allow-origin/i.test(value.text) &&
      (/origin:\s*\*/i.test(value.text) || reaches(value, 'url', 2)) &&
      /allow-credentials:\s*true/i.test(`${around}${code}`),
  }),
  where({
    id: 'php-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ name, written, text }) =>
      /(?:^|\.)(?:forceFill|fill|create|update|forceCreate|insert|updateOrCreate)$/.test(name) &&
      /\$request->(?:all|input|post)\(\)|\$_POST$|request\(\)->all\(\)/.test(written.join()) &&
      text !== '',
  }),
  where({
    id: 'php-extract',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'A request sets any variable.',
    on: 'call',
    when: ({ name, written }) =>
      /^(?:extract|parse_str)$/.test(name) &&
      /\$_(?:GET|POST|REQUEST|COOKIE)/.test(written[0] ?? '') &&
      !/EXTR_SKIP|EXTR_PREFIX/.test(written.join()) &&
      written.length < 2,
  }),
  where({
    id: 'php-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, around, text }) =>
      /(?:^|[.:])(?:find|findOrFail|destroy|first|firstOrFail)$/.test(name) &&
      /auth\(\)|Auth::|\$request->user\(\)|\$_SESSION/.test(around) &&
      /::(?:find|findOrFail|destroy)\(/.test(text) &&
      !/user_id|owner|authorize|Gate::|can\(|abort_if|abort_unless|policy/i.test(around),
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
  where({
    id: 'php-session',
    cwe: 'CWE-384',
    severity: 'medium',
    why: 'The session keeps its id after signing in, or takes one from the request.',
    on: 'call',
    when: ({ name, arguments: [value], around }, code) =>
      (name === 'session_id' && value !== undefined && value.reach === 2) ||
      (name === 'password_verify' &&
        /\$_SESSION\[[^\]]*\]\s*=/.test(`${around}${code}`) &&
        !/session_regenerate_id/.test(code) &&
        /session_start/.test(code)),
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
  call({
    id: 'php-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^error_log$|(?:Log|logger)\.\w+$/,
    when: ({ written }) => /\$(?:password|passwd|secret|token|card)\b|\['password'\]/.test(written.join()),
  }),
];
