import { describe, expect, it } from 'vitest';
import { runWith } from './older-node.ts';
import { isOlder, neededNode } from './version.ts';

describe('an older Node on the PATH', () => {
  it('is told from one that is new enough', () => {
    for (const old of ['18.19.1', '20.20.2', '22.14.0']) expect(isOlder(old, '>=22.15'), old).toBe(true);
    for (const fine of ['22.15.0', '22.20.1', '24.0.0', '100.1.0']) expect(isOlder(fine, '>=22.15'), fine).toBe(false);
    expect(isOlder(process.versions.node, neededNode())).toBe(false);
  });

  it('ends with the exit code of the Node that took its place', async () => {
    expect(await runWith(process.execPath, ['-e', 'process.exit(3)'])).toBe(3);
    expect(await runWith(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM")'])).toBe(143);
    await expect(runWith('/nowhere/node', [])).rejects.toThrow('ENOENT');
  });
});
