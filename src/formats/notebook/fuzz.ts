/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const cell = (cell_type: string, ...source: string[]) => ({ cell_type, metadata: {}, source, outputs: [] });
  const notebook = {
    cells: [
      cell('markdown', '# x\n'),
      cell('code', '!pip install torch\n', 'x = 1'),
      cell('code', '%%bash\n', 'echo harmless'),
    ],
    metadata: { kernelspec: { language: 'python', name: 'python3' }, language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const old = {
    worksheets: [{ cells: [{ cell_type: 'code', input: 'x = 1', language: 'python' }] }],
    metadata: {},
    nbformat: 3,
  };
  return [notebook, old].map((one, i) => ({
    name: `${i}.ipynb`,
    bytes: new TextEncoder().encode(JSON.stringify(one, null, 1)),
  }));
}
