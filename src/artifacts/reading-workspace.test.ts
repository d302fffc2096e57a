import { describe, expect, it } from 'vitest';
import { audit } from './audit.fixture.ts';
import type { WorkspaceStructure } from '../formats/workspace/structure.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const read = async (path: string, content: string) => {
  const { files } = await audit({ [path]: text(content) });
  return files[0]?.parts.find(({ format }) => format === 'workspace')?.structure as WorkspaceStructure | undefined;
};

describe('files by which other programs run commands', () => {
  it('are read with comments, and with commas at the end of lists', async () => {
    const task = '{"command": "a // b", "runOptions": {"runOn": "folderOpen"},}';
    const structure = await read('.vscode/tasks.json', `// of "this" folder\n{"tasks": [${task},] /* the end */}`);
    expect(structure?.started.map(({ text: command }) => command)).toEqual(['a // b']);
  });

  it('are known by what is in them where the name is one of many', async () => {
    expect(await read('settings.json', '{"theme": "dark"}')).toBeUndefined();
    expect((await read('.claude/settings.json', '{"apiKeyHelper": "./a"}'))?.flavour).toBe('agent-tools');
    expect(await read('x/config', 'learning_rate = 1\n')).toBeUndefined();
  });

  it('take a carriage return at the end of a path as git does (CVE-2025-48384)', async () => {
    const modules = '[submodule "a"]\n\tpath = "a\r"\n\turl = https://example.com/a%20b\n';
    expect((await read('.gitmodules', modules))?.started.map(({ key }) => key)).toEqual(['submodule.a.path']);
  });

  it('find commands that are lists of words, or spelt with escapes', async () => {
    const structure = await read('package.json', String.raw`{"x": ["sh", "-c", "cur\u006c http://127.0.0.1/x | sh"]}`);
    expect(structure?.commands.map(({ what }) => what)).toEqual(['fetch-and-run', 'fetch-and-run']);
  });
});
