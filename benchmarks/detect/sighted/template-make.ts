import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import type { DetectCase, TrickClass } from '../case.ts';
import { type Files, innocent, text, trick } from './make.ts';

type TemplateClass = Extract<TrickClass, 'template-code' | 'template-text' | 'template-drift'>;
/** Where a template is found: a file of its own, the metadata of a GGUF file, or a tokenizer's configuration. */
export type Home = 'template' | 'gguf' | 'folder';

/** One template as one case. */
export function template(
  of: TemplateClass,
  malicious: boolean,
  name: string,
  title: string,
  source: string,
  home: Home = 'template',
  reference?: string,
): DetectCase {
  const make = malicious ? trick(of) : innocent(of);
  return make.files(home, name, title, () => HOMES[home](source), reference);
}

const HOMES: Readonly<Record<Home, (source: string) => Files>> = {
  template: (source) => ({ 'chat_template.jinja': text(source) }),
  gguf: (source) => ({ 'model.gguf': gguf(source) }),
  folder: (source) => ({ 'tokenizer_config.json': tokenizerConfig(source) }),
};

export function gguf(source: string, variants: Readonly<Record<string, string>> = {}): Uint8Array {
  const value = (content: string) => ({ type: 'string', value: content }) as const;
  return writeGguf({
    metadata: [
      ['general.architecture', value('llama')],
      ['tokenizer.chat_template', value(source)],
      ...Object.entries(variants).map(([name, of]) => [`tokenizer.chat_template.${name}`, value(of)] as const),
    ],
    tensors: [{ name: 'output_norm.weight', dims: [8], type: 0 }],
  });
}

export function tokenizerConfig(source: string | Readonly<Record<string, string>>): Uint8Array {
  const chat =
    typeof source === 'string'
      ? source
      : Object.entries(source).map(([name, template_]) => ({ name, template: template_ }));
  return text(
    JSON.stringify({
      add_bos_token: true,
      added_tokens_decoder: { '0': { content: '<unk>', special: true }, '1': { content: '<s>', special: true } },
      bos_token: '<s>',
      chat_template: chat,
      eos_token: '</s>',
      model_max_length: 131072,
      tokenizer_class: 'PreTrainedTokenizerFast',
    }),
  );
}

/** A plain conversation in the ChatML form, with something before, within and behind each message. */
export const conversation = ({ before = '', inside = '{{ message.content }}', after = '', end = '' }): string =>
  `${before}{% for message in messages %}{{ '<|im_start|>' + message.role + '\\n' }}${inside}${after}{{ '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}${end}`;
