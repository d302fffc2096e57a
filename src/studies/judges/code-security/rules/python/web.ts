import { reaches } from '../../flow/value.ts';
import { linkBuilt, markupReturned } from '../markup.ts';
import { call, type Rule, setting, sink, where } from '../rule.ts';

/** Pages, cookies, requests and what a browser or a server is asked to do. */
export const web: readonly Rule[] = [
  call({
    id: 'py-pickle',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'Deserialisation can build any object.',
    call: /^(?:pickle|cPickle|dill|cloudpickle|_pickle|marshal|jsonpickle|shelve|joblib|pandas|pd)\.(?:loads?|decode|open|Unpickler|read_pickle)$|^torch\.load$/,
    when: ({ name, written, arguments: [value] }) =>
      (name !== 'torch.load' || !/weights_only\s*=\s*True/.test(written.join())) &&
      // What the code itself has just written.
      !/(?:pickle|dill|marshal|jsonpickle|joblib)\.(?:dumps|encode)$/i.test(value?.origin ?? ''),
  }),
  call({
    id: 'py-pickle-numpy',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'An array of objects is unpickled.',
    call: /^(?:np|numpy)\.load$/,
    written: /allow_pickle\s*=\s*True/,
  }),
  call({
    id: 'py-yaml',
    cwe: 'CWE-502',
    severity: 'critical',
    why: 'A YAML reader that builds any object.',
    call: /^(?:yaml|ruamel\.yaml)\.(?:load|load_all|unsafe_load|full_load|unsafe_load_all)$/,
    when: ({ name, written }, code) =>
      /unsafe/.test(name) ||
      !new RegExp(
        `Safe|SafeLoader|BaseLoader${[...code.matchAll(/import\s+C?SafeLoader\s+as\s+(\w+)|class\s+(\w+)\([\w.]*SafeLoader\)/g)].map(([, alias, own]) => `|${alias ?? own ?? ''}`).join('')}`,
      ).test(written.slice(1).join()),
  }),
  call({
    id: 'py-xml',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'An XML reader resolves external entities.',
    call: /(?:XMLParser|etree\.\w*parser|setFeature|make_parser)$/i,
    when: ({ name, written }) =>
      (name.endsWith('XMLParser') &&
        /resolve_entities\s*=\s*True|load_dtd\s*=\s*True|no_network\s*=\s*False/.test(written.join())) ||
      (name.endsWith('setFeature') && /external_[gp]es/.test(written[0] ?? '') && /True|1/.test(written[1] ?? '')),
  }),
  call({
    id: 'py-xml-default',
    cwe: 'CWE-611',
    severity: 'high',
    why: 'The reader of lxml resolves entities by default.',
    call: /^(?:lxml\.)?etree\.(?:fromstring|parse|XML|iterparse)$/,
    when: ({ name, written, arguments: [, parser], receiver }, code) =>
      (/from lxml import etree|import lxml|lxml/.test(code) || name.startsWith('lxml')) &&
      written.length < 2 &&
      parser === undefined &&
      receiver !== undefined &&
      !/resolve_entities\s*=\s*False|defusedxml/.test(code),
  }),
  sink({
    id: 'py-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /(?:mark_safe|^Markup|markupsafe\.Markup|flask\.Markup|HttpResponse|HTMLResponse|make_response|^Response|flask\.Response|SafeString|web\.Response|PlainTextResponse|self\.write|self\.finish|st\.markdown|st\.write|ui\.html|StreamingResponse)$/,
    place: 'html',
    when: ({ name, arguments: given, text }) =>
      /mark_safe|Markup|SafeString/.test(name)
        ? true
        : given.some(
            (one) => reaches(one, 'html') && one.built && (/<\w/.test(one.text) || /HTMLResponse/.test(name)),
          ) && !/text\/plain|application\/json/.test(text),
  }),
  where({
    id: 'py-html-return',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    on: 'return',
    when: ({ arguments: [value], marks, text }) =>
      value !== undefined &&
      reaches(value, 'html', marks.includes('@') ? 1 : 2) &&
      value.built &&
      /<\/?[a-z]\w*/i.test(value.text) &&
      /@|request/.test(marks) &&
      !/text\/plain|application\/json|jsonify/.test(text),
  }),
  linkBuilt('py-link'),
  markupReturned('py-html-build'),
  call({
    id: 'py-autoescape',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'Templates are rendered without escaping.',
    call: /^(?:jinja2\.)?Environment$/,
    when: ({ written }, code) =>
      /autoescape\s*=\s*False/.test(written.join()) || (!/autoescape/.test(written.join()) && /html/i.test(code)),
  }),
  sink({
    id: 'py-fetch',
    cwe: 'CWE-918',
    severity: 'high',
    why: 'The server asks an address that a request brought.',
    call: /^(?:requests|httpx|urllib\.request|aiohttp|urllib|session|urllib3)\.(?:\w+\.)*(?:get|post|put|head|request|urlopen|urlretrieve|stream|delete|options|patch)$|^urlopen$|(?:Session|AsyncClient|ClientSession|PoolManager|Client)\.(?:get|post|request|head)$/,
    place: 'url',
    at: [0, 1],
    least: 2,
    when: ({ name, arguments: [value, second] }) =>
      [value, second].some(
        (one) =>
          one !== undefined &&
          one.reach === 2 &&
          !one.safe.has('url') &&
          !/^(?:\uFFFC?\s*)https?:\/\/[\w.-]+\/[\s\S]*\uFFFC/.test(one.text) &&
          (one === value || (/(?:request|stream)$/.test(name) && /https?|\uFFFC/.test(one.text))),
      ),
  }),
  sink({
    id: 'py-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /(?:redirect|HttpResponseRedirect|RedirectResponse|HTTPFound|HTTPSeeOther|HTTPTemporaryRedirect|HTTPMovedPermanently)$/,
    place: 'redirect',
    at: [0],
    least: 2,
    when: ({ arguments: [value] }) => value !== undefined && !/^\/[\w]/.test(value.text),
  }),
  call({
    id: 'py-debug',
    cwe: 'CWE-489',
    severity: 'high',
    why: 'The debugger is on.',
    call: /\.run$|^uvicorn\.run$|(?:^|\.)(?:Flask|FastAPI|Starlette|Sanic|Quart)$/,
    written: /debug\s*=\s*True/,
  }),
  setting({
    id: 'py-debug-set',
    cwe: 'CWE-489',
    severity: 'medium',
    why: 'Debug mode is on, or on by default.',
    name: /(?:^|\.)DEBUG$|\.debug$|\[["']DEBUG["']\]$/,
    to: /^True$|["'](?:1|[Tt]rue|on|yes)["']\)\s*(?:!=|==|\.lower)|default\s*=\s*True/,
  }),
  call({
    id: 'py-cors',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    call: /(?:^|\.)(?:add_middleware|CORS|CORSMiddleware)$/,
    when: ({ written }) => {
      const all = written.join(', ');
      return (
        /(?:allow_)?(?:origins?|origin_regex)\s*=\s*(?:\[\s*)?r?["'](?:\.\*|\*|https?:\/\/\.\*|\^?\.\*\$?)["']/.test(
          all,
        ) && /credentials\s*=\s*True/.test(all)
      );
    },
  }),
  call({
    id: 'py-cookie',
    cwe: 'CWE-1004',
    severity: 'medium',
    why: 'A session cookie can be read by scripts or sent in the clear.',
    call: /\.set_cookie$/,
    when: ({ written }) =>
      /sess|sid|token|auth|remember|login|jwt/i.test(written.slice(0, 2).join()) &&
      (!/httponly\s*=\s*True/i.test(written.join()) ||
        !/secure\s*=\s*(?:True|not |request|settings|\w+)/i.test(written.join()) ||
        /secure\s*=\s*False/.test(written.join())),
  }),
  setting({
    id: 'py-cookie-set',
    cwe: 'CWE-614',
    severity: 'medium',
    why: 'The session cookie is not protected.',
    name: /(?:SESSION_COOKIE_SECURE|SESSION_COOKIE_HTTPONLY|CSRF_COOKIE_SECURE|WTF_CSRF_ENABLED|SESSION_COOKIE_HTTPONLY)/,
    to: /^False$/,
  }),
  where({
    id: 'py-csrf',
    cwe: 'CWE-352',
    severity: 'medium',
    why: 'Protection against forged requests is off where cookies sign in.',
    on: 'function',
    when: ({ marks, around }) =>
      /csrf_exempt|csrf\.exempt/.test(marks) &&
      /login_required|request\.user|current_user|session/.test(`${marks}${around}`),
  }),
  call({
    id: 'py-bomb',
    cwe: 'CWE-409',
    severity: 'medium',
    why: 'What is inflated has no bound.',
    call: /^(?:gzip\.decompress|zlib\.decompress|bz2\.decompress|lzma\.decompress)$/,
    when: ({ arguments: [value] }) => value !== undefined && value.reach === 2,
  }),
  where({
    id: 'py-upload',
    cwe: 'CWE-434',
    severity: 'high',
    why: 'A file of any kind is stored where it can be asked for.',
    on: 'call',
    when: ({ name, arguments: [value], written, around }, code) =>
      name.endsWith('.save') &&
      value !== undefined &&
      value.reach === 2 &&
      !(value.safe.has('path') && value.safe.has('code')) &&
      (/static|public|www|htdocs/.test(`${value.text} ${written.join()}`) || /static_folder/.test(code)) &&
      !/ALLOWED|splitext|suffix|allowed/.test(around),
  }),
  where({
    id: 'py-trace',
    cwe: 'CWE-209',
    severity: 'low',
    why: 'A stranger is shown the inner fault.',
    on: 'return',
    when: ({ written }) => /traceback\.format_exc\(\)/.test(written[0] ?? ''),
  }),
  where({
    id: 'py-cors-reflect',
    cwe: 'CWE-942',
    severity: 'medium',
    why: 'Any origin may read answers with credentials.',
    on: 'assign',
    when: ({ text, arguments: [value], around }) =>
      /^[^=]*\[["']access-control-allow-origin["']\]\s*=/i.test(text) &&
      /allow-credentials["']\]?\s*(?:=|,|:)\s*["']?true/i.test(around) &&
      value !== undefined &&
      (reaches(value, 'html', 2) || /["']\*["']/.test(text)),
  }),
  setting({
    id: 'py-pickle-set',
    cwe: 'CWE-502',
    severity: 'high',
    why: 'Messages and sessions are unpickled.',
    name: /(?:accept_content|CELERY_ACCEPT_CONTENT|SESSION_SERIALIZER|task_serializer|SESSION_SERIALIZATION_FORMAT|serializer)$/i,
    to: /["'](?:application\/x-python-)?pickle["']|PickleSerializer/,
    when: ({ name, written }) => !name.endsWith('serializer') || /Pickle|^["']pickle["']$/.test(written[0] ?? ''),
  }),
  call({
    id: 'py-markdown',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'Markdown keeps the markup in it.',
    call: /^(?:markdown\.markdown|mistune\.html|markdown2\.markdown|marko\.convert|commonmark\.commonmark)$/,
    when: ({ arguments: [value], around, marks }) =>
      value !== undefined &&
      value.reach > 0 &&
      /Markup\(|mark_safe|\|\s*safe|HTMLResponse|HttpResponse|return\s+f?["'`]<|render_template_string/.test(
        around + marks,
      ) &&
      !/bleach|nh3|sanitiz|escape/i.test(around),
  }),
];
