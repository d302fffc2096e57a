import type { Function } from './scope.ts';
import { CONSTANT, HOLE, PLACES, type Place, type Value } from './value.ts';

/** Calls whose result an attacker no longer controls as text: numbers, digests, ids, lengths. */
export const NUMERIC =
  /(?:^|\.)(?:int|float|len|bool|ord|round|hash|Number|parseInt|parseFloat|BigInt|isNaN|isSafeInteger|isInteger|Boolean|length|size|count|valueOf|intValue|longValue|parseLong|parseDouble|parseUnsignedInt|fromString|Atoi|ParseInt|ParseUint|ParseFloat|ParseBool|intval|floatval|boolval|is_numeric|strlen|atoi|atol|strtol|strtoul|strtoull|strtoll|UUID|uuid\.(?:Parse|MustParse|FromString)|uuid4|uuid_v4|v4|randomUUID|hexdigest|Sum(?:1|\d{3})?(?:_\d+)?|(?:md5|sha1|sha256|sha512)Hex|formatHex|digest|hexDigest|md5_file|ip_address|ip_network|ParseIP|ParseAddr|hex|bin2hex|date|strptime|parse_date|fromisoformat|isoformat|toISOString|Enum|getContextPath|getSession|getUserPrincipal|getRemoteUser|getMethod|getRemoteAddr|getLocale|is_secure|get_host|nextInt|random_int|random_bytes|indexOf|findIndex|push|unshift|array_push|compare|equals|hashCode|verify|password_verify|password_hash|hashpw|compareSync|now|time|Context|UserContext)$|^cast\.(?:int|long|short|float|double|boolean|bool|Integer|Long|size_t|unsigned|uint\w+|int\w+)$|^(?:int|int32|int64|uint|uint32|uint64|float64|md5|sha1|sha256|crc32|hash|hash_hmac|sha1_file|hash_file)$/;

const CLEANERS: readonly (readonly [RegExp, readonly Place[]])[] = [
  [
    /(?:^|\.)(?:shlex\.quote|quote_plus|pipes\.quote|escapeshellarg|shellescape|shellQuote|shell_quote|list2cmdline)$|^shlex\.quote$|^quote$|shell-quote\.quote$/,
    ['shell'],
  ],
  [
    /(?:^|\.)(?:escape|escapeHtml|escape_html|htmlEscape|html_escape|conditional_escape|escapeHTML|encodeForHTML|forHtml\w*|HTMLEscapeString|HTMLEscaper|htmlspecialchars|htmlentities|esc_html|esc_attr|e|sanitize|sanitizeHtml|sanitize_html|clean|bleach\.clean|DOMPurify\.sanitize|purify|wp_kses\w*|linkify|escapeXml|escapeHtml4|Escape|createTextNode|encodeURIComponent|urlencode|rawurlencode|json_encode|JSON\.stringify|dumps|sanitizeHTML|format_html|markdown)$|^sanitize-html$|^he\.encode$/,
    ['html'],
  ],
  [
    /(?:^|\.)(?:encodeURIComponent|quote|quote_plus|urlencode|rawurlencode|QueryEscape|PathEscape)$|(?:base64|URLEncoder|Encoder|urllib|querystring|hex|Encoding)[\w.]*\.encode$/,
    ['url', 'path', 'redirect', 'log'],
  ],
  [
    /(?:^|\.)(?:basename|secure_filename|safe_join|safeJoin|send_from_directory|get_valid_filename|Base|getFileName|sanitize_filename|sanitizeFilename|secureFilename|confine\w*|SecureJoin|wp_unique_filename|sanitize_file_name|parse\.base|is_relative_to|pathinfo)$|(?:^|\.)sanitize$|^sanitize-filename$|OpenInRoot$|securejoin\.SecureJoin$/,
    ['path'],
  ],
  [
    /(?:^|\.)(?:quote_ident|quote_name|quoteIdentifier|escapeId|escape_string|real_escape_string|mysqli_real_escape_string|escape|quote|Identifier|Literal|escapeLiteral|escapeIdentifier|esc_sql|QuoteIdentifier|pg_escape_\w+|sql\.SQL|prepare|format_ident|Sanitize|quoteName|like_escape|mogrify)$|^(?:psycopg2?\.)?sql\.(?:Identifier|Literal|SQL|Placeholder)$/,
    ['sql'],
  ],
  [
    /(?:^|\.)(?:escape_filter_chars|encodeForLDAP|filterEncode|nameEncode|escapeValue|EscapeFilter|ldap_escape|escape_dn_chars|encodeValue|escapeFilter|ldapEscape)$/,
    ['ldap'],
  ],
  [/(?:^|\.)sql\.SQL(?:\.(?:format|join))+$/, ['sql']],
  // The names of a model's fields are written in it.
  [/(?:^|\.)model_dump$|^\w+\.dict$/, ['code']],
  [/(?:^|\.)(?:sql|\$queryRaw|\$executeRaw)$/, ['sql']],
  [/(?:^|\.)(?:literal_eval|JSON\.parse|loads|parse)$/, ['code']],
  [/(?:^|\.)(?:validated|only|safe|String|string|str|toString|hex|filter_var)$/, ['nosql']],
  [/(?:^|\.)(?:url_has_allowed_host_and_scheme|url_for|reverse|path_for)$/, ['redirect', 'url']],
  [/^repr$|(?:^|\.)(?:JSON\.stringify|json_encode|var_export|Quote|strconv\.Quote|addcslashes)$/, ['log', 'code']],
  [/(?:^|\.)(?:ParseAddress|InternetAddress|[QB]Encoding\.Encode)$/, ['log']],
  [
    /(?:\$|this\.)\w*(?:twig|view|templat\w*|renderer|smarty|blade)\w*\.(?:render|renderView|fetch|make)$|Twig\\Environment\.render$/i,
    ['html'],
  ],
  // A schema leaves values of the types it names.
  [
    /^(?!JSON\.|qs\.|querystring\.|url\.|path\.)[\w.@/-]*\.(?:parse|parseAsync|safeParse|validateSync|validateAsync|cast|decode|model_validate|parse_obj)$/,
    ['nosql'],
  ],
  // What its name says it is for; where it says nothing, for everything.
  [/saniti[sz]e_?(?:text|textarea|html|markup)\w*$/i, ['html', 'log']],
  [
    /(?:allow|valid|whitelist|safe|trusted|permitted|confine|saniti[sz])(?!e_?(?:text|textarea|html|markup))\w*$/i,
    PLACES,
  ],
];

