/** What a name does to a tool that unpacks it without care, as the end of a sentence; undefined where nothing. */
export function pathDanger(name: string): string | undefined {
  const slashed = name.replaceAll('\\', '/');
  if (slashed.split('/').includes('..')) return 'climbs out of its folder with ".."';
  if (slashed.startsWith('/')) return 'is an absolute path';
  if (/^[A-Za-z]:/.test(slashed)) return 'begins with a drive letter';
  return undefined;
}

/** The form under which two names may be one file to a loader: torch's reader ignores case, Windows ignores slashes. */
export function sameFileKey(name: string): string {
  const end = name.indexOf('\0');
  const kept = (end < 0 ? name : name.slice(0, end)).replaceAll('\\', '/');
  const plain = /\/\/|(^|\/)\.\//.test(kept)
    ? kept
        .split('/')
        .filter((s, i, all) => s !== '.' && (s !== '' || i === all.length - 1))
        .join('/')
    : kept;
  return plain.normalize('NFC').toLowerCase();
}
