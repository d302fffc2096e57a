/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const card = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  return [
    card(
      'README.md',
      '---\nlicense: mit\nmodel_size: "7B" # as sold\ntags:\n- a\n---\n# A model\n\nIt has 7B parameters, trained on 2T tokens.\n',
    ),
    card('model_card.md', '# No front matter\n\n| Parameters | 7B |\n'),
  ];
}
