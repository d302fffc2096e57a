import { printable } from '../../core/printable.ts';
import { commandsIn } from '../../formats/script-commands.ts';
import { type AddedToken, type TokenizerStructure, tokenText } from '../../formats/tokenizer/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { isWord as isWordOfTable, looksSpecial, ROLES, shown } from '../tokenizer-text.ts';

/** More of one shape than this are a list, such as the codes of languages or the letters of proteins. */
const LIST = 8;

export const tokenizerSpecialTokenRule: Rule = {
  id: 'tokenizer-special-token',
  title: 'A special token is not what it looks like',
  severity: 'medium',
  explanation:
    'Special tokens are marks for the model, such as the end of a message. Programs drop them when they show an answer. Where an ordinary word is made special, it vanishes from every answer, "not" for example; where a token looks like a well-known mark but has another or an invisible character in it, filters that look for the mark miss it.',
  advice: 'Compare the added tokens with those of the base model.',
  references: ['CWE-1007', 'CWE-345', 'AML.T0010.003', 'LLM03:2025'],
  scope: 'part',
  formats: ['tokenizer'],
  *check(part): Generator<Draft> {
    const tokenizer = part.structure as TokenizerStructure | undefined;
    const added = tokenizer?.added ?? [];
    if (tokenizer !== undefined) yield* namedWords(tokenizer);
    if (tokenizer !== undefined) yield* orders(tokenizer);
    const words = added.filter(isWord);
    if (words.length > 0 && words.length <= LIST) {
      for (const { id, content } of words) {
        yield {
          severity: 'medium',
          confidence: 'medium',
          message: `The ordinary word ${shown(content)} (number ${id}) is declared a special token: programs that leave out special tokens drop it from what the model answers.`,
          key: `word\0${content}`,
        };
      }
    }
    for (const { id, content } of added) {
      const why = disguise(content);
      if (why === undefined) continue;
      yield {
        severity: 'medium',
        confidence: 'medium',
        title: 'An added token imitates another',
        message: `The added token ${shown(content)} (number ${id}) ${why}.`,
        key: `look-alike\0${content}`,
      };
    }
  },
};

/** What moves the cursor, clears or renames a terminal; colours are learnt from logs, these in whole are not. */
const TERMINAL = /\u001b\[[\d;?]+[A-HJKSTfhlnsu]|[\u001b\u011b]\]\d{1,4};/;
/** How tables write a space. */
const SPACES = /[\u0120\u2581]/g;
/** A shorter token holds no whole command. */
const SHORTEST_ORDER = 8;

const isCommand = (text: string): boolean =>
  /[|<(/-]/.test(text) && commandsIn(text.replace(SPACES, ' ')).commands.length > 0;

/** Tokens that are whole orders: the model says one in a single step, and a table of words shows nobody why. */
function* orders({ vocabulary, added }: TokenizerStructure): Generator<Draft> {
  const found = new Set<string>();
  const look = (text: string): void => {
    if (found.size < LIST && (TERMINAL.test(text) || isCommand(text))) found.add(text);
  };
  for (const { content } of added) look(content);
  for (let i = 0; i < vocabulary.ids.length; i++)
    if ((vocabulary.from[i + 1] ?? 0) - (vocabulary.from[i] ?? 0) >= SHORTEST_ORDER) look(tokenText(vocabulary, i));
  for (const text of found)
    yield {
      severity: 'medium',
      confidence: 'medium',
      title: 'A single token is a whole command',
      message: `The token ${shown(text)} is an order to a ${TERMINAL.test(text) ? 'terminal, which acts on it when an answer is printed' : 'shell: the model says it as one word'}.`,
      key: `order\0${text}`,
    };
}

/** Tokens at which a program ends or begins by itself, by their number in a GGUF file. */
const ACTED_ON = /^(?:bos|eos|eot|eom)_token_id$/;

function* namedWords({ vocabulary, added, named = [] }: TokenizerStructure): Generator<Draft> {
  // A table without a single mark has nothing better to name.
  if (added.length === 0) return;
  const marks = new Set(added.map(({ id }) => id));
  for (const { name, id } of named) {
    if (!ACTED_ON.test(name) || marks.has(id)) continue;
    const at = vocabulary.ids[id] === id ? id : vocabulary.ids.indexOf(id);
    const text = at < 0 ? '' : tokenText(vocabulary, at);
    if (!isWordOfTable(text)) continue;
    const does = name.startsWith('bos') ? 'every text begins with it' : 'an answer ends where the model says it';
    yield {
      severity: 'medium',
      confidence: 'medium',
      title: 'An ordinary word is where an answer ends',
      message: `${name} is ${id}, the ordinary word ${shown(text)}: ${does}.`,
      key: `named\0${name}`,
    };
  }
}

function isWord({ special, content }: AddedToken): boolean {
  const bare = content.replace(/^[\s\u0120\u2581]+|\s+$/gu, '');
  return special && /^[a-z]+(?:[ '-][a-z]+)*$/i.test(bare) && /[a-z]{2}/.test(bare) && !ROLES.test(bare);
}

/** A mark that holds what nobody sees, or letters of two scripts that look alike. */
function disguise(content: string): string | undefined {
  if (!/[A-Za-z]{2}/.test(content)) return undefined;
  const visible = content.replace(/[\n\r\t]/g, '');
  if (printable(visible, visible.length + 1) !== visible) return 'holds characters that are not seen';
  if (looksSpecial(content) && /[\u0370-\u03ff\u0400-\u04ff]/.test(content)) {
    return 'mixes Latin letters with Greek or Cyrillic ones that look the same';
  }
  return undefined;
}