/** Escapes for pages under whatever name: escapeHtml, escape-html, html.EscapeString, esc_attr, encodeForHTML. */
const FOR_HTML =
  /(?:html|xml|markup|attr)\w*[._-]?\w*(?:esc|encode|saniti[sz]|purif|clean)\w*$|(?:esc|encode|saniti[sz]|purif|clean)\w*[._-]?(?:for)?[._-]?(?:html|xml|markup|attr|tags|text)\w*$|(?:^|\.)esc$/i;

/** The places that the result of a call is safe for, whatever went in. */
export const cleanedBy = (name: string): readonly Place[] => [
  ...CLEANERS.flatMap(([pattern, places]) => (pattern.test(name) ? places : [])),
  ...(FOR_HTML.test(name) ? (['html'] as const) : []),
];

/** What leaves a text as dangerous as it was: blanks off, another case, a part of it. */
const IDLE =
  /^(?:[lr]?trim\w*|[lr]?strip(?:Leading|Trailing)?|stripslashes|String|str|string|[tT]oString|strval|lower|upper|[tT]o(?:Lower|Upper)(?:Case)?|strtolower|strtoupper|TrimSpace|mb_\w+|slice|substr|substring|normalize|decode|encode|decodeURIComponent|urldecode|nl2br|ucfirst|join|normpath|abspath|resolve|Path|valueOf|requireNonNull|return|if|function|fn|def)$/;
