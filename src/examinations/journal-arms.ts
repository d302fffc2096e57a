import { closeSync } from 'node:fs';
import { StorageError, UsageError } from '../core/errors.ts';
import { RuntimeFault } from '../runtimes/fault.ts';
import { Answers, RecordedRuntime } from '../runtimes/recorded/recorded.ts';
import type { Recording } from '../runtimes/recording.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import type { Arm, ArmRecord } from '../studies/engine/arm.ts';
import { openJournalFile, type Place, readJournal, readPlace, readRows } from '../studies/engine/journal-file.ts';

/** The models of a journal as arms that answer nothing more. @throws UsageError, StorageError where it cannot be read */
export function journalArms(path: string): {
  readonly arms: readonly Arm[];
  readonly seed: number;
  /** SHA-256 of what was asked of them. */
  readonly plan: string;
} {
  let found: { arms: readonly Arm[]; seed: number; plan: string } | undefined;
  readJournal(path, (row) => {
    if ('journal' in row) found = { arms: row.arms.map(silent), seed: row.seed, plan: row.plan };
  });
  if (found === undefined) throw new StorageError(`the journal ${JSON.stringify(path)} is empty`);
  return found;
}

/**
 * One model of a journal as a runtime that answers again what it answered there, once each.
 * @throws UsageError where the journal holds several models and none, or another, is named; StorageError as above
 */
export function openJournal(
  path: string,
  name: string | undefined,
): { readonly runtime: Runtime; readonly name: string } {
  const file = openJournalFile(path);
  try {
    return runtimeOf(file, path, name);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** @param file stays open until the runtime is closed: answers are read where they are asked for */
function runtimeOf(file: number, path: string, name: string | undefined): { runtime: Runtime; name: string } {
  let arms: readonly ArmRecord[] = [];
  const answers = new Map<string, Answers>();
  readRows(file, path, (row, place) => {
    if ('journal' in row) ({ arms } = row);
    if (!('reply' in row) || row.reply.kind !== 'generate' || row.asked.ask.kind !== 'generate') return;
    const { arm, ask } = row.asked;
    let of = answers.get(arm);
    if (of === undefined) answers.set(arm, (of = new Answers()));
    const { kind: _, ...request } = ask;
    of.add(request, () => recordingAt(file, path, place));
  });
  const arm = name === undefined && arms.length === 1 ? arms[0] : arms.find(({ id }) => id === name);
  if (arm === undefined) {
    const ids = arms.map(({ id }) => id).join(', ');
    throw new UsageError(
      name === undefined
        ? `${JSON.stringify(path)} holds the answers of several models: name one of ${ids} with --model`
        : `${JSON.stringify(path)} has no model ${JSON.stringify(name)}, but ${ids}`,
    );
  }
  // Tokens are nothing that a journal could compute.
  const capabilities = arm.identity.capabilities.filter((one) => one !== 'tokens');
  const identity = { ...arm.identity, capabilities };
  const close = (): void => closeSync(file);
  return { runtime: new RecordedRuntime(answers.get(arm.id) ?? new Answers(), { identity, close }), name: arm.id };
}

/** @throws StorageError where the journal changed since */
function recordingAt(file: number, path: string, place: Place): Recording {
  const row = readPlace(file, path, place);
  if (!('reply' in row) || row.reply.kind !== 'generate')
    throw new StorageError(`the journal ${JSON.stringify(path)} changed while it was read`);
  return row.reply.recording;
}

function silent({ identity, replayed, ...arm }: ArmRecord): Arm {
  return {
    ...arm,
    runtime: {
      ...(replayed === undefined ? {} : { replays: replayed }),
      describe: () => identity,
      concurrency: 1,
      generate: () => {
        throw new RuntimeFault('refused', 'judging asks the model nothing: it was never answered');
      },
      close: () => Promise.resolve(),
    },
  };
}
