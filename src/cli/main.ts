#!/usr/bin/env node
import { isOlder, neededNode, version } from './version.ts';

// Whoever reads a message may have gone (`2>&1 | head`); a result that cannot be written is told by its writer.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const [first, ...rest] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && rest.length === 0) {
  // Answered before anything else is loaded.
  process.stdout.write(`${version()}\n`);
} else if (isOlder(process.versions.node, neededNode())) {
  const { runWithOwnNode } = await import('./older-node.ts');
  process.exitCode = await runWithOwnNode(process.argv.slice(1));
} else {
  const { run } = await import('./program.ts');
  process.exitCode = await run(process.argv);
}
