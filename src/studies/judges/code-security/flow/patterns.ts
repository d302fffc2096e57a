/** Calls that ask for the whole text by themselves. */
const WHOLE = /(?:fullmatch|full_match|(?:^|\.)matches)$/;

/**
 * Whether a match with the pattern leaves only texts of the kind it names: it must be bound to both ends, and hold no
 * part that takes anything. One of only a start with a host is a check of an address, which the caller asks for.
 */
export function refusesOtherText(pattern: string, call: string): boolean {
  const bare = pattern.replace(/^([/#~@])(.*)\1[a-zA-Z]*$/s, '$2').trim();
  // `/[^\w.-]/.test(x)`: what is not of these is refused.
  if (/^\[\^[^\]]*\]\+?$/.test(bare)) return true;
  const bound =
    WHOLE.test(call) ||
    ((/^(?:\^|\\A)|^\(\?i\)\^/.test(bare) || /(?:^|\.)match$/.test(call)) && /(?:\$|\\z|\\Z)\)?$/.test(bare));
  return bound && !/(?:^|[^\\])\.[*+]/.test(bare) && !/\[\\s\\S\]/.test(bare);
}

/** The start of an address that leads to this server, or to one that the pattern names. */
export const staysHere = (pattern: string): boolean =>
  /^.?\^(?:\\?\/(?:\(\?!|\[|\w|\$)|https?:(?:\\?\/){2}[\w\\.-]+(?:\\?\/|\$))/.test(pattern);
