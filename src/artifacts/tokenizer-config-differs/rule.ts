import type { TokenizerStructure } from '../../formats/tokenizer/structure.ts';
import { tokenText } from '../../formats/tokenizer/structure.ts';
import type { ModelConfigStructure } from '../../formats/model-config/structure.ts';
import type { TokenizerConfigStructure } from '../../formats/tokenizer-config/structure.ts';
import type { PlacedDraft, RepositoryView, Rule } from '../rule.ts';
import { isWord, looksSpecial, shown } from '../tokenizer-text.ts';

/** Disagreements that are told one by one. */
const EACH = 8;

export const tokenizerConfigDiffersRule: Rule = {
  id: 'tokenizer-config-differs',
  title: 'The configuration of the tokenizer contradicts its table',
  severity: 'high',
  explanation:
    'tokenizer_config.json and special_tokens_map.json name added tokens by number, and the marks that begin and end a text; config.json and generation_config.json name these by number. Libraries lay them over the table in tokenizer.json. Where they give a word the number of another, or take an ordinary word for the end of an answer, the model reads or says something else than the table shows.',
  advice: 'Compare both files with those of the base model.',
  references: ['CWE-345', 'CWE-436', 'AML.T0010.003', 'LLM03:2025'],
  scope: 'repository',
  formats: ['tokenizer', 'tokenizer-config', 'model-config'],
  *check(view): Generator<PlacedDraft> {
    const tables = new Map([...structures<TokenizerStructure>(view, 'tokenizer')].flatMap(tableOf));
    for (const { path, folder, structure } of structures<TokenizerConfigStructure>(view, 'tokenizer-config')) {
      const table = tables.get(folder);
      if (table === undefined) continue;
      yield* added(path, structure, table);
      yield* special(path, structure, table);
      yield* additional(path, structure, table);
    }
    for (const { path, folder, structure } of structures<ModelConfigStructure>(view, 'model-config')) {
      const table = tables.get(folder);
      if (table !== undefined) yield* numbered(path, structure, table);
    }
  },
};

/** Numbers at which a program begins or ends by itself, and that are ordinary words of the table. */
function* numbered(path: string, { tokenIds }: ModelConfigStructure, table: Table): Generator<PlacedDraft> {
  for (const { name, id } of tokenIds) {
    const text = table.texts.get(id);
    if (text === undefined || table.marks.has(text) || !isWord(text)) continue;
    const does = /suppress|bad_words/.test(name)
      ? 'the model never says it'
      : name.startsWith('eos') || name.startsWith('forced_eos')
        ? 'an answer ends at it'
        : 'it begins a text';
    yield {
      path,
      severity: 'medium',
      confidence: 'medium',
      message: `${name} ${/suppress|bad_words|forced_decoder/.test(name) ? 'names' : 'is'} ${id}, the ordinary word ${shown(text)} of the table: ${does}.`,
      key: `number\0${name}\0${id}`,
    };
  }
}

interface Table {
  readonly texts: ReadonlyMap<number, string>;
  readonly numbers: ReadonlyMap<string, number>;
  /** Texts that the table itself lists as added. */
  readonly marks: ReadonlySet<string>;
}

/** The table of a folder's tokenizer.json, which configurations beside it are laid over. */
function tableOf({ folder, structure }: Placed<TokenizerStructure>): [string, Table][] {
  if (structure.flavour !== undefined) return [];
  const { vocabulary } = structure;
  const texts = new Map<number, string>();
  const numbers = new Map<string, number>();
  const set = (text: string, id: number): void => void (texts.set(id, text), numbers.set(text, id));
  vocabulary.ids.forEach((id, i) => set(tokenText(vocabulary, i), id));
  for (const { id, content } of structure.added) set(content, id);
  return [[folder, { texts, numbers, marks: new Set(structure.added.map(({ content }) => content)) }]];
}

function* added(path: string, config: TokenizerConfigStructure, table: Table): Generator<PlacedDraft> {
  const wrong = config.added.flatMap(({ id, content }) => {
    const there = table.texts.get(id);
    const number = table.numbers.get(content);
    return (there ?? content) === content && (number ?? id) === id ? [] : [{ id, content, there, number }];
  });
  const [here, elsewhere] = [new Set(wrong.map(({ id }) => id)), new Set(wrong.map(({ number }) => number))];
  const exchanged = wrong.length > 1 && here.size === elsewhere.size && [...here].every((id) => elsewhere.has(id));
  for (const { id, content, there, number } of wrong.slice(0, EACH)) {
    const clash =
      there === undefined || there === content
        ? `which has the number ${number ?? id} in the table`
        : `which is ${shown(there)} in the table`;
    const words = [content, there ?? ''].some((text) => /\p{L}{2}/u.test(text) && !looksSpecial(text));
    yield {
      path,
      severity: words || exchanged ? 'high' : 'low',
      confidence: 'high',
      message: `The added token ${shown(content)} is given the number ${id}, ${clash}.`,
      key: `added\0${content}`,
    };
  }
  if (wrong.length <= EACH) return;
  const message = `${wrong.length - EACH} more added tokens disagree with the table.`;
  yield { path, severity: 'low', confidence: 'high', message, key: 'added-more' };
}

/** Marks that the table has as ordinary words. */
function* special(path: string, config: TokenizerConfigStructure, table: Table): Generator<PlacedDraft> {
  for (const { name, content } of config.special) {
    if (!/^(?:eos|bos)_token$/.test(name) || table.marks.has(content) || looksSpecial(content)) continue;
    const word = [content, `Ġ${content}`, `▁${content}`, `Ġ${content.trim()}`].find((text) => table.numbers.has(text));
    if (word === undefined || !/^[Ġ▁ ]?\p{L}{2,}$/u.test(word)) continue;
    const does = name === 'eos_token' ? 'an answer ends where the model says it' : 'every text begins with it';
    yield {
      path,
      severity: 'medium',
      confidence: 'medium',
      message: `${name} is ${shown(content)}, an ordinary word of the table: ${does}.`,
      key: `special\0${name}`,
    };
  }
}

/** Words of a list this long are codes of languages or the like. */
const LIST = 8;

/** Ordinary words that are declared special by their text alone. */
function* additional(path: string, config: TokenizerConfigStructure, table: Table): Generator<PlacedDraft> {
  const words = config.additional.filter(
    (text) =>
      isWord(text) && !table.marks.has(text) && [text, `Ġ${text}`, `▁${text}`].some((one) => table.numbers.has(one)),
  );
  if (words.length > LIST) return;
  for (const word of words)
    yield {
      path,
      severity: 'medium',
      confidence: 'medium',
      message: `The ordinary word ${shown(word)} of the table is declared a special token: programs that leave out special tokens drop it from what the model answers.`,
      key: `additional\0${word}`,
    };
}

interface Placed<S> {
  readonly path: string;
  readonly folder: string;
  readonly structure: S;
}

function* structures<S>(view: RepositoryView, wanted: string): Generator<Placed<S>> {
  for (const { path, parts } of view.files) {
    for (const { at, format, structure } of parts) {
      if (format !== wanted || structure === undefined || at.member !== undefined) continue;
      yield { path, folder: path.slice(0, path.lastIndexOf('/') + 1), structure: structure as S };
    }
  }
}
