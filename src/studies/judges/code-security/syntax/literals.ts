/** What a literal stands for: prefix and quotes off, the common escapes undone. */
export function literalText(text: string): string {
  return text
    .replace(/^(?:[A-Za-z]{0,2})("""|'''|"|'|`|<<<\w+\n?)/, '')
    .replace(/("""|'''|"|'|`)$/, '')
    .replace(/\\(["'\\nrt])/g, (_, sign: string) => ({ n: '\n', r: '\r', t: '\t' })[sign] ?? sign);
}
