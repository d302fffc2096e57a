import { asGiven, reaches } from '../flow/value.ts';
import { call, type Rule, setting, sink, where } from './rule.ts';
import { openMode } from './secrets.ts';

const ROUTED = /@\w+\.(?:route|get|post|put|patch|delete)\(|@login_required|def \w+\((?:self, )?request\b/;

/** Files, pages and access. */
export const pythonWeb: readonly Rule[] = [
  sink({
    id: 'py-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:open|io\.open|codecs\.open|aiofiles\.open|send_file|flask\.send_file|FileResponse|(?:\w+\.)*FileResponse|os\.(?:remove|unlink|open|rename|listdir|rmdir|makedirs)|shutil\.(?:copy\w*|move|rmtree)|.*\.(?:read_text|read_bytes|write_text|write_bytes|unlink|open|save)|zipfile\.ZipFile|tarfile\.open|static_file)$/,
    place: 'path',
    when: ({ name, arguments: given, receiver, text }) => {
      const subject = /read_|write_|unlink|\.open$/.test(name) && receiver.reach > 0 ? receiver : given[0];
      return (
        subject !== undefined &&
        reaches(subject, 'path') &&
        (subject.reach === 2 || joinsFolder(subject.text, subject.built)) &&
        subject.built &&
        !asGiven(subject) &&
        !/^\w*[:]?\/\/|https?:/.test(subject.text) &&
        !(name.endsWith('.save') && !/FILES|upload|file/i.test(text))
      );
    },
  }),
  where({
    id: 'py-path-method',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    on: 'call',
    when: ({ name, receiver }) =>
      /\.(?:read_text|read_bytes|write_text|write_bytes|unlink|open|iterdir|rmdir)$/.test(name) &&
      reaches(receiver, 'path') &&
      receiver.built &&
      !asGiven(receiver),
  }),
  call({
    id: 'py-extract',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'Members of an archive may leave the folder.',
    call: /\.extractall$|\.extract$/,
    when: ({ written }, code) =>
      /tarfile/.test(code) &&
      !/filter\s*=\s*["'](?:data|tar)["']|tarfile\.data_filter/.test(written.join()) &&
      !/is_relative_to|commonpath|commonprefix|startswith|isreg|members\s*=/.test(code),
  }),
  call({
    id: 'py-archive',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'An archive is unpacked wherever its names point.',
    call: /^shutil\.unpack_archive$/,
    when: ({ written }, code) => /tar/.test(code) && !/filter/.test(written.join()),
  }),
  call({
    id: 'py-mktemp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'Another user can take the name before the file is made.',
    call: /^(?:tempfile\.mktemp|os\.tempnam|os\.tmpnam|mktemp)$/,
  }),
  call({
    id: 'py-fixed-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /^(?:open|io\.open|os\.open|.*\.write_(?:text|bytes)|.*to_csv|shutil\.copy\w*)$/,
    when: ({ name, written, arguments: given, receiver, around }) => {
      const subject = /write_|to_csv/.test(name) && /^\/(?:var\/)?tmp\//.test(receiver.text) ? receiver : given[0];
      return (
        subject !== undefined &&
        /^\uFFFC?\s*\/(?:var\/)?tmp\//.test(subject.text) &&
        /["'][wax]b?\+?["']|write_|to_csv|copy/.test(`${written.slice(1).join()} ${name}`) &&
        !/["']x|O_EXCL|mkdtemp|mkstemp|token|NamedTemp/.test(around)
      );
    },
  }),
  call({
    id: 'py-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:os\.(?:chmod|fchmod|makedirs|mkdir|open)|.*\.(?:chmod|mkdir))$|^os\.umask$/,
    when: ({ name, written, purpose, text }) =>
      /umask/.test(name)
        ? /^0(?:o0*)?0?$/.test(written[0] ?? '')
        : openMode(written.at(-1) ?? '', `${purpose} ${text}`),
  }),
  call({
    id: 'py-stat-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may change what is kept here.',
    call: /chmod$/,
    written: /S_IRWXO|S_IWOTH/,
  }),
  call({
    id: 'py-ftp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Credentials go over the network in the clear.',
    call: /^(?:ftplib\.)?FTP$|^telnetlib\.Telnet$/,
    when: ({ name }, code) => /Telnet/.test(name) || /\.login\(\s*[^)\s]/.test(code) || /passwd/.test(code),
  }),
  call({
    id: 'py-smtp',
    cwe: 'CWE-319',
    severity: 'medium',
    why: 'Mail credentials go over the network in the clear.',
    call: /^smtplib\.SMTP$/,
    unless: /starttls/,
    when: (_, code) => /\.login\(/.test(code),
  }),
  call({
    id: 'py-log-secret',
    cwe: 'CWE-532',
    severity: 'medium',
    why: 'A secret is written to a log.',
    call: /^(?:print|(?:log|logger|logging|_log|LOG|current_app\.logger|app\.logger)(?:\.\w+)*\.(?:info|debug|warning|error|exception|critical))$|^logging\.getLogger\.\w+$/,
    when: ({ written, purpose }) =>
      written.some((one) =>
        /^(?:\w+\.)?(?:password|passwd|pwd|secret|api_key|token|card_number|cvv|access_token|pin)$|\{(?:\w+\.)?(?:password|passwd|secret|api_key|token|card_number|cvv|access_token)(?:[!:][^}]*)?\}|\[["'](?:password|token|card_number)["']\]$/.test(
          one,
        ),
      ) &&
      !/generate|print_|show|cli/.test(purpose) &&
      written[0]?.startsWith('print') !== true,
  }),
  sink({
    id: 'py-log-line',
    cwe: 'CWE-117',
    severity: 'low',
    why: 'A line of a log is built from request data.',
    call: /^(?:log|logger|logging|LOG|app\.logger|current_app\.logger)\.(?:info|warning|error|debug)$|^logging\.getLogger\.\w+$/,
    place: 'log',
    least: 2,
    when: ({ text }) => !/%r|!r/.test(text),
  }),
  sink({
    id: 'py-html',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A page holds text of an attacker’s that is not escaped.',
    call: /(?:mark_safe|^Markup|markupsafe\.Markup|flask\.Markup|HttpResponse|HTMLResponse|make_response|^Response|flask\.Response|SafeString|web\.Response)$/,
    place: 'html',
    at: [0],
    when: ({ name, arguments: [value], text }) =>
      /mark_safe|Markup|SafeString/.test(name)
        ? true
        : value?.built === true &&
          (/<\w/.test(value.text) || /HTMLResponse/.test(name)) &&
          !/text\/plain|application\/json/.test(text),
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
  where({
    id: 'py-html-build',
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'HTML is built from a value that is not escaped.',
    on: 'return',
    when: ({ arguments: [value] }) =>
      value !== undefined &&
      reaches(value, 'html') &&
      value.built &&
      /<(?:p|div|h\d|a|b|td|tr|li|ul|span|html|body|strong|em|img|form|title|table)\b[^>]*>/.test(value.text),
  }),
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
    when: ({ arguments: [value, second] }) =>
      [value, second].some(
        (one) =>
          one !== undefined &&
          one.reach === 2 &&
          !one.safe.has('url') &&
          !/^(?:\uFFFC?\s*)https?:\/\/[\w.-]+\/[\s\S]*\uFFFC/.test(one.text) &&
          (one === value || /https?|\uFFFC/.test(one.text)),
      ),
  }),
  sink({
    id: 'py-redirect',
    cwe: 'CWE-601',
    severity: 'medium',
    why: 'The browser is sent where a request says.',
    call: /(?:redirect|HttpResponseRedirect|RedirectResponse)$/,
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
    call: /\.run$|^uvicorn\.run$|^Flask$/,
    written: /debug\s*=\s*True/,
  }),
  setting({
    id: 'py-debug-set',
    cwe: 'CWE-489',
    severity: 'medium',
    why: 'Debug mode is on, or on by default.',
    name: /(?:^|\.)(?:DEBUG|debug)$/,
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
  where({
    id: 'py-attributes',
    cwe: 'CWE-915',
    severity: 'high',
    why: 'Any attribute can be set from a request.',
    on: 'call',
    when: ({ name, arguments: given, written, text }) =>
      (name === 'setattr' &&
        given[1] !== undefined &&
        given[1].reach > 0 &&
        !given[1].safe.has('code') &&
        !given[1].safe.has('sql')) ||
      (/(?:\.update|\.create|\.filter|[A-Z]\w+)$/.test(name) &&
        /\*\*(?:request\.|data\b|payload\b|body\b)/.test(written.join()) &&
        /request/.test(text) &&
        !/\.model_dump|validated/.test(text)),
  }),
  where({
    id: 'py-owner',
    cwe: 'CWE-639',
    severity: 'high',
    why: 'What belongs to someone is found by its id alone.',
    on: 'call',
    when: ({ name, written, marks, around, text }) =>
      ROUTED.test(`${marks}${around}`) &&
      /login_required|current_user|get_current_user|request\.user|session\[/.test(`${marks}${around}`) &&
      /(?:query\.get|get_or_404|get_object_or_404|objects\.get|session\.get|db\.get|\.first_or_404|\.filter_by\.first)$/.test(
        name,
      ) &&
      /_id\b|\bpk\b|\bid\b/.test(written.join()) &&
      !/owner|user|customer_id|account_id\s*=|author|created_by|tenant|member/i.test(text) &&
      !/(?:owner|user_id|customer_id|author|owner_id|account_id)\w*\s*(?:!=|==)|is_owner|has_permission|owned_by|can_\w+\(|_set\b/.test(
        around,
      ) &&
      !/product|article|post\b|page|categor/i.test(text),
  }),
  sink({
    id: 'py-ldap',
    cwe: 'CWE-90',
    severity: 'high',
    why: 'A directory filter is built from a value that is not escaped.',
    call: /\.(?:search|search_s|search_ext|search_st|search_ext_s)$/,
    place: 'ldap',
    built: true,
    text: /\([&|]?\(?\w+=/,
  }),
  sink({
    id: 'py-xpath',
    cwe: 'CWE-643',
    severity: 'high',
    why: 'An XPath expression is built from a value.',
    call: /(?:\.xpath|etree\.XPath|\.find|\.findall|\.iterfind)$/,
    place: 'xpath',
    at: [0],
    built: true,
    text: /\/|\[@|\[/,
  }),
  sink({
    id: 'py-nosql',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query takes operators from request data.',
    call: /\.(?:find|find_one|delete_one|update_one|count_documents|aggregate)$/,
    place: 'nosql',
    at: [0],
    least: 2,
    when: ({ text }) => !/str\(/.test(text) && /json|\$where/.test(text),
  }),
  where({
    id: 'py-where',
    cwe: 'CWE-943',
    severity: 'high',
    why: 'A query runs code built from a value.',
    on: 'entry',
    when: ({ name, arguments: [value] }) => name === '$where' && value !== undefined && value.reach > 0,
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
    id: 'py-race',
    cwe: 'CWE-367',
    severity: 'medium',
    why: 'What was checked can change before it is used.',
    on: 'call',
    when: ({ name, written, around }) =>
      /^os\.access$/.test(name) && new RegExp(`open\\(\\s*${escaped(written[0] ?? '')}`).test(around),
  }),
  where({
    id: 'py-upload',
    cwe: 'CWE-434',
    severity: 'high',
    why: 'A file of any kind is stored where it can be asked for.',
    on: 'call',
    when: ({ name, arguments: [value], written, around }) =>
      name.endsWith('.save') &&
      value !== undefined &&
      value.reach === 2 &&
      /static|public|www|htdocs/.test(`${value.text} ${written.join()}`) &&
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
  call({
    id: 'py-assert',
    cwe: 'CWE-617',
    severity: 'medium',
    why: 'A check of access is an assertion, which an option removes.',
    call: /^assert$/,
    written: /admin|staff|superuser|role|perm|owner|authenticated|logged_in|can_/,
  }),
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const joinsFolder = (text: string, built: boolean): boolean =>
  (built && text !== '' && !/^\uFFFC*$/.test(text)) || built;
