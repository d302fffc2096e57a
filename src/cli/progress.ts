import type { Watch } from '../examinations/examine.ts';
import { bytes, plural } from '../core/quantities.ts';
import { display } from './display.ts';

/** Whether all bytes of the subject are read, some of them over a network, or too few to be worth a word. */
type Counts = 'all' | 'some' | 'none';

export interface Progress {
  readonly watch: Watch;
  end(): Promise<void>;
}

/** Subjects below this are done before anybody could read a line. */
const WORTH_LINES = 256 * 1024 * 1024;
const WORTH_FILES = 2000;

/** On a terminal one line that is redrawn, elsewhere plain lines now and then; on standard error either way. */
export async function startProgress(counts: Counts): Promise<Progress> {
  const count = { files: 0, allFiles: 0, bytes: 0, allBytes: 0 };
  const text = (): string => {
    const share =
      counts === 'all' && count.allBytes > 0 ? ` (${Math.floor((100 * count.bytes) / count.allBytes)} %)` : '';
    const inBytes =
      counts === 'none' || count.allBytes === 0 ? '' : `, ${bytes(count.bytes)} of ${bytes(count.allBytes)}${share}`;
    return `${count.files.toLocaleString('en-US')} of ${plural(count.allFiles, 'file')}${inBytes}`;
  };
  const shown = await display('Examining', text, () => count.allBytes > WORTH_LINES || count.allFiles > WORTH_FILES);
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => (ended ??= shown.end());
  const watch: Watch = {
    begin: (files, all) => {
      count.allFiles = files;
      count.allBytes = all;
    },
    bytes: (more) => {
      count.bytes += more;
      shown.changed();
    },
    file: () => {
      count.files++;
      shown.changed();
    },
    done: () => end(),
  };
  return { watch, end };
}
