const SENSITIVE =
  /key|secret|token|password|credential|private|\bpem\b|id_rsa|passwd|wallet|cookie|psk|shadow|htpasswd|keytab|netrc|pgpass|mnemonic|\botp\b/i;

/** Modes that let others read a secret or change anything. */
export function openMode(written: string, about: string): boolean {
  // The flags of stat, added up.
  if (/S_I(?:WOTH|RWXO)/.test(written)) return true;
  if (/S_IROTH/.test(written)) return SENSITIVE.test(about);
  const mode = /0o?([0-7]{3,4})\b/.exec(written)?.[1]?.slice(-3);
  if (mode === undefined) return false;
  const others = Number(mode.at(-1));
  if ((others & 2) !== 0) return true;
  return (others & 4) !== 0 && SENSITIVE.test(about);
}

const SECRET_HEADER =
  /[hH]eader\w*(?:\(\))?(?:\.\w+)?[([]\s*["'`][\w-]*(?:key|token|secret|signature|hmac|webhook|authorization)[\w-]*["'`]/i;

/** Whether a text is a header that carries a secret, or a variable that was just set to one. */
export const secretHeader = (text: string, around: string): boolean =>
  (SECRET_HEADER.test(text) && !/ConstantTime|Equal\(|isEqual|length|len\(/.test(text)) ||
  (/^\w+$/.test(text) &&
    around.split('\n').some((line) => new RegExp(`\\b${text}\\s*:?=[^=]`).test(line) && SECRET_HEADER.test(line)));

/** Whether one side of a comparison is a secret that an attacker could guess byte by byte. */
export function secretComparison(a: string, b: string, left: string, right: string, around: string): boolean {
  const literal = /^(?:['"`].*['"`]|None|null|nil|undefined|true|false|\d+|''|""|NULL)$/;
  if (literal.test(a) || literal.test(b)) return false;
  if (/\.length\b|len\(|strlen|typeof|\.size|count|\.alg\b|\.status/.test(`${a} ${b}`)) return false;
  const digest =
    /(?:^hash$|hmac|createHmac|hexdigest|\.digest|hash_hmac|Mac|doFinal|formatHex|EncodeToString|compute_signature|md5|sha256|HMAC|sign)\b/;
  const name =
    /(?:signature|expected|hmac|_sig\b|\bsig\b|api_?key|apikey|token|secret|digest|mac\b|otp|csrf|password|password_hash|passwordHash|stored_hash|hash)$/i;
  const weak = /(?:confirm|again|repeat|id|type|kind|count|current_token|token_type|commit|etag|content)/i;
  if (weak.test(a) && weak.test(b)) return false;
  // What was typed into a page is compared by who typed it.
  if (/\.value\b|\bform\./.test(`${a} ${b}`)) return false;
  if (/confirm|again|repeat|retype|\d$/i.test(a) || /confirm|again|repeat|retype|\d$/i.test(b)) return false;
  if (/getenv|environ|process\.env|settings\./i.test(`${a} ${b}`) && /password|secret|token|key/i.test(`${a} ${b}`))
    return true;
  if (digest.test(left) || digest.test(right))
    return !/checksum|etag|cache|download|dedup|content|file/i.test(
      around.slice(0, 300).replace(/\b(?:file_get_contents|stream_get_contents|getContents?)\(|content-type/gi, ''),
    );
  return (
    (name.test(last(a)) || name.test(last(b))) &&
    /secret|token|api|key|signature|hmac|csrf|password/i.test(`${a} ${b}`) &&
    !/checksum|tokeni[sz]e|\bparser|lexer/i.test(around.slice(0, 200))
  );
}

const last = (text: string): string =>
  text
    .replace(/\)+$/, '')
    .replace(/["'\]]+$/, '')
    .split(/[.(["']|->|::/)
    .at(-1) ?? text;
