import { reaches } from '../../flow/value.ts';
import { linkBuilt, markupReturned } from '../markup.ts';
import { call, type Rule, sink, where } from '../rule.ts';

/** Pages, cookies, requests and what a browser or a server is asked to do. */
export const web: readonly Rule[] = [
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
    call: /simplexml_load_(?:string|file)$|\.(?:loadXML|load|XML|open|loadHTML)$|^SimpleXMLElement$|libxml_disable_entity_loader$/,
    written: /LIBXML_NOENT|LIBXML_DTDLOAD|^false$/,
    unless: /libxml_set_external_entity_loader/,
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
      !(value.safe.has('path') && value.safe.has('code')) &&
      !/PATHINFO_EXTENSION[\s\S]*in_array|in_array\(\s*\$ext|getimagesize|finfo|mime_content_type/i.test(around + text),
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
  linkBuilt('php-link'),
  markupReturned('php-html-return'),
  where({
    id: 'php-autoescape',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'Templates do not escape what they show.',
    on: 'entry',
    when: ({ name, written }) => name === 'autoescape' && /^false$/.test(written[0] ?? ''),
  }),
  where({
    id: 'php-blade',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds a value that is not escaped.',
    on: 'call',
    when: ({ name, written: [one = ''] }) =>
      name === 'blade_unescaped' &&
      /\$/.test(one) &&
      !/clean|purif|\be\(|json_encode|Js::|csrf|markdown|saniti[sz]e|htmlspecialchars|->(?:links|render|toHtml|svg|icon)\(|\$(?:slot|errors|icon|svg)\b/i.test(
        one,
      ),
  }),
  where({
    id: 'php-stored',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of the database, which anybody may have put there, and does not escape it.',
    on: 'call',
    when: ({ name, written, around, text }, code) =>
      /^(?:echo|print|printf)$/.test(name) &&
      (/<\w|^echo \$/.test(text) || /^\s*<(?!\?php)|\?>\s*<\w/.test(code)) &&
      /\b(?:fetch\w*|mysqli_fetch_\w+|get_results|findAll|findBy|mysqli_query|->query|get_col)\(|^\s*<(?!\?php)|\?>\s*<\w/.test(
        code,
      ) &&
      /\$\w+(?:\[[^\]]*\]|->\w+)*(?:\[['"]?|->)(?:\w*name|title|body|\w*comment|message|content|text|bio|about|description|author|email|subject|nick\w*|review|notes?|caption|remarks?|address|city|street|company|reason|feedback|answer|question|query|summary|headline|phone|website)\b(?!\()/.test(
        shownPlain(written.join(' '), `${around}${code}`),
      ) &&
      !/text\/plain|application\/json|text\/csv|php_sapi_name|PHP_EOL|\\n"\s*;?$|STDERR/.test(`${around}${code}`),
  }),
  where({
    id: 'php-trace',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'Strangers are shown inner faults.',
    on: 'call',
    when: ({ name, written }) =>
      /^(?:echo|print|exit|die|printf|print_r|var_dump|json)$|response\(?\)?\.json$|JsonResponse$/.test(name) &&
      /getTraceAsString\(|->getTrace\(|\bphpinfo\(\)/.test(written.join()),
  }),
  where({
    id: 'php-forgery',
    cwe: 'CWE-352',
    severity: 'high',
    why: 'Protection against forged requests is switched off.',
    on: 'assign',
    when: ({ text, arguments: [value], name }) =>
      (/^\$except\b/.test(text) &&
        /['"](?:\/?\*|\*\*?|[\w/]+\/\*)['"]/.test(text) &&
        !/webhook|callback|hook|api\//.test(text)) ||
      (name.endsWith('enableCsrfValidation') && value?.text === 'false'),
  }),
  where({
    id: 'php-forgery-option',
    cwe: 'CWE-352',
    severity: 'high',
    why: 'Protection against forged requests is switched off.',
    on: 'entry',
    when: ({ name, written: [one = ''] }) =>
      /^(?:csrf_protection|enableCsrfValidation|csrf)$/.test(name) && one === 'false',
  }),
  call({
    id: 'php-forgery-middleware',
    cwe: 'CWE-352',
    severity: 'high',
    why: 'Protection against forged requests is switched off.',
    call: /\.(?:withoutMiddleware|disableCsrf\w*|validateCsrfTokens)$/,
    written: /Csrf\w*::class|['"]csrf['"]|except['"]?\s*[:=]>?\s*\[\s*['"]\*['"]/i,
  }),
  where({
    id: 'php-cors-option',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'entry',
    when: ({ name, written: [one = ''] }, code) =>
      /^(?:supports_credentials|allow_credentials|supportsCredentials)$/.test(name) &&
      one === 'true' &&
      /['"]?(?:allowed_origins(?:_patterns)?|allow_origin|allowedOrigins)['"]?\s*=>\s*\[\s*['"](?:\*|\/?\^?\.\*)/.test(
        code,
      ),
  }),
  where({
    id: 'php-session-option',
    cwe: 'CWE-614',
    severity: 'medium',
    why: 'The session cookie is not protected.',
    on: 'entry',
    when: ({ name, written: [one = ''] }, code) =>
      /^(?:cookie_secure|cookie_httponly|http_only|httponly|secure)$/.test(name) &&
      /^(?:false|0)$/.test(one) &&
      (name.startsWith('cookie_') || /session|same_?site/i.test(code)),
  }),
  where({
    id: 'php-xml-property',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    on: 'assign',
    when: ({ name, written: [one = ''] }) =>
      /\.(?:substituteEntities|resolveExternals)$/.test(name.replaceAll('->', '.')) && one === 'true',
  }),
  call({
    id: 'php-xml-flags',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /simplexml_load_(?:string|file)$|\.(?:loadXML|load|XML|open|setParserProperty)$/,
    unless: /libxml_set_external_entity_loader/,
    when: ({ name, written, around }) =>
      (name.endsWith('setParserProperty') &&
        /SUBST_ENTITIES|LOADDTD/.test(written[0] ?? '') &&
        written[1] === 'true') ||
      written
        .slice(1)
        .some(
          (one) => /^\$\w+$/.test(one) && new RegExp(`\\${one}\\s*=\\s*[^;]*LIBXML_(?:NOENT|DTDLOAD)`).test(around),
        ),
  }),
  where({
    id: 'php-any-field',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'A request names the field that is set.',
    on: 'assign',
    when: ({ text, around }, code) => {
      const field = /^\$\w+->\{?\$(\w+)\}?\s*=/.exec(text)?.[1];
      return (
        field !== undefined &&
        new RegExp(
          `foreach\\s*\\([^)]*(?:\\$request->(?:all|input|post|json)|\\$_(?:POST|GET|REQUEST)|json_decode|\\$(?:data|input|body|payload|fields|attributes|params|values))[^{]*as\\s+\\$${field}\\s*=>`,
        ).test(`${around}${code}`) &&
        !new RegExp(
          `in_array\\(\\s*\\$${field}\\b|isset\\([^)]*\\[\\s*\\$${field}|fillable|allowed|array_intersect_key|->only\\(|match\\s*\\(`,
          'i',
        ).test(`${around}${code}`)
      );
    },
  }),
  call({
    id: 'php-upload-name',
    cwe: 'CWE-434',
    severity: 'high',
    why: 'A file of any kind is stored under the name that it came with.',
    call: /\.(?:move|moveTo|storeAs|putFileAs)$/,
    when: ({ written, around }) =>
      NAMED_BY_SENDER.test(written.join()) ||
      written.some((one) => {
        const name = /^\$(\w+)$/.exec(one)?.[1];
        const set = name === undefined ? undefined : new RegExp(`\\$${name}\\s*=([^;]*);`).exec(around)?.[1];
        return set !== undefined && NAMED_BY_SENDER.test(set) && !/pathinfo|FILENAME|Str::slug/.test(set);
      }),
    unless:
      /mimes:|mimetypes:|in_array\(|->(?:getMimeType|guessExtension|extension)\(|['"]image['"]|\bimage\b[|'"]|finfo|Assert\\File|getimagesize/,
  }),
  sink({
    id: 'php-fetch-option',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^curl_setopt_array$/,
    place: 'url',
    least: 2,
    when: ({ arguments: [, options] }) => {
      const url = options?.entries.get('CURLOPT_URL');
      return url !== undefined && reaches(url, 'url', 2) && !/^\s*https?:\/\/[\w.-]+\//.test(url.text);
    },
  }),
  sink({
    id: 'php-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^(?:file_get_contents|curl_init|fopen|get_headers|curl_setopt|getimagesize|simplexml_load_file|copy)$|(?:[Hh]ttp\w*|[Cc]lient|[Gg]uzzle)(?:\.\w+)*\.(?:get|post|put|patch|request|head|send)$/,
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
];

/** The name, or the ending, that an upload came with. */
const NAMED_BY_SENDER = /getClientOriginal\w+\(|getClientFilename\(|guessClientExtension/;

/** What is written into a page, without what a call made harmless; so are variables that were set so before. */
function shownPlain(written: string, code: string): string {
  const plain = written.replace(
    /\b(?:htmlspecialchars|htmlentities|e|h|esc\w*|escape\w*|strip_tags|json_encode|urlencode|rawurlencode|intval|number_format|date|strlen|count|md5|clean|wp_kses\w*|nl2br\(\s*htmlspecialchars)\((?:[^()]|\([^()]*\))*\)/g,
    '',
  );
  return /array_map\(\s*['"]htmlspecialchars|\['\w+'\]\s*=\s*htmlspecialchars/.test(code) ? '' : plain;
}
