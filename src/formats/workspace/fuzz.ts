const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const task = { label: 'a', type: 'shell', command: 'make', args: ['b'], runOptions: { runOn: 'folderOpen' } };
  return [
    { name: 'tasks.json', bytes: bytes(`// tasks\n${JSON.stringify({ version: '2.0.0', tasks: [task] })}`) },
    {
      name: 'devcontainer.json',
      bytes: bytes('{"image": "x", "postCreateCommand": ["pip", "install", "."], /* c */}'),
    },
    { name: 'package.json', bytes: bytes('{"name": "x", "scripts": {"postinstall": "node x.js"}}') },
    { name: '.gitmodules', bytes: bytes('[submodule "a"]\n\tpath = a\n\turl = https://example.com/a\n') },
    { name: '.mcp.json', bytes: bytes('{"mcpServers": {"a": {"command": "npx", "args": ["-y", "a"]}}}') },
  ];
}
