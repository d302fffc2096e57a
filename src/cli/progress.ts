import type { Watch } from '../examinations/examine.ts';
import { bytes, plural } from '../core/quantities.ts';

/** Whether all bytes of the subject are read, some of them over a network, or too few to be worth a word. */
type Counts = 'all' | 'some' | 'none';

export interface Progress {
  readonly watch: Watch;
  end(): Promise<void>;
}

/** Subjects below this are done before anybody could read a line. */
const WORTH_LINES = 256 * 1024 * 1024;
const WORTH_FILES = 2000;
const LINE_EVERY_MS = 10_000;
const REDRAW_MS = 100;

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
  const display = process.stderr.isTTY
    ? await onTerminal(text)
    : asLines(text, () => count.allBytes > WORTH_LINES || count.allFiles > WORTH_FILES);
  const watch: Watch = {
    begin: (files, all) => {
      count.allFiles = files;
      count.allBytes = all;
    },
    bytes: (more) => {
      count.bytes += more;
      display.changed();
    },
    file: () => {
      count.files++;
      display.changed();
    },
  };
  return { watch, end: () => display.end() };
}

interface Display {
  changed(): void;
  end(): Promise<void>;
}

async function onTerminal(text: () => string): Promise<Display> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2');
  // Standard output is the result's alone.
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  let finish: () => void = () => {};
  let redraw: () => void = () => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  const list = new Listr(
    [
      {
        title: 'Examining',
        task: async (_context, task) => {
          redraw = () => (task.title = `Examining ${text()}`);
          await done;
          redraw();
        },
      },
    ],
    {
      rendererOptions: { clearOutput: true, logger },
      registerSignalListeners: false,
      forceTTY: true,
    },
  );
  const running = list.run();
  let last = 0;
  return {
    changed: () => {
      const now = Date.now();
      if (now - last < REDRAW_MS) return;
      last = now;
      redraw();
    },
    end: async () => {
      finish();
      await running;
    },
  };
}

function asLines(text: () => string, worth: () => boolean): Display {
  let last = Date.now();
  return {
    changed: () => {
      const now = Date.now();
      if (now - last < LINE_EVERY_MS || !worth()) return;
      last = now;
      process.stderr.write(`${text()}\n`);
    },
    end: () => Promise.resolve(),
  };
}