/** What is put together after one is taken out may make another. */
const TAKES_STEPS_OUT_ONCE = /(?:\.replace|\.replaceAll|str_replace)\(\s*(?:["']|\[\s*["'])\.\.[\\/]+["'][^()]*\)/g;
const NOTHING_GIVEN =
  /\b\w+\s*[!=]==?\s*(?:null|nil|None|undefined)\s*\?\s*(?:""|''|null)\s*:|(?:\?\?|\|\|)\s*(?:""|'')/;

/** A helper with the name of one that cleans, whose code does nothing of the kind. */
export function doesNothing({ body, parameters }: Function): boolean {
  const text = body.text.replace(TAKES_STEPS_OUT_ONCE, '').replace(NOTHING_GIVEN, '');
  if (parameters.length === 0 || text.length > 400) return false;
  if (
    /\b(?:for|while|foreach|switch|match|case|new|throw|raise|with|in)\b|->\s*\{|\bre\.|[?[\]%~^]|\{\s*['"]/.test(text)
  )
    return false;
  return [...text.matchAll(/([\w$]+)\s*(?:<[^<>()]*>)?\(/g)].every(([, name = '']) => IDLE.test(name));
}

/** Printing of SQLite that quotes: what it formats with `%Q`, `%q` and `%w` alone is safe in a statement. */
export const quotesItself = (name: string, written: readonly string[]): readonly Place[] =>
  /^sqlite3_(?:v?mprintf|v?snprintf|str_appendf)$/.test(name) &&
  /%[Qqw]/.test(written.join()) &&
  !/%[-.\d*]*s/.test(written.join())
    ? ['sql']
    : [];

/** `path.Clean("/" + name)`: nothing leads above the root, and what is joined to a folder after that stays below it. */
export const cleanedByRooting = (name: string, written: readonly string[]): readonly Place[] =>
  /^(?:path|filepath)(?:\.posix)?\.(?:Clean|normalize|Join)$/.test(name) &&
  /^(["'`])\/\1(?:\s*\+|$)/.test(written[0] ?? '')
    ? ['path']
    : [];

/** What a list of known names let through. */
export const cleanedByFiltering = (name: string, written: readonly string[]): readonly Place[] =>
  /(?:^|\.)filter$/.test(name) &&
  /^(?:[A-Z]\w+::contains(?:Key)?$|\(?\w+\)?\s*[-=]>\s*[A-Z]\w*\.(?:contains|containsKey|has|includes)\()/.test(
    written[0] ?? '',
  )
    ? PLACES
    : [];

/** What PHP filters by: `number` where only a number comes through. */
export function filtered(name: string, written: readonly string[]): 'number' | readonly Place[] | undefined {
  if (!/^filter_(?:var|input)$/.test(name)) return undefined;
  const by = written.join(' ');
  if (/FILTER_VALIDATE_(?:INT|FLOAT|BOOL|IP|MAC)|FILTER_SANITIZE_NUMBER_INT/.test(by)) return 'number';
  if (/FILTER_VALIDATE_(?:EMAIL|DOMAIN)/.test(by)) return ['log', 'nosql'];
  return /FILTER_SANITIZE_(?:FULL_)?SPECIAL_CHARS/.test(by) ? ['html', 'nosql'] : [];
}

/** Rules that leave no text of one's own choice. */
const STRICT =
  /\b(?:integer|numeric|boolean|in:|alpha|uuid|ulid|digits|date|exists:|regex:|decimal|enum|timezone)|Rule::in|Enum\(|Rule::enum/;

/** What Laravel's `validate` gives, by the rules for each: `'page' => 'required|integer'`. */
export const ruled = (rules: string, value: Value): ReadonlyMap<string, Value> =>
  new Map(
    [...rules.matchAll(/['"]([\w.*]+)['"]\s*=>\s*(\[[^\]]*\]|['"][^'"]*['"])/g)].map(([, name = '', rule = '']) => [
      name,
      STRICT.test(rule)
        ? { ...CONSTANT, text: HOLE }
        : { ...value, text: HOLE, built: false, entries: new Map(), items: [], safe: new Set(['nosql'] as const) },
    ]),
  );

/** The function that `array_map` calls for each, where it is named. */
export const mapped = (name: string, written: readonly string[]): string =>
  name === 'array_map'
    ? (/^['"](\w+)['"]$|['"](\w+)['"]\s*\]$|^(\w+)\(\.\.\.\)$/
        .exec(written[0] ?? '')
        ?.slice(1)
        .find((one) => one !== undefined) ?? '')
    : '';

/** A chain of replacements is as good as what it replaces. */
export function cleanedByReplacing(name: string, written: readonly string[]): readonly Place[] {
  if (
    !/(?:^|\.)(?:replace|replaceAll|replace_all|sub|re\.sub|preg_replace|ReplaceAllString|ReplaceAll|NewReplacer\.Replace|str_replace|translate)$/.test(
      name,
    )
  )
    return [];
  const all = written.join(' ');
  const places: Place[] = [];
  if (/\[\^[^\]]*\]/.test(all) && !/\[\^[^\]]*[/'"<;|&][^\]]*\]/.test(all)) return PLACES;
  if (/\\[rn]|PHP_EOL|\\s/.test(all)) places.push('log');
  if (/&lt;|&amp;/.test(all)) places.push('html');
  return places;
}
