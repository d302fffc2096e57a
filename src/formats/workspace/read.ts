import { Buffer } from 'node:buffer';
import { printable } from '../../core/printable.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { type JsonObject, type JsonValue, readJson } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { commandsIn } from '../script-commands.ts';
import { kindOf } from './kind.ts';
import { startedByGit } from './git.ts';
import { plainJson } from './plain-json.ts';
import { MOST_STARTED, type Started, TEXT, type WorkspaceStructure } from './structure.ts';

const VALUES = 100_000;

export async function readWorkspace(source: ByteSource, context: ReadContext): Promise<WorkspaceStructure> {
  const notes = new Notes(context);
  const most = context.limits['config.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (source.size > most) {
    const message = () => `the file is longer than ${most} bytes (config.bytes)`;
    notes.note('workspace.limit', message, { offset: most, stops: true });
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const kind = kindOf(context.name, text.slice(0, 4096)) ?? 'editor-settings';
  const started: Started[] = [];
  const add = (one: Started): void => {
    if (started.length < MOST_STARTED) started.push({ ...one, text: one.text.slice(0, TEXT) });
    else notes.note('workspace.limit', () => 'the file names more commands than are kept', { stops: true });
  };
  const lines: string[] = [text];
  if (kind === 'git-modules' || kind === 'git-config') for (const one of startedByGit(kind, text)) add(one);
  else {
    const root = parsed(text, notes);
    if (root instanceof Map) for (const one of READERS[kind](root as JsonObject)) add(one);
    // A command may be spelt with escapes, and stand in the middle of a line of JSON.
    for (const one of stringsIn(root)) if (lines.length < VALUES) lines.push(one);
  }
  const { commands } = commandsIn([...lines.slice(1), ...(lines.length > 1 ? [] : lines)].join('\n'));
  notes.finish();
  return { format: 'workspace', flavour: kind, started, commands };
}

function parsed(text: string, notes: Notes): JsonValue {
  try {
    return readJson(Buffer.from(plainJson(text)), { values: VALUES, text: 65_536 }, { duplicate: () => {} });
  } catch (error) {
    notes.caught('workspace', error);
    return null;
  }
}

function* stringsIn(value: JsonValue): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) {
    // An argument list is one command: `["sh", "-c", "…"]`.
    const words = (value as readonly JsonValue[]).filter((one) => typeof one === 'string');
    if (words.length > 1) yield words.join(' ');
    for (const one of value as readonly JsonValue[]) yield* stringsIn(one);
  } else if (value instanceof Map) for (const one of (value as JsonObject).values()) yield* stringsIn(one);
}

const object = (value: JsonValue | undefined): JsonObject =>
  value instanceof Map ? (value as JsonObject) : new Map<string, JsonValue>();
const array = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? (value as readonly JsonValue[]) : [];
const words = (...values: readonly (JsonValue | undefined)[]): string =>
  values
    .flatMap((value) => (typeof value === 'string' ? [value] : array(value)))
    .filter((one) => typeof one === 'string')
    .join(' ');

const LIFECYCLE = /^(?:pre|post)?install$|^(?:pre|post)?prepare$|^prepublish$|^(?:pre|post)?pack$|^dependencies$/;
const HOOKS = ['onCreateCommand', 'updateContentCommand', 'postCreateCommand', 'postStartCommand', 'postAttachCommand'];

const READERS: Readonly<
  Record<Exclude<WorkspaceStructure['flavour'], `git-${string}`>, (root: JsonObject) => Iterable<Started>>
> = {
  *'editor-tasks'(root) {
    for (const task of [...array(root.get('tasks')), ...array(object(root.get('tasks')).get('tasks'))]) {
      const one = object(task);
      if (object(one.get('runOptions')).get('runOn') !== 'folderOpen') continue;
      for (const where of [one, object(one.get('linux')), object(one.get('osx')), object(one.get('windows'))]) {
        const text = words(where.get('command'), where.get('args'));
        if (text !== '') yield { when: 'open', key: `tasks: ${words(one.get('label'))}`, text };
      }
    }
  },
  *'editor-settings'(root) {
    for (const [key, value] of root)
      if (/(?:^|\.)(?:automationProfile|profiles|integrated\.shell)\b/.test(key))
        for (const one of stringsIn(value)) if (/[/\\]|\$\{/.test(one)) yield { when: 'open', key, text: one };
  },
  *container(root) {
    yield* commandsOf(root, ['initializeCommand'], 'host');
    yield* commandsOf(root, HOOKS, 'container');
    const shared = words(root.get('runArgs'), root.get('mounts'));
    if (/--privileged|docker\.sock|source=\/(?:,|$)|\$\{localEnv:HOME\}(?:,|$)|\/\.ssh\b/.test(shared))
      yield { when: 'host', key: 'runArgs, mounts', text: shared };
  },
  *'npm-package'(root) {
    for (const [key, value] of object(root.get('scripts')))
      if (LIFECYCLE.test(key) && typeof value === 'string')
        yield { when: 'install', key: `scripts.${key}`, text: value };
  },
  *'agent-tools'(root) {
    for (const key of ['mcpServers', 'servers'])
      for (const [name, server] of object(root.get(key))) {
        const text = words(object(server).get('command'), object(server).get('args'));
        if (text !== '') yield { when: 'agent', key: `${key}.${name}`, text };
      }
    for (const one of hooksIn(root.get('hooks'))) yield { when: 'agent', key: 'hooks', text: one };
    const helper = root.get('apiKeyHelper');
    if (typeof helper === 'string') yield { when: 'agent', key: 'apiKeyHelper', text: helper };
  },
};

/** A text, a list of words, or an object of several that run side by side. */
function* commandsOf(root: JsonObject, keys: readonly string[], when: Started['when']): Generator<Started> {
  for (const key of keys) {
    const value = root.get(key);
    const all = value instanceof Map ? [...(value as JsonObject).values()] : [value];
    for (const one of all) if (words(one) !== '') yield { when, key: printable(key), text: words(one) };
  }
}

function* hooksIn(value: JsonValue | undefined): Generator<string> {
  if (Array.isArray(value)) for (const one of value as readonly JsonValue[]) yield* hooksIn(one);
  if (!(value instanceof Map)) return;
  for (const [key, one] of value as JsonObject)
    if (key === 'command' && typeof one === 'string') yield one;
    else yield* hooksIn(one);
}
