/** Whether a pattern has a repeated group whose own repetition can match the same text in many ways. */
export function explodes(pattern: string): boolean {
  if (pattern.length > 500) return false;
  for (const [, inner = ''] of pattern.matchAll(
    /\((?:\?:|\?<\w+>|\?P<\w+>)?((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)(?:[+*]|\{\d+,\})/g,
  )) {
    const body = inner.replace(/[()]|\?:/g, '');
    // One repeated class, alone or with parts that may be absent: (a+)+, (\w+\s?)*, ([a-z]+)*
    if (/^(?:\[(?:[^\]\\]|\\.)+\]|\\?[\w.])[+*](?:(?:\[(?:[^\]\\]|\\.)+\]|\\?[^\s+*?\\])[?*])*$/.test(body))
      return true;
    if (/^(?:(?:\[(?:[^\]\\]|\\.)+\]|\\?[^\s+*?\\])[?*])+(?:\[(?:[^\]\\]|\\.)+\]|\\?[\w.])[+*]$/.test(body))
      return true;
    const branches = body.split('|');
    if (
      branches.length > 1 &&
      (new Set(branches).size < branches.length ||
        (branches.includes('\\w') && branches.includes('\\d')) ||
        branches.some((one, i) => branches.some((other, j) => i !== j && one !== '' && other === `${one}+`)) ||
        branches.some((one, i) =>
          branches.some((other, j) => i !== j && one.length > 0 && other.startsWith(one) && /^\w+$/.test(other)),
        ))
    )
      return true;
    if (branches.length > 1 && branches.some((one) => /^(?:\\w|\\d|\\s|\.|\[[^\]]+\]|\w)[+*]$/.test(one))) return true;
  }
  return /(?:\.\*){3,}|(?:\\s\*|\s\*)\\s\+\$|(?:\[\^?[^\]]+\]|\\w|\.)\*(?:\[\^?[^\]]+\]|\\w|\.)\*(?:\[\^?[^\]]+\]|\\w|\.)\*/.test(
    pattern,
  );
}
