import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Numbers of the processes with a model that this one started. */
export function children(): readonly string[] {
  return execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('llama/process'))
    .map((line) => line.trim().split(' ')[0] ?? '');
}

/** What they have taken so far, by /proc. */
export function processorSeconds(): number {
  const ticks = children().map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, count) => sum + count, 0) / 100;
}
