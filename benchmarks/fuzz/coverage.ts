import { Session } from 'node:inspector/promises';

export interface Covered {
  readonly percent: number;
  readonly missed: readonly string[];
}

/** V8's own precise block coverage, for the files of one reader. */
export class Coverage {
  private readonly session = new Session();

  async start(): Promise<void> {
    this.session.connect();
    await this.session.post('Profiler.enable');
    await this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Share of a folder's source characters inside blocks that ran at least once. */
  async of(folder: string): Promise<Covered> {
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    let all = 0;
    let dark = 0;
    const missed: string[] = [];
    for (const script of result) {
      if (!script.url.includes(folder) || /\.(test|fixture)\.ts$|fuzz\.ts$/.test(script.url)) continue;
      const end = Math.max(0, ...script.functions.flatMap((one) => one.ranges.map((range) => range.endOffset)));
      const ran = new Uint8Array(end).fill(1);
      // Outer ranges come before inner ones, so the innermost count stands.
      for (const one of script.functions)
        for (const range of one.ranges) ran.fill(range.count > 0 ? 1 : 0, range.startOffset, range.endOffset);
      const unseen = ran.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0);
      all += end;
      dark += unseen;
      if (unseen > 0)
        missed.push(
          `${script.url.slice(script.url.indexOf(folder) + folder.length)} ${Math.round((100 * unseen) / end)} %`,
        );
    }
    return { percent: all === 0 ? 0 : (100 * (all - dark)) / all, missed };
  }
}
