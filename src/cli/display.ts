const LINE_EVERY_MS = 10_000;
const REDRAW_MS = 100;

/** Something that goes on and can be looked at. */
export interface Display {
  changed(): void;
  /** A line that stays. */
  say(line: string): void;
  end(): Promise<void>;
}

/** A line that is redrawn on a terminal, elsewhere plain lines now and then where they are worth it; on standard error. */
export async function display(title: string, text: () => string, worth: () => boolean): Promise<Display> {
  return process.stderr.isTTY ? await onTerminal(title, text) : asLines(text, worth);
}

async function onTerminal(title: string, text: () => string): Promise<Display> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2');
  // Standard output is the result's alone.
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  let finish: () => void = () => {};
  let redraw: () => void = () => {};
  let show: (line: string) => void = () => {};
  const said: string[] = [];
  const done = new Promise<void>((resolve) => (finish = resolve));
  const list = new Listr(
    [
      {
        title,
        task: async (_context, task) => {
          redraw = () => (task.title = `${title} ${text()}`);
          show = (line) => (task.output = line);
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
    say: (line) => {
      said.push(line);
      show(line);
    },
    end: async () => {
      finish();
      await running;
      // The display takes itself away, and these with it.
      for (const line of said) process.stderr.write(`${line}\n`);
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
    say: (line) => void process.stderr.write(`${line}\n`),
    end: () => Promise.resolve(),
  };
}
