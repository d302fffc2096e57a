import { RULES } from '../../src/artifacts/registry.gen.ts';
import type { Capability, Share } from './measure.ts';

const share = ({ hits, of }: Share): string => (of === 0 ? '–' : hits === of ? `all ${of}` : `${hits} of ${of}`);

/** Table for the README: what was tried on each format, and how it went. */
export function capabilityTable(capabilities: readonly Capability[]): string {
  const rows = capabilities.map(
    ({ title, recognised, truncations, fuzzed, malicious, harmless, rules }) =>
      `| ${title} | ${recognised.hits > 0 ? 'content' : 'name'} | ${share(truncations)} | ${fuzzed ? 'yes' : 'no'} | ${share(malicious)} | ${share(harmless)} | ${rules.length} |`,
  );
  return [
    '| format | known by | truncations told | fuzzed | malicious found | harmless passed | rules that fired |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** docs/capabilities.md. */
export function capabilitiesPage(capabilities: readonly Capability[]): string {
  const tricks = [...new Set(capabilities.flatMap(({ tricks: of }) => [...of.keys()]))].toSorted();
  const matrix = [
    `| class of trick | ${capabilities.map(({ id }) => `\`${id}\``).join(' | ')} |`,
    `|---|${'---|'.repeat(capabilities.length)}`,
    ...tricks.map(
      (trick) =>
        `| ${trick} | ${capabilities.map(({ tricks: of }) => share(of.get(trick) ?? { hits: 0, of: 0 })).join(' | ')} |`,
    ),
  ];
  const rules = capabilities.map(
    ({ id, rules: fired }) => `| \`${id}\` | ${fired.map((rule) => `\`${rule}\``).join(', ') || '–'} |`,
  );
  const silent = RULES.filter(({ id }) => !capabilities.some(({ rules: fired }) => fired.includes(id)));
  return `# What is checked of each format

Made by \`npm run generate\` from cases that it runs: the small valid files of each reader and the detection cases by authors
who know the rules (\`benchmarks/detect/sighted\`). Nothing here is written by hand; where it no longer holds, CI fails.

${capabilityTable(capabilities)}

- **known by**: \`content\` where the reader's own files are recognised under a name that says nothing.
- **truncations told**: beginnings of a valid file that end as partial, as failed, with a finding, or not as this format. A
  beginning of a text is a text, of a program a program, of two pickles one: these are whole and so not told.
- **fuzzed**: \`npm run fuzz\` mutates its files.
- **malicious found**: cases in which the format has a part, with a finding of severity medium or above. **harmless
  passed**: those that look alike and have none. Rates over all cases, also by authors who have not seen the rules, are
  in [benchmarks.md](benchmarks.md).

## Malicious cases found, by class of trick

A case counts under each format that it has a part in: a pickle in a PyTorch archive under both.

${matrix.join('\n')}

## Rules that fired

| format | rules |
|---|---|
${rules.join('\n')}
${silent.length === 0 ? '' : `\nRules over a whole subject, which lie in no part: ${silent.map(({ id }) => `\`${id}\``).join(', ')}.\n`}`;
}
