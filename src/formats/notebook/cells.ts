/** Cell magics whose cell is a script for another program. */
const SHELLS = /^%%(?:bash|sh|script|system|sx|cmd|perl|ruby|!)/;

/**
 * A code cell as Python, as IPython turns it: `!command` and its like become the calls that IPython makes of them. Lines
 * stay lines. https://ipython.readthedocs.io/en/stable/interactive/magics.html
 */
export function pythonOf(cell: string): string {
  const lines = cell.split('\n');
  const [first = '', ...rest] = lines;
  if (SHELLS.test(first))
    return `get_ipython().system(${quoted(rest.join('\n'))})${'\n'.repeat(Math.max(0, rest.length))}`;
  return lines.map(lineOf).join('\n');
}

function lineOf(line: string): string {
  const [, indent = '', target = '', mark = '', command = ''] =
    /^(\s*)((?:[\w, ]+=\s*)?)(!!?|%%?(?:system|sx|run|sc)\b|%%?\w+|\?)(.*)$/.exec(line) ?? [];
  if (mark === '' || (mark.startsWith('%') && target !== '' && !/^%(?:system|sx)/.test(mark))) return line;
  if (mark.startsWith('!') || /^%%?(?:system|sx)/.test(mark))
    return `${indent}${target}get_ipython().system(${quoted(command.trim())})`;
  // What other magics do is display, time and install; the rest of a timed line is code.
  const timed = /^%%?(?:time|timeit|prun|capture)$/.test(mark) ? command.replace(/^\s*(?:-\w+\s*\S*\s+)*/, '') : '';
  return `${indent}${timed === '' || mark.startsWith('%%') ? 'pass' : timed}`;
}

/** As a literal of Python. */
const quoted = (text: string): string => JSON.stringify(text);
