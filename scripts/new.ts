/** `npm run new -- rule <id>` or `npm run new -- format <id>`: a folder to start from, and the registry brought up to date. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [kind = '', id = ''] = process.argv.slice(2);
const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => camel(name).replace(/^./, (letter) => letter.toUpperCase());

const TEMPLATES: Readonly<
  Record<string, { folder: string; files: (name: string) => Readonly<Record<string, string>> }>
> = {
  rule: {
    folder: 'src/artifacts',
    files: (name) => ({
      'rule.ts': `import type { Draft, Rule } from '../rule.ts';

export const ${camel(name)}Rule: Rule = {
  id: '${name}',
  title: 'What was found, in a few words',
  severity: 'medium',
  explanation: 'What it means, why it matters, and when it is harmless.',
  advice: 'What a person should do about it.',
  references: ['CWE-20'],
  scope: 'part',
  formats: ['pickle'],
  *check(part): Generator<Draft> {
    if (part.structure === undefined) return;
  },
};
`,
      'rule.test.ts': `import { describe, expect, it } from 'vitest';
import { audit } from '../audit.fixture.ts';

const rulesOf = async (bytes: Uint8Array) => (await audit({ 'model.bin': bytes })).findings.map(({ rule }) => rule);

describe('${name}', () => {
  it('fires on a file that shows it', async () => {
    expect(await rulesOf(new Uint8Array())).toContain('${name}');
  });

  it('is silent on a harmless file that looks like it', async () => {
    expect(await rulesOf(new Uint8Array())).not.toContain('${name}');
  });
});
`,
    }),
  },
  format: {
    folder: 'src/formats',
    files: (name) => ({
      'structure.ts': `import type { Structure } from '../format.ts';

/** What is kept of a file: bounded by named limits. */
export interface ${pascal(name)}Structure extends Structure {
  readonly format: '${name}';
}
`,
      'format.ts': `import type { Format } from '../format.ts';
import type { ${pascal(name)}Structure } from './structure.ts';

export const ${camel(name)}Format: Format<${pascal(name)}Structure> = {
  id: '${name}',
  version: 1,
  title: '${name}',
  extensions: ['.${name}'],
  identify: ({ head }) => (head[0] === 0x00 ? 'magic' : undefined),
  read: async (source, context) => (await import('./read.ts')).read${pascal(name)}(source, context),
};
`,
      'read.ts': `import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import type { ${pascal(name)}Structure } from './structure.ts';

export async function read${pascal(name)}(source: ByteSource, context: ReadContext): Promise<${pascal(name)}Structure> {
  await source.read(0, 16, context.signal);
  return { format: '${name}' };
}
`,
      'fuzz.ts': `/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [{ name: 'smallest', bytes: Uint8Array.of(0) }];
}
`,
      'format.test.ts': `import { describe, expect, it } from 'vitest';
import { ${camel(name)}Format } from './format.ts';
import { seeds } from './fuzz.ts';

describe('${name}', () => {
  it('knows its own files by content', () => {
    for (const { bytes } of seeds()) {
      expect(${camel(name)}Format.identify({ name: 'file', size: bytes.length, head: bytes, tail: bytes })).toBe('magic');
    }
  });
});
`,
    }),
  },
};

const template = TEMPLATES[kind];
if (template === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  process.stderr.write('usage: npm run new -- rule|format <id-in-kebab-case>\n');
  process.exit(2);
}
const folder = join(template.folder, id);
if (existsSync(folder)) {
  process.stderr.write(`${folder} exists\n`);
  process.exit(2);
}
mkdirSync(folder);
for (const [name, content] of Object.entries(template.files(id))) writeFileSync(join(folder, name), content);
execFileSync(process.execPath, ['scripts/generate.ts'], { stdio: 'inherit' });
process.stdout.write(`${folder}: now read CONTRIBUTING.md, then run npm run check\n`);
