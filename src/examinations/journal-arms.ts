import { StorageError, UsageError } from '../core/errors.ts';
import { RuntimeFault } from '../runtimes/fault.ts';
import { type Exchange, RecordedRuntime } from '../runtimes/recorded/recorded.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import type { Arm, ArmRecord } from '../studies/engine/arm.ts';
import { readJournal } from '../studies/engine/journal-file.ts';

/** The models of a journal as arms that answer nothing more. @throws UsageError, StorageError where it cannot be read */
export function journalArms(path: string): { readonly arms: readonly Arm[]; readonly seed: number } {
  let found: { arms: readonly Arm[]; seed: number } | undefined;
  readJournal(path, (row) => {
    if ('journal' in row) found = { arms: row.arms.map(silent), seed: row.seed };
  });
  if (found === undefined) throw new StorageError(`the journal ${JSON.stringify(path)} is empty`);
  return found;
}

/**
 * One model of a journal as a runtime that answers again what it answered there, once each.
 * @throws UsageError where the journal holds several models and none, or another, is named; StorageError as above
 */
export async function openJournal(
  path: string,
  name: string | undefined,
): Promise<{ readonly runtime: Runtime; readonly name: string }> {
  let arms: readonly ArmRecord[] = [];
  const answers = new Map<string, Exchange[]>();
  readJournal(path, (row) => {
    if ('journal' in row) ({ arms } = row);
    if (!('reply' in row) || row.reply.kind !== 'generate' || row.asked.ask.kind !== 'generate') return;
    const { kind: _, ...request } = row.asked.ask;
    const exchanges = answers.get(row.asked.arm) ?? [];
    exchanges.push({ request, recording: row.reply.recording });
    answers.set(row.asked.arm, exchanges);
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
  return { runtime: await RecordedRuntime.open(answers.get(arm.id) ?? [], { identity }), name: arm.id };
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
