import type { Format, Match, Probe } from '../format.ts';
import type { ChatTemplateStructure } from './structure.ts';

/**
 * A Jinja template, as chat libraries apply it to conversations: handed out by a GGUF file or a tokenizer's
 * configuration, or a file of its own. https://jinja.palletsprojects.com/en/stable/templates/
 */
export const chatTemplateFormat: Format<ChatTemplateStructure> = {
  id: 'chat-template',
  version: 2,
  title: 'Jinja chat template',
  extensions: ['.jinja', '.jinja2', '.j2'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readChatTemplate(source, context, useOf),
};

function identify({ name, role }: Probe): Match | undefined {
  if (role === 'chat-template') return 'structure';
  return /\.(?:jinja2?|j2)$/i.test(name) ? 'name' : undefined;
}

/** `chat_template.jinja`, `additional_chat_templates/NAME.jinja` and what configurations hold under such a key. */
function useOf(name: string): ChatTemplateStructure['use'] {
  return /\.j2$/i.test(name) && !/chat|template/i.test(name) ? 'other' : 'chat';
}
