/** Somebody is signed in: a middleware, a decorator, a user of the session. */
export const SIGNED_IN =
  /get\w*Session\(|\.(?:Get|MustGet|Locals)\("\w*user\w*"\)|verifySession|getUser\(|login_required|jwt_required|protectedProcedure|AuthenticationError|Unauthenticated|!(?:context\.|ctx\.)?user\)|Auth(?:ed|enticated)?Request|RequestWithUser|current_(?:user|member|account|customer|patient|employee|player|student|teacher|tenant)|get_current_\w+|currentMember|currentUser|req(?:uest)?\.user\b|req(?:uest)?\.session|require_?(?:Login|Auth|User)\w*|ensure_?(?:Auth|Login)\w*|isAuthenticated|isLoggedIn|authenticate\b|auth(?:Middleware|Required|orize)?\b|Principal|Authentication\b|SecurityContext|\$_SESSION|Auth::|auth\(\)|user(?:ID)?From\w*|UserFrom\w*|session\[|\bsess\.|sessionKey|Context\(\)\.Value\(/i;

const OWNER = '(?:owner|user|customer|author|account|tenant|member|created_?by|patient|employee)';

/** Somewhere the owner is compared with who asks, or asked for with the id. */
export const checksOwner = (around: string): boolean =>
  new RegExp(
    [
      `\\b\\w*${OWNER}\\w*(?:\\(\\)|\\.(?:id|ID|Id|pk|equals|toString|getId|getName|name|username)(?:\\(\\))?)*\\s*(?:[!=]==?|<>)\\s*(?!(?:0|""|''|nil|null|None|undefined|false|true)\\b)[\\w$"']`,
      `[!=]==?\\s*\\w*[.>]*\\w*${OWNER}\\w*`,
      `${OWNER}\\w*(?:\\(\\))?(?:\\.\\w+(?:\\(\\))?)*\\.equals\\(`,
      `\\.equals\\([^)]*${OWNER}`,
      `${OWNER}(?:_?id)?\\s*=\\s*(?:\\$\\d|\\?|:\\w|@\\w|%s|req|request|current|user|session|auth|principal)`,
      `${OWNER}(?:_?id)?['"]?\\s*:\\s*(?:\\$\\d|\\?|req|request|ctx|current|session|auth|principal|user\\.)`,
      'AccessDenied|FORBIDDEN|Forbidden|\\b403\\b|@P(?:re|ost)Authorize|Gate::|->authorize|abort_(?:if|unless)|\\bpolicy\\b|has_perm|permission|\\bcan(?!cel|did|vas|on)\\w+\\(|owns\\w*\\(|is_?owner|belongsTo|owned_?by|check_?(?:owner|access)',
    ].join('|'),
    'i',
  ).test(around);

/** A guard that is imported by name and stands nowhere else: what it is for is open. */
export const unusedGuard = (code: string): boolean =>
  [...code.matchAll(/^[ \t]*(?:import|from|const)\b[^\n;]*\b(?:import|require|from)\b[^\n;]*/gm)].some(([line]) =>
    [
      ...line.matchAll(
        /\b(?:require|ensure|check|is|only|verify)_?(?:Admin|Manager|Owner|Editor|Moderator|Staff|Role|Permission|Superuser|Leader|Teacher|Doctor)\w*|\b\w+_(?:admin|manager|owner|role|permission)_required\b|\b(?:admin|manager|owner|role|permission)_required\b|\b(?:admin|manager)Only\b/gi,
      ),
    ].some(([name]) => code.split(new RegExp(`\\b${name}\\b`)).length === 2),
  );

/** A statement that finds a row by nothing but its id. */
export const BY_ID_ALONE =
  /^\s*(?:select\b[\s\S]+?\bfrom|update|delete\s+from)\s+["`\w.]+\b[\s\S]*?\bwhere\s+(?:\w+\.)?(?:id|uuid|number)\s*=\s*(?:\$\d|\?|:\w+|@\w+|%s|%\(\w+\)s)\s*(?:limit 1|returning [\w*, ]+|for update)?\s*;?\s*$/i;

/** Things that belong to somebody. */
export const OWNED =
  'invoices?|messages?|orders?|documents?|files?|notes?|accounts?|addresses|payments?|tickets?|records?|medical_records?|prescriptions?|cards?|payment_methods|carts?|drafts?|letters?|subscriptions?|bookings?|reservations?|results?|photos?|attachments?|statements?|claims?|appointments?|comments?|tasks?|api_keys|sessions?|patients?|payslips?|salaries|contracts?|applications?|profiles?|uploads?|backups?|wishlists?|transfers?|transactions?|polic(?:y|ies)|leases?|loans?|quotes?|receipts?|deliver(?:y|ies)|shipments?|parcels?|devices?|playlists?|diar(?:y|ies)|trips?|deposits?|donations?|grades?';

/** Things that everybody may read. */
export const PUBLIC = /product|article|\bpost\b|page|categor|movie|book\b|country|course\b|recipe|news/i;
