import { StorageError } from '../core/errors.ts';
import { RuntimeFault } from '../runtimes/fault.ts';
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

function silent({ identity, ...arm }: ArmRecord): Arm {
  return {
    ...arm,
    runtime: {
      describe: () => identity,
      concurrency: 1,
      generate: () => {
        throw new RuntimeFault('refused', 'judging asks the model nothing: it was never answered');
      },
      close: () => Promise.resolve(),
    },
  };
}
