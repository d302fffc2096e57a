import { printable } from '../../core/printable.ts';

/** A piece of XML that is escaped already. */
export type Xml = { readonly xml: string };

/** An element; its attributes and its text are escaped here, and nowhere else. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly Xml[],
): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const inner =
    typeof content === 'string'
      ? lines(content)
      : content.map(({ xml: one }) => `\n${one}`).join('') + (content.length > 0 ? '\n' : '');
  return { xml: inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>` };
}

export function xml(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

/** Line feeds stay in text; what else XML 1.0 has no character for is printed as an escape. */
const lines = (text: string): string => text.split('\n').map(escape).join('\n');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escape(text: string): string {
  // U+FFFE and U+FFFF are the two that are printable and yet no characters of XML.
  return printable(text, 4000).replace(/[&<>"'\ufffe\uffff]/g, (found) => ENTITIES[found] ?? '\ufffd');
}
