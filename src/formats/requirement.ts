/** Where an installer takes something from that is not a name on its usual index. */
export interface Requirement {
  /**
   * `index`: another index; `link`: a page of links; `url`: one file; `vcs`: a checkout; `path`: a file of the machine or
   * the repository; `trust`: a host whose certificate is not checked; `channel`: of conda; `nested`: a further list.
   */
  readonly kind: 'index' | 'link' | 'url' | 'vcs' | 'path' | 'trust' | 'channel' | 'nested';
  /** The line as written, cut. */
  readonly text: string;
  /** URL, path or host. Raw. */
  readonly target: string;
  /** Of a checkout: the commit, tag or branch that is named. */
  readonly revision?: string;
  /** True where digests are given that the file must match. */
  readonly hashed: boolean;
  /** From 1. */
  readonly line: number;
}

const MOST_TEXT = 500;
const OPTIONS: readonly (readonly [RegExp, Requirement['kind']])[] = [
  [/^(?:-i\s*|(?:--index-url|--extra-index-url|--pypi-url)[ =]\s*)(\S+)/, 'index'],
  [/^(?:-f\s*|--find-links[ =]\s*)(\S+)/, 'link'],
  [/^--trusted-host[ =]\s*(\S+)/, 'trust'],
  [/^(?:-r|-c|--requirement|--constraint)[ =]?\s*(\S+)/, 'nested'],
];

/**
 * One line of a requirements file (https://pip.pypa.io/en/stable/reference/requirements-file-format/), or a dependency of
 * another file written alike; undefined for a plain name with versions.
 */
export function readRequirement(line: string, number: number): Requirement | undefined {
  const plain = line.replace(/(?:^|\s)#.*$/, '').trim();
  if (plain === '') return undefined;
  const base = { text: plain.slice(0, MOST_TEXT), hashed: /--hash[ =]|#(?:sha256|sha512)=/.test(line), line: number };
  for (const [pattern, kind] of OPTIONS) {
    const target = pattern.exec(plain)?.[1];
    if (target !== undefined) return { ...base, kind, target: target.slice(0, MOST_TEXT) };
  }
  const editable = /^(?:-e|--editable)[ =]?\s*(.+)$/.exec(plain)?.[1];
  const named = /^[\w.-]+(?:\[[^\]]*\])?\s*@\s*(\S+)/.exec(plain)?.[1];
  const target = editable ?? named ?? plain.split(/\s+;|\s+--|\s/)[0] ?? '';
  const shown = target.slice(0, MOST_TEXT);
  if (/^(?:git|hg|svn|bzr)(?:\+\w+)?:|^git@/.test(target)) {
    const revision = /^[^#]*[^/:@]@([^/@#]+)(?:#.*)?$/.exec(target)?.[1];
    return { ...base, kind: 'vcs', target: shown, ...(revision === undefined ? {} : { revision }) };
  }
  if (/^(?:https?|ftp|file):\/\//i.test(target)) return { ...base, kind: 'url', target: shown };
  if (editable !== undefined || /^(?:\.{0,2}\/|~|[A-Za-z]:\\)/.test(target) || /\.(?:whl|tar\.gz|zip)$/.test(target))
    return { ...base, kind: 'path', target: shown };
  return undefined;
}
