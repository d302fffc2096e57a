import { Buffer } from 'node:buffer';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { type Requirement, readRequirement } from '../requirement.ts';
import { MOST_REQUIREMENTS, type RequirementsStructure } from './structure.ts';

export async function readRequirements(source: ByteSource, context: ReadContext): Promise<RequirementsStructure> {
  const notes = new Notes(context);
  const most = context.limits['config.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (source.size > most)
    notes.note('requirements.limit', () => `the file is longer than ${most} bytes (config.bytes)`, {
      offset: most,
      stops: true,
    });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const toml = /(?:\.toml|Pipfile)$/i.test(context.name);
  const requirements: Requirement[] = [];
  let count = 0;
  for (const { line, number } of logicalLines(text)) {
    if (line.trim() !== '' && !line.trimStart().startsWith('#')) count++;
    for (const one of toml ? fromToml(line, number) : [readRequirement(line, number)]) {
      if (one === undefined) continue;
      if (requirements.length < MOST_REQUIREMENTS) requirements.push(one);
      else notes.note('requirements.limit', () => `more than ${MOST_REQUIREMENTS} sources are named`, { stops: true });
    }
  }
  notes.finish();
  const backend = /pyproject\.toml$/i.test(context.name) ? backendOf(text) : undefined;
  return { format: 'requirements', requirements, count, ...(backend === undefined ? {} : { backend }) };
}

/** `build-backend` with a `backend-path`: PEP 517, in-tree build backends. */
function backendOf(text: string): RequirementsStructure['backend'] {
  const module = /^\s*build-backend\s*=\s*["']([\w.]+)(?::[\w.]+)?["']/m.exec(text)?.[1];
  const path = /^\s*backend-path\s*=\s*\[([^\]]{0,1000})\]/m.exec(text)?.[1];
  if (module === undefined || path === undefined) return undefined;
  const paths = [...path.matchAll(/["']([^"']*)["']/g)].map(([, one = '']) => one.replace(/^\.\/?|\/$/g, ''));
  return { module: module.slice(0, 200), paths: paths.slice(0, 16) };
}

/** A backslash at the end joins a line to the next. */
function* logicalLines(text: string): Generator<{ line: string; number: number }> {
  let held = '';
  let begin = 0;
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (held === '') begin = i + 1;
    if (line.endsWith('\\')) {
      held += line.slice(0, -1);
      continue;
    }
    yield { line: held + line, number: begin };
    held = '';
  }
  if (held !== '') yield { line: held, number: begin };
}

const PLACE = /\b(url|git|index-url|extra-index-url|find-links|path)\s*=\s*"([^"]+)"/g;
const OPTION: Readonly<Record<string, Requirement['kind']>> = {
  git: 'vcs',
  'index-url': 'index',
  'extra-index-url': 'index',
  'find-links': 'link',
  path: 'path',
};

/** Dependency strings and source tables, line by line: the keys that name a place are few. */
function* fromToml(line: string, number: number): Generator<Requirement | undefined> {
  for (const [, dependency = ''] of line.matchAll(/["']([^"']*(?:@\s*\w+(?:\+\w+)?:\/\/|git\+)[^"']*)["']/g))
    yield readRequirement(dependency, number);
  for (const [text, key = '', target = ''] of line.matchAll(PLACE)) {
    if (key === 'path' && !/\.(?:whl|tar\.gz|zip)$/.test(target)) continue;
    const kind = OPTION[key] ?? (/\.(?:whl|tar\.gz|zip)(?:#|$)/.test(target) ? 'url' : 'index');
    const revision = /\b(?:rev|tag|branch)\s*=\s*"([^"]+)"/.exec(line)?.[1];
    yield { kind, text, target, hashed: false, line: number, ...(revision === undefined ? {} : { revision }) };
  }
}
