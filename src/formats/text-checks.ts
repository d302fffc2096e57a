import { printable } from '../core/printable.ts';

/** What is odd about a name that a loader may print or use as a path, in words; undefined where nothing is. */
export function oddName(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (printable(name, name.length + 1) !== name) return 'holds control, invisible or text-reordering characters';
  const path = oddPath(name);
  return path === undefined ? undefined : `would, used as a path, ${path}`;
}

/** How a relative path leaves its folder, in words; undefined where it does not. */
export function oddPath(path: string): string | undefined {
  if (/^[A-Za-z][A-Za-z\d+.-]*:\/\//.test(path)) return 'be a URL';
  if (/^[/\\]/.test(path) || /^[A-Za-z]:[/\\]/.test(path) || /^~(?:[/\\]|$)/.test(path)) return 'be absolute';
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path)) return 'leave its folder with ".."';
  return undefined;
}
