import type { Started } from './structure.ts';

/** Settings of git whose value is a command, by section and name. https://git-scm.com/docs/git-config */
const RUN =
  /^(?:core\.(?:fsmonitor|sshcommand|editor|pager|askpass|gitproxy|hookspath|alternaterefscommand)|(?:filter|diff|merge)\.[^.]*\.(?:clean|smudge|process|command|textconv|driver)|diff\.external|credential(?:\..*)?\.helper|sequence\.editor|gpg(?:\..*)?\.program|interactive\.difffilter|uploadpack\.packobjectshook|remote\..*\.(?:uploadpack|receivepack|vcs)|submodule\..*\.update|include(?:if\..*)?\.path|init\.templatedir)$/;

/** What git itself runs by a file that comes with a folder. */
export function* startedByGit(kind: 'git-modules' | 'git-config', text: string): Generator<Started> {
  for (const [key, value] of settings(text)) {
    if (kind === 'git-modules') {
      if (isDangerous(key, value)) yield { when: 'checkout', key, text: value };
    } else if (RUN.test(key) && !/^(?:true|false)$/.test(value)) yield { when: 'git', key, text: value };
    else if (key.startsWith('alias.') && value.startsWith('!')) yield { when: 'git', key, text: value };
  }
}

/** CVE-2018-11235, CVE-2018-17456, CVE-2015-7545, CVE-2025-48384. */
function isDangerous(key: string, value: string): boolean {
  if (key.endsWith('.update')) return value.startsWith('!');
  if (key.endsWith('.url')) return /^(?:ext|fd|file|persistent-\w+)::?|^-|^[^:]*::|%0[ad]|[\r\n]|\$\(|`/i.test(value);
  if (key.endsWith('.path'))
    return /^-|(?:^|[/\\])\.\.(?:[/\\]|$)|(?:^|[/\\])\.git(?:[/\\]|$)|[\r\n]|^[/\\]/i.test(value);
  return /^submodule\..*\.\.[/\\]/.test(key);
}

/** `section.name` or `section.subsection.name`, in lower case but for the subsection, and its value. */
function* settings(text: string): Generator<[string, string]> {
  let section = '';
  for (const line of text.replace(/\\\n/g, '').split('\n')) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (header !== null) {
      section = `${(header[1] ?? '').toLowerCase()}${header[2] === undefined ? '' : `.${header[2]}`}`;
      continue;
    }
    const entry = /^\s*([A-Za-z][\w-]*)\s*=[ \t]*([^\n]*?)\r?$/.exec(line);
    // A carriage return at the end is part of the value for one half of git and not for the other (CVE-2025-48384).
    if (entry?.[1] === undefined) continue;
    const value = (entry[2] ?? '').replace(/^"([^]*)"\s*$/, '$1');
    yield [`${section}.${entry[1].toLowerCase()}`, value];
  }
}
