import { type TokenizerStructure, tokenText, type Vocabulary } from '../../formats/tokenizer/structure.ts';
import type { PlacedDraft, RepositoryView, Rule } from '../rule.ts';
import { listed, looksSpecial, shown } from '../tokenizer-text.ts';

/** Two tables of one model agree almost everywhere; where they do not, they number by different rules. */
const AGREEING = 0.9;
/** Where the numbers that differ are the same in both, and only dealt out otherwise, so much agreement will do. */
const AGREEING_BUT_FOR_AN_EXCHANGE = 0.5;
/** So few marks that were exchanged among themselves are no other way of numbering, even where a table holds nothing else. */
const FEW_EXCHANGED = 32;
/** Strays of an order that no exchange explains: more of them are a habit of the tool that wrote the file. */
const FEW_STRAYS = 8;
const SHOWN = 6;

export const tokenizerRemappedRule: Rule = {
  id: 'tokenizer-remapped',
  title: 'Tokens were given other numbers',
  severity: 'high',
  explanation:
    'A model knows words by number only. Whoever exchanges two numbers in the tokenizer makes the model read "deny" for "allow", or answer the other word, without touching one weight. Trained tokenizers are numbered in the order of training, so an exchange stands out; and so does a repository whose tables give one word two numbers.',
  advice: 'Take the tokenizer from the base model, and compare its hash with the published one.',
  references: ['CWE-345', 'CWE-912', 'AML.T0010.003', 'LLM03:2025'],
  scope: 'repository',
  formats: ['tokenizer'],
  *check(view): Generator<PlacedDraft> {
    for (const { path, tokenizer } of tokenizers(view)) yield* outOfOrder(path, tokenizer);
    yield* disagreeing(view);
  },
};

function* outOfOrder(path: string, { order, model }: TokenizerStructure): Generator<PlacedDraft> {
  const { broken, swapped, compared } = order;
  if (broken.count === 0 || (!swapped && broken.count > FEW_STRAYS)) return;
  const by = model === 'Unigram' ? 'their scores' : 'the merges that make them';
  const how = swapped ? 'Exchanging them among themselves restores it.' : 'They were moved.';
  yield {
    path,
    severity: swapped ? 'high' : 'medium',
    confidence: swapped ? 'high' : 'medium',
    message: `The ${compared.toLocaleString('en-US')} tokens of this vocabulary are numbered in the order of ${by}, all but ${broken.count}: ${listed(broken)}. ${how}`,
    key: `order\0${broken.examples.join('\0')}`,
  };
}

/** Tables of one folder against its tokenizer.json. */
function* disagreeing(view: RepositoryView): Generator<PlacedDraft> {
  const all = [...tokenizers(view)];
  for (const { path, folder, tokenizer } of all) {
    if (tokenizer.flavour !== undefined) continue;
    const tables = all.filter((other) => other.folder === folder && other.tokenizer.flavour === 'vocabulary');
    if (tables.length === 0) continue;
    const numbers = numbersOf(tokenizer.vocabulary);
    for (const { id, content } of tokenizer.added) numbers.set(content, id);
    for (const other of tables) yield* compare(other.path, path, numbers, other.tokenizer.vocabulary);
  }
}

function* compare(
  path: string,
  reference: string,
  numbers: ReadonlyMap<string, number>,
  table: Vocabulary,
): Generator<PlacedDraft> {
  const differing: string[] = [];
  const [here, there] = [new Set<number>(), new Set<number>()];
  let common = 0;
  let different = 0;
  let words = false;
  table.ids.forEach((id, i) => {
    const text = tokenText(table, i);
    const number = numbers.get(text);
    if (number === undefined) return;
    common++;
    if (number === id) return;
    words ||= !looksSpecial(text);
    here.add(id);
    there.add(number);
    if (different++ < SHOWN) differing.push(`${shown(text)} (${id} here, ${number} there)`);
  });
  const exchanged = here.size === there.size && [...here].every((id) => there.has(id));
  const share = exchanged ? AGREEING_BUT_FOR_AN_EXCHANGE : AGREEING;
  const few = exchanged && !words && different <= FEW_EXCHANGED;
  if (different === 0 || (!few && common - different < common * share)) return;
  const more = different > SHOWN ? ` and ${different - SHOWN} more` : '';
  yield {
    path,
    // A mark that was added after one of them was written is a nuisance; a word, or marks that changed places, are not.
    severity: words ? 'high' : few ? 'medium' : 'low',
    confidence: 'medium',
    title: 'Two tables number the same tokens differently',
    message: `${different} of ${common} tokens have other numbers here than in ${reference.split('/').at(-1) ?? ''}: ${differing.join(', ')}${more}. Which ones the model gets depends on the program.`,
    key: `disagrees\0${reference}`,
  };
}

function numbersOf(vocabulary: Vocabulary): Map<string, number> {
  const numbers = new Map<string, number>();
  vocabulary.ids.forEach((id, i) => numbers.set(tokenText(vocabulary, i), id));
  return numbers;
}

function* tokenizers(view: RepositoryView) {
  for (const file of view.files) {
    for (const { format, at, structure } of file.parts) {
      if (format !== 'tokenizer' || structure === undefined) continue;
      // What lies in an archive belongs to another model; the vocabulary in a GGUF file is that file's own.
      if (at.member !== undefined && at.member !== 'gguf-vocabulary') continue;
      const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
      yield { path: file.path, folder, tokenizer: structure as TokenizerStructure };
    }
  }
}
