import { reaches } from '../../flow/value.ts';
import { linkBuilt, markupReturned } from '../markup.ts';
import { call, type Rule, setting, sink, where } from '../rule.ts';

/** Pages, cookies, requests and what a browser or a server is asked to do. */
export const web: readonly Rule[] = [
  call({
    id: 'js-unserialize',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'Deserialisation can build functions.',
    call: /(?:^|\.)(?:unserialize|deserialize)$/,
    when: ({ name }, code) =>
      /node-serialize|serialize-to-js|funcster|cryo|unserialize/.test(code + name) && !/v8/.test(name),
  }),
  call({
    id: 'js-yaml',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A YAML schema that builds functions.',
    call: /yaml\.load(?:All)?$/,
    written: /DEFAULT_FULL_SCHEMA|UNSAFE|jsyamlUnsafe|yaml-types/i,
  }),
  call({
    id: 'js-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /parseXml(?:String)?$|XMLParser$|parseXmlAsync$|libxml\w*\.\w+$/,
    written: /noent\s*:\s*true|processEntities\s*:\s*true.*DOCTYPE|dtdload\s*:\s*true/,
  }),
  where({
    id: 'js-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    on: 'assign',
    when: ({ name, arguments: [value] }) =>
      /\.(?:innerHTML|outerHTML|srcdoc)$/.test(name) && value !== undefined && reaches(value, 'html'),
  }),
  where({
    id: 'js-html-raw',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    on: 'entry',
    when: ({ name, arguments: [value] }) => name === '__html' && value !== undefined && reaches(value, 'html'),
  }),
  sink({
    id: 'js-html-call',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /(?:\.insertAdjacentHTML|document\.write(?:ln)?|\.html|\.append|\.prepend|\.after|\.before|bypassSecurityTrustHtml|createContextualFragment)$/,
    place: 'html',
    when: ({ name, arguments: given, text }) =>
      !/^[\w.]+\s*`/.test(text) &&
      (/insertAdjacent|write|bypass|Contextual|\.html$/.test(name) ||
        given.some((one) => one.built && /<\w/.test(one.text))),
  }),
  sink({
    id: 'js-html-send',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /(?:^|\.)(?:send|end|write|html)$/,
    place: 'html',
    at: [0],
    when: ({ name, arguments: [value], text, receiver }) =>
      value !== undefined &&
      /^(?:res|response|reply|ctx|c|w)\b/.test(text) &&
      (value.built
        ? /<\/?\w/.test(value.text) || value.reach === 2
        : value.reach === 2 && value.origin !== '' && /(?:query|body|params)/.test(value.origin)) &&
      !/text\/plain|application\/json|\.json\(|type\(['"](?:text|json|txt|plain)/.test(text) &&
      !/Buffer|\.json|readFile/.test(value.origin) &&
      name !== '' &&
      receiver !== undefined,
  }),
  linkBuilt('js-link-built'),
  markupReturned(
    'js-html-return',
    ({ text }, code) => !/@Component\(/.test(code) && /['"`]/.test(text) && !/\bhtml`/.test(text),
  ),
  sink({
    id: 'js-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /(?:^|\.)(?:http|httpService|httpClient|HttpService|axiosRef)\.(?:get|post|put|head|request)$|^(?:fetch|axios(?:\.\w+)?|got(?:\.\w+)?|request(?:\.\w+)?|superagent\.\w+|(?:node-fetch|undici)(?:\.\w+)?|https?\.(?:get|request)|needle(?:\.\w+)?|ky(?:\.\w+)?)$/,
    place: 'url',
    at: [0],
    when: ({ arguments: [value], around }) =>
      value !== undefined &&
      !/^\s*(?:https?|wss?):\/\/[\w.-]+(?::\d+)?\//.test(value.text) &&
      (value.reach === 2
        ? true
        : /\.(?:includes|startsWith|endsWith|indexOf)\(/.test(around) && /host|not allowed|allow/i.test(around)),
  }),
  sink({
    id: 'js-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /(?:res|reply|response|ctx|c)\.(?:redirect|location)$|^(?:NextResponse|Response)\.redirect$|(?:^|\.)(?:redirect|permanentRedirect|redirectDocument|sendRedirect|navigateTo)$/,
    place: 'redirect',
    least: 2,
    when: ({ arguments: given, written }) =>
      given.some(
        (one, i) =>
          written[i]?.startsWith('{') !== true &&
          one.reach === 2 &&
          !one.safe.has('redirect') &&
          !/^\/\w|^\s*https?:\/\/[\w.-]+\//.test(one.text),
      ),
  }),
  where({
    id: 'js-redirect-set',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where the address says.',
    on: 'assign',
    when: ({ name, arguments: [value] }) =>
      /^(?:window\.|document\.)?location(?:\.href)?$/.test(name) &&
      value !== undefined &&
      reaches(value, 'redirect') &&
      !/^\/\w/.test(value.text),
  }),
  setting({
    id: 'js-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    name: /^(?:httpOnly|secure|isSecure|isHttpOnly)$/,
    to: /^false$/,
    when: ({ around, purpose }) => /cookie|session/i.test(`${around} ${purpose}`),
  }),
  call({
    id: 'js-cookie-bare',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    call: /(?:res|reply|response|cookies?(?:\(\))?)\.(?:cookie|setCookie|set)$/,
    when: ({ written }) =>
      /sess|sid|token|auth|remember|login|jwt/i.test(written.slice(0, 2).join()) &&
      !/^\s*['"`](?:x-|content|cache)/i.test(written[0] ?? '') &&
      (written.length < 3 ||
        (written[2]?.startsWith('{') === true &&
          (!/httpOnly\s*:\s*(?!false)/.test(written[2] ?? '') || !/secure\s*:\s*(?!false)/.test(written[2] ?? '')))),
  }),
  where({
    id: 'js-cookie-header',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, arguments: [, value], written }) =>
      /setHeader$|\.append$|\.set$/.test(name) &&
      /set-cookie/i.test(written[0] ?? '') &&
      /sess|sid|token|auth/i.test(value?.text ?? '') &&
      !/httponly[\s\S]*secure|secure[\s\S]*httponly/i.test(written[1] ?? ''),
  }),
  call({
    id: 'js-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    call: /^cors$|cors\.cors$|enableCors$|^\w+\.register$/,
    when: ({ name, written }) =>
      (!name.endsWith('.register') || /cors/i.test(written[0] ?? '')) &&
      /credentials\s*:\s*true/.test(written.join()) &&
      /origin\s*:\s*(?:true|['"]\*['"]|\/\.\*\/|\(\s*\w+\s*,\s*(\w+)\s*\)\s*=>\s*\1\(\s*null\s*,\s*true)/.test(
        written.join(),
      ),
  }),
  where({
    id: 'js-cors-header',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'call',
    when: ({ name, written, arguments: [, value], around }) =>
      /(?:setHeader|header|set)$/.test(name) &&
      /access-control-allow-origin/i.test(written[0] ?? '') &&
      /Allow-Credentials['"]\s*,\s*['"]?true/i.test(around) &&
      ((value !== undefined && reaches(value, 'url', 2) && !value.safe.has('html')) ||
        /['"]\*['"]/.test(written[1] ?? '')),
  }),
  where({
    id: 'js-cors-message',
    cwe: 'CWE-346',
    severity: 'medium',
    why: 'A message is taken from any origin.',
    on: 'call',
    when: ({ name, written: [event, handler = '', ...rest], receiver, text }, code) => {
      const written = [event, handlerOf(handler, code), ...rest];
      return (
        (/(?:^|window\.|globalThis\.)addEventListener$/.test(name) &&
          /^['"]message['"]$/.test(written[0] ?? '') &&
          /=>|function/.test(written[1] ?? '') &&
          (!/origin|\.source\s*!==?/.test(written[1] ?? '') ||
            // A part of it that anybody can have in a name of theirs.
            /\.origin\.(?:(?:includes|indexOf|startsWith|match|search)\(|endsWith\(\s*['"`][^.])/.test(
              written[1] ?? '',
            )) &&
          /\bdata\b/.test(written[1] ?? '')) ||
        (name.endsWith('postMessage') &&
          /^['"]\*['"]$/.test(written[1] ?? '') &&
          (/token|secret|password|session|jwt|key|user|code/i.test(written[0] ?? '') ||
            (receiver.reach === 0 && /opener|parent/.test(text) && /auth|login|profile/i.test(written[0] ?? ''))))
      );
    },
  }),
  where({
    id: 'js-expression',
    cwe: 'CWE-1333',
    severity: 'medium',
    why: 'A regular expression is built from what a request brought.',
    on: 'call',
    when: ({ name, arguments: [value], around }) =>
      name === 'RegExp' &&
      value !== undefined &&
      value.reach === 2 &&
      !/escape/i.test(value.origin) &&
      !/escapeReg|\\\\\$&|\$&/.test(around) &&
      !value.safe.has('code'),
  }),
  setting({
    id: 'js-electron',
    cwe: 'CWE-749',
    severity: 'high',
    why: 'Scripts of a page get what only the program should have.',
    name: /^nodeIntegration$/,
    to: /^true$/,
  }),
  call({
    id: 'js-trace',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'A stranger is shown the inner fault.',
    call: /(?:res|reply|response)\b.*\.(?:send|json|end)$/,
    written: /\b(?:err|error|e)\.stack\b/,
  }),
  where({
    id: 'js-html-body',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    on: 'assign',
    when: ({ name, arguments: [value] }) =>
      /^(?:ctx|context)\.(?:response\.)?body$/.test(name) &&
      value !== undefined &&
      reaches(value, 'html', 2) &&
      value.built &&
      /<\/?[a-z]\w*/i.test(value.text),
  }),
  where({
    id: 'js-html-script',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'JSON in a page can end the script that it stands in.',
    on: 'entry',
    when: ({ name, written }, code) =>
      name === '__html' &&
      /^JSON\.stringify\((?:[^()]|\([^()]*\))*\)$/.test(written[0] ?? '') &&
      !/\\u003c|replace/i.test(code),
  }),
  where({
    id: 'js-link',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A link may hold a script in place of an address.',
    on: 'entry',
    when: ({ name, arguments: [value], written, around }) =>
      /^href$/.test(name) &&
      value !== undefined &&
      reaches(value, 'html') &&
      !value.built &&
      /(?:website|homepage|webpage|blog|portfolio|profileUrl|personalUrl|\.site|\.page|\.web)\b/i.test(
        written[0] ?? '',
      ) &&
      !/protocol|https\?|startsWith|safeUrl|sanitiz/i.test(around),
  }),
  where({
    id: 'js-markup-type',
    cwe: 'CWE-434',
    severity: 'high',
    why: 'A file keeps the name, and so the kind, that its sender gave it.',
    on: 'call',
    when: ({ name, written, around }, code) =>
      /^(?:cb|callback|done)$/.test(name) &&
      /^(?:file|\w+)\.originalname$|^['"`]?(?:\$\{[^}]*\}|Date\.now\(\)|[^a-z]*)[-_'"`+\s]*(?:\$\{)?file\.originalname\}?['"`]?$/.test(
        written[1] ?? '',
      ) &&
      /diskStorage/.test(code) &&
      !/fileFilter|mimetype|extname/.test(code) &&
      around !== '',
  }),
  where({
    id: 'js-upload-kind',
    cwe: 'CWE-434',
    severity: 'high',
    why: 'Only the type that the sender states is looked at; the ending is the sender’s, and the folder is served.',
    on: 'call',
    when: ({ name, written: [, stored = ''], around }, code) =>
      /^(?:cb|callback|done)$/.test(name) &&
      /originalname|\bext(?:ension|name)?\b/.test(stored) &&
      /originalname/.test(around) &&
      /diskStorage/.test(code) &&
      /public|static|www|htdocs/.test(code) &&
      !/(?:test|match|includes|has|indexOf|get)\([^()]*(?:\([^()]*\))?[^()]*(?:originalname|\bext\w*)|\w\[\s*(?:file\.mimetype|ext\w*)\s*\]|\.originalname\)?(?:\.\w+\(\))*\.(?:match|endsWith)\(/.test(
        code,
      ),
  }),
  call({
    id: 'js-bomb',
    cwe: 'CWE-409',
    severity: 'medium',
    why: 'What is inflated has no bound.',
    call: /(?:gunzip|inflate|unzip|brotliDecompress|inflateRaw)(?:Sync)?$/,
    when: ({ arguments: [value], written }) =>
      value !== undefined && value.reach === 2 && !/maxOutputLength/.test(written.join()),
  }),
];

/** A handler that is named, as it is written. */
const handlerOf = (handler: string, code: string): string =>
  /^\w+$/.test(handler)
    ? (new RegExp(`(?:const|let|var|function)\\s+${handler}\\b[\\s\\S]{0,600}`)
        .exec(code)?.[0]
        .split(/\n\s{0,2}\}/)[0] ?? handler)
    : handler;
