/**
 * A view of Blade as PHP: what it shows unescaped is written as the call that it is, and what it escapes as that. Other
 * code is given back as it came; no line moves.
 */
export function viewOf(code: string): string {
  if (
    !/\{!![^}]{1,300}!!\}|\{\{[^}]{1,300}\}\}/.test(code) ||
    /<\?php|^\s*(?:class|function|namespace|use)\b/m.test(code)
  )
    return code;
  return code
    .replace(/\{\{--[\s\S]{0,2000}?--\}\}/g, (one) => one.replace(/[^\n]/g, ' '))
    .replace(/\{!!([^}]{1,300})!!\}/g, '<?php blade_unescaped($1); ?>')
    .replace(/\{\{([^}]{1,300})\}\}/g, '<?php blade_escaped($1); ?>');
}
