/**
 * `Content-Range: bytes 0-99/1234` (RFC 9110, section 14.4) as first byte, last byte and size of the whole, which is
 * undefined where the server does not tell (`*`). Undefined where it is not of this form.
 */
export function parseContentRange(
  text: string | undefined,
): { readonly first: number; readonly last: number; readonly size: number | undefined } | undefined {
  const match = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, first, last, size] = match;
  const range = { first: Number(first), last: Number(last), size: size === '*' ? undefined : Number(size) };
  return range.first <= range.last && (range.size === undefined || range.last < range.size) ? range : undefined;
}
