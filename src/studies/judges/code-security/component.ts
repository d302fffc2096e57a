/**
 * A component of Vue or Svelte as code: its scripts stay where they are, the rest is blanked, and what its page takes as
 * markup is written as the assignment that it is. Other code is given back as it came.
 */
export function scriptsOf(code: string): string {
  if (!/<script\b/.test(code) || !/<template\b|\bv-html=|\{@html\b/.test(code)) return code;
  let inside = false;
  return code
    .split('\n')
    .map((line) => {
      if (/^\s*<script\b[^>]*>\s*$/.test(line)) {
        inside = true;
        return '';
      }
      if (/^\s*<\/script>/.test(line)) {
        inside = false;
        return '';
      }
      if (inside) return line;
      const markup = /\bv-html="([^"]{1,200})"|\{@html ([^}]{1,200})\}/.exec(line);
      return markup === null ? '' : `element.innerHTML = (${markup[1] ?? markup[2] ?? ''});`;
    })
    .join('\n');
}
