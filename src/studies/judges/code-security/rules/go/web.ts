import { reaches } from '../../flow/value.ts';
import { call, type Rule, sink, where } from '../rule.ts';

/** Pages, cookies, requests and what a browser or a server is asked to do. */
export const web: readonly Rule[] = [
  where({
    id: 'go-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text that is not escaped.',
    on: 'call',
    when: ({ name, written, arguments: [value] }) =>
      /^template\.(?:HTML|JS|URL|HTMLAttr)$/.test(name) &&
      !/^["`]/.test(written[0] ?? '') &&
      value !== undefined &&
      !value.safe.has('html') &&
      !/Sanitize|EscapeString/.test(`${written[0] ?? ''}${value.origin}`),
  }),
  sink({
    id: 'go-html-write',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /^(?:fmt\.Fprint(?:f|ln)?|io\.WriteString)$|^w\.Write$|\.Write(?:String)?$|^(?:c|ctx)\.(?:Data|HTML|HTMLBlob|String|SendString|Blob)$/,
    place: 'html',
    least: 1,
    when: ({ text, arguments: given, around }) =>
      /^(?:fmt\.F\w+|io\.\w+)\((?:w|rw|writer|res|c\.Writer|ctx)\b|^(?:w|rw|writer|res)\.Write|^(?:c|ctx)\./.test(
        text,
      ) &&
      ((given.some((one) => reaches(one, 'html')) && /<\/?\w/.test(given.map((one) => one.text).join(' '))) ||
        (given.some((one) => reaches(one, 'html', 2)) && /"text\/html|MIMETextHTML/.test(around))) &&
      !/text\/plain|application\/json/.test(around),
  }),
  where({
    id: 'go-text-template',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page is rendered by the template package that does not escape.',
    on: 'call',
    when: ({ name, around }, code) =>
      /template\.New$|template\.ParseFiles$/.test(name) &&
      /"text\/template"/.test(code) &&
      /html|<\w+>/i.test(code.replace('text/template', '')) &&
      /ResponseWriter|http\./.test(code) &&
      around !== '',
  }),
  sink({
    id: 'go-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^(?:client|c|httpClient|s\.client|h\.client|resty\.New\.R)\.Get$|^http\.(?:Get|Post|Head|PostForm|NewRequest|NewRequestWithContext|DefaultClient\.\w+)$|^(?:client|c|httpClient)\.(?:Get|Post|Head)$|http\.Client\.(?:Get|Head|Post)$|^net\.Dial(?:Timeout)?$|^tls\.Dial$|NewSingleHostReverseProxy$|\.R\.(?:Get|Post|Head)$|^fiber\.(?:Get|Post)$|^(?:websocket\.DefaultDialer|grpc)\.Dial\w*$/,
    place: 'url',
    least: 2,
    when: ({ arguments: given }, code) =>
      given.some(
        (one) =>
          one.reach === 2 &&
          !one.safe.has('url') &&
          !/^\s*https?:\/\/[\w.-]+\//.test(one.text) &&
          !/\.(?:Body|Context|Method|Form)$/.test(one.origin),
      ) && !/IsPrivate|Control:/.test(code),
  }),
  sink({
    id: 'go-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /^http\.Redirect$|^(?:c|ctx)\.Redirect(?:\.To)?$/,
    place: 'redirect',
    when: ({ name, arguments: given, around }) => {
      const value = name.startsWith('http') ? given[2] : (given.find((one) => one.reach === 2) ?? given[1]);
      return (
        value !== undefined &&
        reaches(value, 'redirect', 2) &&
        !/^\/\w/.test(value.text) &&
        !/IsAbs\(\)|\.Host\s*!=|\.Host == ""/.test(around)
      );
    },
  }),
  where({
    id: 'go-redirect-header',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    on: 'call',
    when: ({ text, written, arguments: [, value] }) =>
      /\.(?:Set|Add|Header)\(/.test(text.slice(0, 60)) &&
      /^(?:"Location"|\w+\.HeaderLocation)$/i.test(written[0] ?? '') &&
      reaches(value, 'redirect', 2) &&
      !/^\/\w|^\s*https?:\/\/[\w.-]+\//.test(value.text),
  }),
  where({
    id: 'go-cookie-later',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, text, written, around }) => {
      if (/^(?:fiber\.Cookie|sessions\.Options|session\.Config|scs\.SessionCookie)$/.test(name))
        return (
          (/sessions\.Options|session\.Config/.test(name) ||
            /Name:\s*"\w*(?:sess|sid|token|auth|remember|login|jwt)/i.test(text)) &&
          (/(?:HttpOnly|HTTPOnly|CookieHTTPOnly|Secure|CookieSecure):\s*false/.test(text) ||
            (name === 'fiber.Cookie' && (!/HTTPOnly:\s*true/.test(text) || !/Secure:\s*\w/.test(text))))
        );
      if (name !== 'http.SetCookie') return false;
      const cookie = /^&?(\w+)$/.exec(written[1] ?? '')?.[1];
      return (
        cookie !== undefined &&
        new RegExp(`\\b${cookie}\\.Name = "\\w*(?:sess|sid|token|auth|remember|login|jwt)`, 'i').test(around) &&
        !(
          new RegExp(`\\b${cookie}\\.HttpOnly = true`).test(around) &&
          new RegExp(`\\b${cookie}\\.Secure = (?!false)`).test(around)
        )
      );
    },
  }),
  call({
    id: 'go-csrf',
    cwe: 'CWE-352',
    severity: 'medium',
    why: 'Protection against forged requests is off where cookies sign in.',
    call: /^csrf\.(?:Secure|HttpOnly|UnsafeSkipCheck)$/,
    when: ({ name, written }) => name.endsWith('UnsafeSkipCheck') || written[0] === 'false',
  }),
  where({
    id: 'go-debug',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'A stranger is shown the inner state.',
    on: 'call',
    when: ({ name, written }) =>
      (/^http\.Error$|^c(?:tx)?\.(?:String|JSON|AbortWithStatusJSON|SendString)$|^fmt\.Fprint(?:f|ln)?$|^w\.Write$/.test(
        name,
      ) &&
        /debug\.Stack\(\)|debug\.PrintStack|os\.Environ\(\)/.test(written.join())) ||
      (name === 'fmt.Fprintf' &&
        /^w$/.test(written[0] ?? '') &&
        /%\+v/.test(written[1] ?? '') &&
        /\berr\b/.test(written.slice(2).join())),
  }),
  where({
    id: 'go-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    on: 'call',
    when: ({ name, text, named, written }, code) =>
      (/^http\.Cookie$/.test(name) &&
        (/Name:\s*"\w*(?:sess|sid|token|auth|remember|login|jwt)/i.test(text) ||
          (/Name:\s*[a-z]\w*,/.test(text) && /"\w*(?:sess|sid|token|auth|remember|login|jwt)\w*"/i.test(code))) &&
        (!/HttpOnly:\s*true/.test(text) || !/Secure:\s*(?:true|\w+)/.test(text) || /Secure:\s*false/.test(text)) &&
        !/\.HttpOnly = true/.test(code) &&
        named !== undefined) ||
      (/^c\.SetCookie$/.test(name) &&
        /sess|sid|token|auth/i.test(written[0] ?? '') &&
        !written.join(', ').endsWith('true, true')),
  }),
  where({
    id: 'go-bomb',
    cwe: 'CWE-409',
    severity: 'medium',
    why: 'What is inflated has no bound.',
    on: 'call',
    when: ({ name, around, text }) =>
      /^(?:io\.ReadAll|ioutil\.ReadAll|io\.Copy)$/.test(name) &&
      /gzip\.NewReader|zlib\.NewReader|flate\.NewReader|bzip2\.NewReader/.test(around) &&
      !/LimitReader|LimitedReader|CopyN/.test(around.replace(/LimitReader\((?:r|req|request)\.Body[^)]*\)/g, '')) &&
      !inflatedIsBounded(around) &&
      /http\.Request|Body|io\.Reader/.test(around) &&
      text !== '',
  }),
  where({
    id: 'go-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'call',
    when: ({ name, written, around, arguments: [, value] }) =>
      (/Header\.Set$|\.Set$|\.Add$/.test(name) &&
        /Access-Control-Allow-Origin/i.test(written[0] ?? '') &&
        /Allow-Credentials"\s*,\s*"true/i.test(around) &&
        ((value !== undefined && reaches(value, 'url', 2)) || /"\*"/.test(written[1] ?? ''))) ||
      (/^cors\.(?:Options|Config)$/.test(name) &&
        /AllowCredentials:\s*true/.test(around) &&
        /"\*"|AllowAllOrigins:\s*true|AllowOriginFunc:\s*func\([^)]*\)\s*bool\s*\{\s*return (?:true|strings\.(?:Contains|HasPrefix)\(|strings\.HasSuffix\(\w+, "[^."])/.test(
          around,
        )),
  }),
  call({
    id: 'go-gob',
    cwe: 'CWE-502',
    severity: 'high',
    why: 'A YAML or gob reader over what anyone sent.',
    call: /plugin\.Open$/,
    when: ({ arguments: [value] }) => value !== undefined && value.reach > 0,
  }),
  where({
    id: 'go-origin',
    cwe: 'CWE-346',
    severity: 'medium',
    why: 'Any site may open the socket with the user’s cookie.',
    on: 'entry',
    when: ({ name, written }) => name === 'CheckOrigin' && /\{\s*return true\s*\}$/.test(written[0] ?? ''),
  }),
  call({
    id: 'go-profiles',
    cwe: 'CWE-489',
    severity: 'medium',
    why: 'Profiles of the program are served to everybody.',
    call: /^http\.ListenAndServe(?:TLS)?$/,
    when: ({ written }, code) =>
      /\b_ "net\/http\/pprof"/.test(code) &&
      /^(?:nil|http\.DefaultServeMux)$/.test(written.at(-1) ?? '') &&
      !/^"(?:localhost|127\.0\.0\.1|\[::1\])/.test(written[0] ?? ''),
  }),
  where({
    id: 'go-html-stored',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text that somebody once wrote, and does not escape it.',
    on: 'call',
    when: ({ name, written, around }) =>
      /^fmt\.Fprintf$|^(?:io|w)\.WriteString$|\.Write(?:String)?$/.test(name) &&
      /["`][^"`]*<\w+[^"`]*>[^"`]*(?:%[sv]|["`]\s*\+)/.test(written.join(', ')) &&
      written.some((one) =>
        /(?:^|\+\s*)\w+(?:\.\w+)*\.(?:Note|Comment|Text|Message|Bio|Description|Title|Content|Subject|Nickname|DisplayName|Caption|Review|About|Username|Body|Author)\s*(?:\+|$)/.test(
          one,
        ),
      ) &&
      /http\.ResponseWriter|text\/html|<(?:html|body|h\d|p|li|td)\b/.test(around),
  }),
];

/** What is read is what was inflated, not what came in. */
const inflatedIsBounded = (around: string): boolean => {
  const inflated = /\b(\w+)(?:, \w+)? :?= (?:gzip|zlib|flate|bzip2)\.NewReader/.exec(around)?.[1];
  return inflated !== undefined && new RegExp(`MaxBytesReader\\([^)]*\\b${inflated}\\b`).test(around);
};
