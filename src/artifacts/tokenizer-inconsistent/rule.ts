import type { TokenizerStructure } from '../../formats/tokenizer/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { listed, shown } from '../tokenizer-text.ts';

/** Added tokens that are told one by one. */
const EACH = 8;
/** Numbers kept free at the end of a table for later tokens are some thousands at most. */
const RESERVED = 65_536;
/** Tokens that a program looks at by itself, after each step or before each text. */
const ACTED_ON = /^(?:bos|eos|eot|eom)_token_id$/;
/** How llama.cpp writes that there is no such token (`LLAMA_TOKEN_NULL`). */
const NONE = 0xffff_ffff;

export const tokenizerInconsistentRule: Rule = {
  id: 'tokenizer-inconsistent',
  title: 'The tables of the tokenizer contradict each other',
  severity: 'medium',
  explanation:
    'A tokenizer should give each text one number and each number one text. Here two texts share a number, an added token claims the number of another or one for which no model has a row, or merges and vocabulary do not fit. Readers resolve that in different ways, so that one program sees other words than the next. Some of it is harmless and comes from conversion by hand.',
  advice: 'Compare tokenizer.json with that of the base model, or convert the tokenizer again.',
  references: ['CWE-436', 'CWE-345', 'AML.T0010.003', 'LLM03:2025'],
  scope: 'part',
  formats: ['tokenizer'],
  *check(part): Generator<Draft> {
    const tokenizer = part.structure as TokenizerStructure | undefined;
    if (tokenizer === undefined) return;
    yield* shared(tokenizer);
    yield* added(tokenizer);
    yield* merges(tokenizer);
    yield* outside(tokenizer);
    yield* repeated(tokenizer, part.at.member === 'gguf-vocabulary');
  },
};

function* repeated({ repeated: found }: TokenizerStructure, gguf: boolean): Generator<Draft> {
  if (found.count === 0) return;
  // llama.cpp asserts that as many texts as numbers are there, so whoever converts a model makes them differ.
  const word = gguf && found.examples.some((text) => /\p{L}{2}/u.test(text) && !text.includes('\ufffd'));
  yield {
    severity: word ? 'medium' : 'low',
    confidence: 'high',
    message: `${found.count} tokens stand in the vocabulary under two numbers, of which readers keep the last: ${listed(found)}.${word ? ' The other number can be answered and never read, and most releases of llama.cpp stop at such a file.' : ''}`,
    key: 'repeated',
  };
}

/** Numbers for which the model has no row: reading there fails, or gives what else lies in memory. */
function* outside({ vocabulary, added: tokens, named = [] }: TokenizerStructure): Generator<Draft> {
  const highest = vocabulary.ids.reduce((most, id) => Math.max(most, id), -1);
  const room = 2 * Math.max(highest + 1, vocabulary.ids.length + tokens.length) + RESERVED;
  for (const { content, id } of tokens.filter((token) => token.id >= room).slice(0, EACH)) {
    yield {
      severity: 'medium',
      confidence: 'high',
      title: 'A token has a number far outside of the vocabulary',
      message: `The added token ${shown(content)} has the number ${id}, far beyond the ${vocabulary.ids.length + tokens.length} tokens there are: no model has a row for it.`,
      key: `outside\0${content}`,
    };
  }
  for (const { name, id } of named) {
    if (id <= highest || id === NONE || !ACTED_ON.test(name)) continue;
    yield {
      severity: 'medium',
      confidence: 'high',
      title: 'A token has a number far outside of the vocabulary',
      message: `${name} is ${id}, but the vocabulary ends at ${highest}: programs stop, read beyond their tables, or never find the end of an answer.`,
      key: `outside\0${name}`,
    };
  }
}

function* shared({ sharedIds, flavour }: TokenizerStructure): Generator<Draft> {
  if (sharedIds.count === 0) return;
  const pairs = sharedIds.examples.map((example) => {
    const [one = '', other = '', id = ''] = example.split('\0');
    return `${shown(one)} and ${shown(other)} (${id})`;
  });
  const more = sharedIds.count > pairs.length ? ` and ${sharedIds.count - pairs.length} more` : '';
  yield {
    severity: flavour === undefined ? 'medium' : 'low',
    confidence: 'high',
    message: `Different tokens have the same number: ${pairs.join(', ')}${more}. The model cannot tell them apart, and only one of them comes back as text.`,
    key: 'shared',
  };
}

function* added({ added: tokens }: TokenizerStructure): Generator<Draft> {
  const wrong = tokens.filter((token) => token.vocabularyHas !== undefined || token.vocabularyId !== undefined);
  for (const { content, id, vocabularyHas, vocabularyId } of wrong.slice(0, EACH)) {
    const clash =
      vocabularyHas === undefined
        ? `has the number ${vocabularyId ?? 0} in the vocabulary`
        : `which the vocabulary has as ${shown(vocabularyHas)}`;
    // A mark renamed by hand is a nuisance; a word that becomes another is a change of meaning.
    const word = /\p{L}{2}/u.test(content) && /^[\u0120\u2581]?\p{L}+$/u.test(vocabularyHas ?? content);
    yield {
      severity: word ? 'medium' : 'low',
      confidence: 'high',
      message: `The added token ${shown(content)} claims the number ${id}, ${vocabularyHas === undefined ? 'but ' : ''}${clash}.`,
      key: `added\0${content}`,
    };
  }
  if (wrong.length > EACH) {
    const message = `${wrong.length - EACH} more added tokens disagree with the vocabulary.`;
    yield { severity: 'low', confidence: 'high', message, key: 'added-more' };
  }
}

function* merges({ merges: { absent, unreachable, count }, steps }: TokenizerStructure): Generator<Draft> {
  if (absent.count > 0) {
    yield {
      severity: 'low',
      confidence: 'high',
      message: `${absent.count} of ${count} merges name tokens that the vocabulary lacks: ${listed(absent)}.`,
      key: 'absent',
    };
  }
  if (unreachable.count === 0) return;
  // Trained byte-level tables reach every word; conversions from SentencePiece honestly miss a few.
  const trained = steps.some(({ type }) => type === 'ByteLevel') && unreachable.count <= Math.max(4, count / 1000);
  yield {
    severity: trained ? 'medium' : 'low',
    confidence: 'medium',
    title: 'Words that the merges can no longer make',
    message: `No chain of merges gives ${listed(unreachable)}: the model has a number for each but gets it in pieces, as after a merge was taken out.`,
    key: 'unreachable',
  };
}
