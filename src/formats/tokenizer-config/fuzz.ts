/** Small valid files to mutate. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const file = (name: string, content: unknown) => ({ name, bytes: new TextEncoder().encode(JSON.stringify(content)) });
  return [
    file('tokenizer_config.json', {
      added_tokens_decoder: { '0': { content: '<unk>', special: true } },
      auto_map: { AutoTokenizer: ['tokenization_own.OwnTokenizer', null] },
      bos_token: { content: '<s>' },
      chat_template: '{% for m in messages %}{{ m.content }}{% endfor %}',
      eos_token: '</s>',
      tokenizer_class: 'LlamaTokenizer',
    }),
    file('tokenizer_config.json', {
      chat_template: [
        { name: 'default', template: '{{ messages }}' },
        { name: 'tool_use', template: '{{ tools | tojson }}' },
      ],
    }),
    file('chat_template.json', { chat_template: '{{ bos_token }}' }),
  ];
}
