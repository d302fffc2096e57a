import { reaches } from '../../flow/value.ts';
import { call, type Rule, sink, where } from '../rule.ts';

/** Pages, cookies, requests and what a browser or a server is asked to do. */
export const web: readonly Rule[] = [
  where({
    id: 'java-object',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'Deserialisation can build any object.',
    on: 'call',
    when: ({ name }, code) =>
      (/\.readObject$|\.readUnshared$/.test(name) &&
        /ObjectInputStream|XMLDecoder/.test(code) &&
        !/setObjectInputFilter|ValidatingObjectInputStream|resolveClass|setSerialFilter/.test(code)) ||
      (/SerializationUtils\.deserialize$|\.fromXML$/.test(name) && !/allowTypes|addPermission/.test(code)),
  }),
  call({
    id: 'java-yaml',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A YAML reader that builds any object.',
    call: /^Yaml$/,
    when: ({ written }) => !/SafeConstructor/.test(written.join()),
  }),
  call({
    id: 'java-jackson',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A document names the classes to build.',
    call: /enableDefaultTyping$|activateDefaultTyping$/,
    unless: /BasicPolymorphicTypeValidator/,
  }),
  where({
    id: 'java-jackson-type',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A document names the classes to build.',
    on: 'function',
    when: (_, code) => /@JsonTypeInfo\(\s*use\s*=\s*(?:JsonTypeInfo\.)?Id\.CLASS/.test(code),
  }),
  call({
    id: 'java-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /(?:\.newDocumentBuilder|\.newSAXParser|\.createXMLStreamReader|\.createXMLEventReader|SAXReader|SAXBuilder|XMLReaderFactory\.createXMLReader|TransformerFactory\.newInstance|DOMParser)(?:\.parse)?$|^(?:SAXReader|SAXBuilder)$/,
    unless:
      /disallow-doctype-decl|SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|FEATURE_SECURE_PROCESSING|external-general-entities|ACCESS_EXTERNAL_DTD/,
  }),
  sink({
    id: 'java-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /\.(?:println|print|write|printf|append|format|body|ok)$/,
    place: 'html',
    least: 1,
    when: ({ arguments: given, around }) =>
      given.some((one) => reaches(one, 'html') && one.built && /<\/?\w/.test(one.text)) &&
      /Servlet|Response|Writer|@\w+Mapping|html/i.test(around) &&
      !/text\/plain/.test(around),
  }),
  where({
    id: 'java-html-return',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'HTML is built from a value that is not escaped.',
    on: 'return',
    when: ({ arguments: [value], text }) =>
      value !== undefined &&
      reaches(value, 'html') &&
      value.built &&
      /<(?:p|div|h\d|a|b|td|tr|li|ul|span|html|body|strong|em|img|form|title)\b[^>]*>/.test(value.text) &&
      /"/.test(text),
  }),
  sink({
    id: 'java-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^URL(?:\.\w+)?$|URI\.create$|^URI$|(?:restTemplate|RestTemplate|webClient)\.\w+$|\.(?:openStream|openConnection|getForObject|getForEntity|uri)$|Jsoup\.connect$/,
    place: 'url',
    least: 2,
    when: ({ arguments: given }, code) =>
      given.some((one) => one.reach === 2 && !/^\s*https?:\/\/[\w.-]+\//.test(one.text)) &&
      /openStream|openConnection|HttpClient|\.send\(|restTemplate|webClient|Jsoup|getForObject|HttpRequest/i.test(
        code,
      ) &&
      !/getHost\(\)/.test(code),
  }),
  where({
    id: 'java-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    on: 'return',
    when: ({ arguments: [value] }) =>
      value !== undefined && reaches(value, 'redirect', 2) && /^\s*redirect:(?!\/\w)/.test(value.text),
  }),
  sink({
    id: 'java-redirect-send',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /(?:sendRedirect|RedirectView|\.location|seeOther|temporaryRedirect)$/,
    place: 'redirect',
    at: [0],
    least: 2,
    when: ({ arguments: [value] }) => value !== undefined && !/^\/\w/.test(value.text),
  }),
  call({
    id: 'java-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    call: /(?:addAllowedOriginPattern|setAllowedOriginPatterns|allowedOriginPatterns|addAllowedOrigin|allowedOrigins)$/,
    when: ({ written }, code) => /"\*"/.test(written.join()) && /(?:setA|a)llowCredentials\(true\)/.test(code),
  }),
  where({
    id: 'java-cors-header',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'call',
    when: ({ name, written, arguments: [, value], around }) =>
      /(?:setHeader|addHeader)$/.test(name) &&
      /Access-Control-Allow-Origin/i.test(written[0] ?? '') &&
      value !== undefined &&
      reaches(value, 'url', 2) &&
      /Allow-Credentials"\s*,\s*"true/i.test(around),
  }),
  call({
    id: 'java-csrf',
    cwe: 'CWE-352',
    severity: 'medium',
    why: 'Protection against forged requests is off where cookies sign in.',
    call: /\.csrf(?:\.disable)?$|\.disable$/,
    when: ({ name, written, text }, code) =>
      (/disable/.test(written.join()) || (name.endsWith('.disable') && /csrf\(\)\s*\.disable\(\)$/.test(text))) &&
      /csrf/i.test(text) &&
      !/STATELESS|oauth2ResourceServer|httpBasic|jwt/i.test(code),
  }),
  where({
    id: 'java-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, written, text }, code) =>
      (/^Cookie$/.test(name) &&
        /sess|sid|token|auth|remember|login/i.test(written.join()) &&
        (!/setHttpOnly\(true\)/.test(code) || !/setSecure\(true\)/.test(code))) ||
      (name.endsWith('.build') &&
        /ResponseCookie\.from\("\w*(?:sess|sid|token|auth|remember)/i.test(text) &&
        (!/httpOnly\(true\)/.test(text) || !/secure\(true\)/.test(text))),
  }),
  call({
    id: 'java-debug',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'A stranger is shown the inner fault.',
    call: /\.printStackTrace$/,
    written: /getWriter|response|resp|out/,
  }),
  where({
    id: 'java-session',
    cwe: 'CWE-384',
    severity: 'medium',
    why: 'The session keeps its id after signing in.',
    on: 'call',
    when: ({ name, written, around }) =>
      name.endsWith('.setAttribute') &&
      /user|login|account/i.test(written[0] ?? '') &&
      /password/i.test(around) &&
      !/changeSessionId|invalidate\(\)/.test(around),
  }),
];
