import { reaches } from '../../flow/value.ts';
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
    call: /simplexml_load_(?:string|file)$|\.loadXML$|\.load$|^SimpleXMLElement$|libxml_disable_entity_loader$/,
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
