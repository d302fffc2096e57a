import type { Event } from '../flow/event.ts';

const words = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-.$]/g, ' ')
    .toLowerCase();

const SECRET =
  /\b(?:tokens?|passwords?|passwd|passwort|pwd|passphrase|secrets?|sessions?|sess|sid|csrf|xsrf|nonce|otp|pin|invite|invitation|reset|api ?keys?|keys?|apikey|salt|verification|verify|activation|confirm(?:ation)?|recovery|backup codes?|coupon|voucher|credential|auth|login|cookie|challenge|one ?time|magic|iv|session ?id|code|codes|gift|licen[cs]e|share|unsubscribe|ticket|state|access|phrase|credentials|pairing|redeem|promo|enrol(?:l)?ment|mfa|totp|mnemonic)\b/;
const HARMLESS =
  /\b(?:caches?|cached|caching|etag|e ?tag|fingerprint|checksum|bucket|shard|partition|dedup|dedupe|duplicates?|colou?r|gravatar|avatar|content ?(?:md5|key|hash|id)|same content|tells? [\w ]{0,40}apart|blob|git|cache ?busting|busting|asset|thumb\w*|shuffle|quiz|dice|game|sample|jitter|backoff|delay|retry|banner|test|demo|simulat\w*|placeholder|unchanged|changed|changes|change detect|compare files|mirror|rsync|legacy format|format fixes|protocol fixes|s3|non ?security|not for security|identical|hash ring|ring|color|etags|file name|filename|pick|random quote|greeting)\b/;

/** A helper with a plain name makes part of a secret where what it gives is called one. */
function calledForSecret({ around, purpose }: Event, code: string): boolean {
  const name =
    /(?:^|\n)\s*(?:async\s+)?(?:def|function)\s+(\w+)|^\s*(?:const\s+)?(\w+)\s*=\s*\(|^\s*(?:(?:private|protected|public|static|async)\s+)*#?(?!if\b|for\b|while\b|switch\b)(\w+)\([^)]*\)[^{;=]*\{/.exec(
      around,
    );
  const held = purpose
    .split(/\s+/)
    .find((one) => /^\w+$/.test(one) && new RegExp(`\\b(?:const|let|var) ${one} = `).test(code));
  const called = name?.slice(1).find((one) => one !== undefined) ?? held;
  if (called === undefined || HARMLESS.test(words(called))) return false;
  return code.split('\n').some((line) => {
    const before = new RegExp(`^(.*?=[^=].*?|\\s*return\\b.*?|\\s*\\w+: .*?)\\b${called}(?:\\(|\\))`).exec(line)?.[1];
    return before !== undefined && SECRET.test(words(before)) && !HARMLESS.test(words(line));
  });
}

/** What the code around says it is for: names of functions and variables, and comments. Claims of safety are not asked for. */
export const forSecret = (event: Event, code = ''): boolean =>
  !madeForHarmless(event) &&
  (calledForSecret(event, code) || SECRET.test(words(event.purpose)) || SECRET.test(words(functionOf(event))));

const functionOf = ({ around }: Event): string => /(?:function|def|func)\s+(\w+)/.exec(around)?.[1] ?? '';

/** A function that is named for something harmless makes no secret, whoever calls it. */
const madeForHarmless = (event: Event): boolean => {
  const name = words(functionOf(event));
  return HARMLESS.test(name) && !SECRET.test(name);
};

export const forHarmless = (event: Event, code: string): boolean => {
  const comments = [...code.matchAll(/(?:#|\/\/|\/\*|--|""")([^\n]*)/g)].map(([, text]) => text ?? '').join(' ');
  return (
    HARMLESS.test(words(event.purpose)) ||
    HARMLESS.test(words(/class (\w+)/.exec(classLine(event, code))?.[1] ?? '')) ||
    HARMLESS.test(words(comments)) ||
    HARMLESS.test(
      words(
        event.around
          .slice(0, 200)
          .split('\n')
          .slice(0, 3)
          .join(' ')
          .replace(/['"].*?['"]/g, ''),
      ),
    )
  );
};

/** A salted digest of who signs in is one of a password, whatever that is called. */
const saltedSecret = ({ written, purpose, around }: Event): boolean =>
  /salt/i.test(written.join(' ')) &&
  /\b(?:authenticate|login|log in|sign in|signin|register|signup|sign up|credentials?)\b/.test(
    words(`${purpose} ${/\b(\w+)\s*\(/.exec(around)?.[1] ?? ''}`),
  );

/** Passwords want a slow hash, whatever the digest. */
export const ofPassword = (event: Event, code = ''): boolean =>
  hashesForClass(event, code) ||
  saltedSecret(event) ||
  /\b(?:passwords?|passwd|pwd|pw|passphrase|pass|passcode|pin)\b/.test(
    words(
      `${event.written.join(' ')} ${event.purpose} ${event.receiver.origin} ${[...event.receiver.from].join(' ')} ${event.arguments.flatMap((one) => [...one.from]).join(' ')}`,
    ),
  );

/** A class that is named for passwords hashes them, whatever its method calls what it is given. */
function hashesForClass(event: Event, code: string): boolean {
  return (
    /\b(?:hash|make|encode|encrypt|digest|verify|check|matches|create)\b/.test(words(event.purpose)) &&
    /class \w*(?:Password|Passwd|Passphrase)\w*/.test(classLine(event, code))
  );
}

/** Where the class begins that it stands in, or the last one before it. */
const classLine = ({ row }: Event, code: string): string =>
  code
    .split('\n')
    .slice(0, row + 1)
    .findLast((line) => /^\s*(?:[a-z]+ )*class \w/.test(line)) ?? '';
