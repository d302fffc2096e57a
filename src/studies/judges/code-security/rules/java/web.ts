import { reaches } from '../../flow/value.ts';
import { markupReturned } from '../markup.ts';
import { call, type Rule, setting, sink, where } from '../rule.ts';

/** What keeps an XML reader from resolving entities, or lets it. */
const ENTITIES_OFF =
  /disallow-doctype-decl|SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|FEATURE_SECURE_PROCESSING|external-general-entities|ACCESS_EXTERNAL_DTD|supportDTD|isSupportingExternalEntities/;
/** Text of a record between pieces of a page. */
const STORED =
  /"\s*\+\s*\w+(?:\.\w+\(\))*\.(?:get)?\w*(?:note|comment|text|message|bio|description|title|content|subject|nickname|displayname|caption|review|about|username)\(\)\s*(?:\+|$)/i;

/** What is written here goes to whoever asked. */
const ANSWERS =
  /ResponseEntity|@ExceptionHandler|HttpServletResponse|ExceptionMapper|Response\.(?:status|serverError)|HttpExchange|sendError/;
const ENTITIES_ON =
  /disallow-doctype-decl"\s*,\s*false|(?:SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|external-general-entities")\s*,\s*(?:Boolean\.)?(?:TRUE|true)\b/;

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
      (name.endsWith('.readObject') && /\bnew (?:Hessian2?|Burlap)Input\(/.test(code)) ||
      (name.endsWith('.readClassAndObject') && !/setRegistrationRequired\(true\)/.test(code)) ||
      (name.endsWith('.readObject') && /setRegistrationRequired\(false\)/.test(code)) ||
      (name.endsWith('.getObject') && /\bObjectMessage\b/.test(code) && !/setTrustedPackages/.test(code)) ||
      name.endsWith('.setAutoTypeSupport') ||
      (/SerializationUtils\.deserialize$|\.fromXML$/.test(name) &&
        (!/allowTypes|addPermission/.test(code) || /AnyTypePermission\.ANY|"\*\*"/.test(code))),
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
    when: (_, code) =>
      !/BasicPolymorphicTypeValidator/.test(code) ||
      /allowIf(?:BaseType|SubType)\(\s*(?:Object\.class|""|"java\.?"|Pattern\.compile\("\.[*+])/.test(code),
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
    call: /(?:\.newDocumentBuilder|\.newSAXParser|\.createXMLStreamReader|\.createXMLEventReader|SAXReader|SAXBuilder|XMLReaderFactory\.createXMLReader|TransformerFactory\.newInstance|SchemaFactory\.newInstance|DOMParser)(?:\.parse)?$|^(?:SAXReader|SAXBuilder)$/,
    when: ({ name, around }, code) => {
      // Who writes a document out reads none.
      if (/TransformerFactory/.test(name) && !/StreamSource|SAXSource/.test(around)) return false;
      if (/SchemaFactory/.test(name) && !/alidator\b/.test(around)) return false;
      if (ENTITIES_ON.test(around)) return true;
      const own = /(?:Factory|Reader|Builder)\.new(?:Default)?(?:Instance|Factory)\(/.test(around);
      const hardened = /\b(?:harden|secure|safe|protect|configure|disable)\w*\(/i.test(around);
      return !ENTITIES_OFF.test(own && !hardened ? around : code);
    },
  }),
  sink({
    id: 'java-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /\.(?:println|print|write|printf|append|format|body|ok)$/,
    place: 'html',
    least: 1,
    when: ({ name, text, arguments: given, around }) =>
      !/text\/plain/.test(around) &&
      ((given.some((one) => reaches(one, 'html') && one.built && /<\/?\w/.test(one.text)) &&
        /Servlet|Response|Writer|@\w+Mapping|html/i.test(around)) ||
        // Nothing but text, in what was said to be a page.
        (/\.(?:println|print|write|printf|format)$/.test(name) &&
          /^(?:\w*(?:out|writer)|resp\w*\.getWriter\(\))\.|^\w+\.getWriter/i.test(text) &&
          /text\/html/.test(around) &&
          given.some((one) => reaches(one, 'html', 2)))),
  }),
  where({
    id: 'java-html-stored',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text that somebody once wrote, and does not escape it.',
    on: 'call',
    when: ({ name, written, around }) =>
      /\.(?:println|print|write|printf|append)$/.test(name) &&
      /"[^"]*<\w[^"]*"/.test(written.join()) &&
      written.some((one) => STORED.test(one)) &&
      /text\/html|HttpServletResponse|<(?:html|body|h\d|p|li|td)\b/.test(around),
  }),
  markupReturned(
    'java-html-return',
    // A table of fields is sent as JSON.
    ({ text, arguments: [value] }) => /"/.test(text) && !/^(?:Map|List|Set)\.(?:of|entry)$/.test(value?.origin ?? ''),
  ),
  sink({
    id: 'java-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^URL(?:\.\w+)?$|URI\.create$|^URI$|(?:restTemplate|RestTemplate|webClient)\.\w+$|\.(?:openStream|openConnection|getForObject|getForEntity|uri|url)$|Jsoup\.connect$|^Http(?:Get|Post|Put|Head|Delete|Patch|URLConnection)$|^(?:Socket|InetSocketAddress|ImageIcon|UrlResource)$/,
    place: 'url',
    at: [0],
    least: 2,
    when: ({ name, arguments: [one] }, code) =>
      one !== undefined &&
      !/^\s*https?:\/\/[\w.-]+(?:\/|:\d+\/)/.test(one.text) &&
      !(/UrlResource/.test(name) && /Path|File/.test(one.origin)) &&
      /openStream|openConnection|HttpClient|\.send\(|restTemplate|webClient|Jsoup|getForObject|HttpRequest|HttpGet|HttpPost|newCall|ImageIO|\bSocket\b|UrlResource|RestClient|Unirest|copyURLToFile|IOUtils\.toString/i.test(
        code,
      ) &&
      // The end of a host, or a part of it, is another host's too.
      !/getHost\(\)/.test(code.replace(/getHost\(\)\s*\.(?:endsWith\("[^."]|contains\("|startsWith\(")/g, '')),
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
  where({
    id: 'java-redirect-header',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    on: 'call',
    when: ({ name, written, arguments: [, value] }) =>
      /\.(?:header|setHeader|addHeader|set|add)$/.test(name) &&
      /^(?:"Location"|HttpHeaders\.LOCATION|LOCATION)$/i.test(written[0] ?? '') &&
      reaches(value, 'redirect', 2) &&
      !/^\/\w|^\s*https?:\/\/[\w.-]+\//.test(value.text),
  }),
  {
    id: 'java-cors-annotation',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    holds: ({ kind, name, marks }, code) => {
      const open =
        /@CrossOrigin\((?=[^)]*allowCredentials\s*=\s*"true")[^)]*(?:origins|originPatterns|value)\s*=\s*\{?\s*"\*"/;
      return (kind === 'function' && open.test(marks)) || (kind === 'string' && name === '*' && open.test(code));
    },
  },
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
        (!/httpOnly\(true\)/.test(text) || !/secure\(true\)/.test(text))) ||
      (/\.(?:setUseHttpOnlyCookie|setUseSecureCookie)$/.test(name) && written[0] === 'false') ||
      (/\.(?:setHttpOnly|setSecure)$/.test(name) && written[0] === 'false' && /SessionCookieConfig/.test(code)),
  }),
  where({
    id: 'java-cookie-header',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, written, arguments: [, value] }) =>
      /\.(?:setHeader|addHeader|header|add|set)$/.test(name) &&
      /"Set-Cookie"|SET_COOKIE/i.test(written[0] ?? '') &&
      /^\s*\w*(?:sess|sid|token|auth|remember|login|jwt)\w*=/i.test(value?.text ?? '') &&
      (!/HttpOnly/i.test(value?.text ?? '') || !/;\s*Secure/i.test(value?.text ?? '')),
  }),
  call({
    id: 'java-debug',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'A stranger is shown the inner fault.',
    call: /\.printStackTrace$|ExceptionUtils\.getStackTrace$|Throwables\.getStackTraceAsString$/,
    when: ({ name, written, around }) =>
      name.endsWith('printStackTrace')
        ? /getWriter|response|resp|\bout\b/.test(written.join()) ||
          (/PrintWriter|PrintStream|\w/.test(written.join()) &&
            ANSWERS.test(around) &&
            !/\blog(?:ger)?\.\w+\(/i.test(around))
        : ANSWERS.test(around) && !/\blog(?:ger)?\.\w+\([^;]*getStackTrace/i.test(around),
  }),
  setting({
    id: 'java-debug-mode',
    cwe: 'CWE-489',
    severity: 'medium',
    why: 'A debug mode is on.',
    name: /^debug$/,
    to: /^true$/,
    when: (_, code) => /@EnableWebSecurity\(/.test(code),
  }),
  call({
    id: 'java-pattern',
    cwe: 'CWE-1333',
    severity: 'medium',
    why: 'A request brings the regular expression.',
    call: /^Pattern\.(?:compile|matches)$/,
    when: ({ arguments: [value], around }) =>
      value !== undefined && value.reach === 2 && value.safe.size < 3 && !/Pattern\.quote|re2j|RE2/.test(around),
  }),
  call({
    id: 'java-bomb',
    cwe: 'CWE-409',
    severity: 'medium',
    why: 'What is inflated has no bound.',
    call: /\.(?:readAllBytes|transferTo|read)$|IOUtils\.(?:toByteArray|toString|copy)$|ByteStreams\.(?:toByteArray|copy)$/,
    when: ({ name, around }) =>
      (/\bnew (?:GZIPInputStream|InflaterInputStream|GzipCompressorInputStream|BZip2CompressorInputStream)\(/.test(
        around,
      ) ||
        (/\bnew Zip(?:Archive)?InputStream\(/.test(around) && /readAllBytes|toByteArray|toString/.test(name))) &&
      /\b(?:InputStream|byte\[\]|MultipartFile|HttpServletRequest|HttpExchange)\s+\w+\s*[,)]/.test(
        around.split('{')[0] ?? '',
      ) &&
      !/readNBytes|limit|max|bounded|total/i.test(around),
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
