/** Longer than any path that a hub or a file system has. */
const LONGEST = 4096;

/**
 * What is wrong with a path of somebody else's listing, or undefined. Such a path is never used to open a local file;
 * it is shown, compared and asked for, and one that climbs, starts anew or hides characters does so to fool a
 * downloader (CWE-22).
 */
export function unsafePath(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  if (/[\0-\x1f\x7f]/.test(path)) return 'it holds control characters';
  if (path.includes('\\')) return 'it holds a backslash, which parts folders on Windows';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  const segments = path.split('/');
  if (segments.includes('..')) return 'it climbs out of its folder';
  if (segments.includes('.') || segments.includes('')) return 'it has an empty segment';
  if (!path.isWellFormed()) return 'it is no sound Unicode';
  return undefined;
}

/** A path as it stands in a URL: each segment escaped, the slashes kept. */
export const escapedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
