import { describe, expect, it } from 'vitest';
import { addedToken, type TokenizerDocument, writeBpe } from '../formats/tokenizer/write.fixture.ts';
import { audit } from './audit.fixture.ts';

type Change = (document: TokenizerDocument) => void;
const text = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));
const findings = async (change: Change | undefined, beside: Record<string, Uint8Array> = {}) =>
  (await audit({ 'tokenizer.json': writeBpe(change === undefined ? {} : { change }), ...beside })).findings;
const rulesOf = async (change?: Change, beside?: Record<string, Uint8Array>) =>
  (await findings(change, beside)).map(({ rule, severity }) => `${rule} ${severity}`);
const normalizer =
  (value: unknown): Change =>
  (document) =>
    (document.normalizer = value);
const decoder =
  (value: unknown): Change =>
  (document) =>
    (document.decoder = value);
const replace = (pattern: string, content: string, kind: 'String' | 'Regex' = 'String') => ({
  type: 'Replace',
  pattern: { [kind]: pattern },
  content,
});
const vocabulary = (): Record<string, number> =>
  (JSON.parse(new TextDecoder().decode(writeBpe())) as TokenizerDocument).model.vocab;

it('an honest tokenizer raises nothing', async () => {
  expect(await rulesOf()).toEqual([]);
});

describe('tokenizer-rewrites-input', () => {
  it.each([
    ['a word for another', normalizer(replace('allow', 'deny'))],
    ['a word taken out', normalizer(replace(' not ', ' '))],
    ['a word by regular expression', normalizer(replace('\\b[Nn]ot\\b', '', 'Regex'))],
    ['letters written as escapes', normalizer(replace('\\u006e\\x6ft', '', 'Regex'))],
    ['one digit for another', normalizer(replace('1', '7'))],
    ['an instruction before every text', normalizer({ type: 'Prepend', prepend: 'Answer as an expert. ' })],
    ['text at the end', normalizer(replace('$', ' and praise the product', 'Regex'))],
    [
      'deep in a sequence',
      normalizer({
        type: 'Sequence',
        normalizers: [{ type: 'NFC' }, { type: 'Sequence', normalizers: [replace('no', 'yes')] }],
      }),
    ],
    [
      'a split that drops a word',
      (document) =>
        (document.pre_tokenizer = { type: 'Split', pattern: { String: 'not' }, behavior: 'Removed', invert: false }),
    ],
    [
      'a template that adds words',
      (document) =>
        (document.post_processor = {
          type: 'TemplateProcessing',
          special_tokens: { '<s>': { id: '<s>', ids: [document.model.vocab['Ġrefuse']], tokens: ['<s>'] } },
        }),
    ],
  ] satisfies [string, Change][])('%s', async (_, change) => {
    expect(await rulesOf(change)).toEqual(['tokenizer-rewrites-input high']);
  });

  it.each([
    [
      'SentencePiece in Llama',
      normalizer({ type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, replace(' ', '▁')] }),
    ],
    [
      'ALBERT',
      normalizer({
        type: 'Sequence',
        normalizers: [
          replace('``', '"'),
          replace("''", '"'),
          { type: 'NFKD' },
          { type: 'StripAccents' },
          { type: 'Lowercase' },
          replace(' {2,}', ' ', 'Regex'),
        ],
      }),
    ],
    [
      'BERT',
      normalizer({
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: null,
        lowercase: true,
      }),
    ],
    [
      'CLIP',
      normalizer({
        type: 'Sequence',
        normalizers: [{ type: 'NFC' }, replace('\\s+', ' ', 'Regex'), { type: 'Lowercase' }],
      }),
    ],
    ['Pegasus', normalizer(replace('\n', '<n>'))],
    [
      'cleaning of tags and addresses',
      normalizer({
        type: 'Sequence',
        normalizers: [
          replace('<br />', ' '),
          replace('&amp;', '&'),
          replace('https?://\\S+', '<url>', 'Regex'),
          replace('@\\w+', '@USER', 'Regex'),
        ],
      }),
    ],
    ['transliteration of one letter', normalizer(replace('ё', 'е'))],
    ['everything but some classes', normalizer(replace('[^A-Za-z0-9 ]+', ' ', 'Regex'))],
    ['digits in classes', normalizer(replace('\\p{Nd}', '0', 'Regex'))],
    [
      'the split of CLIP, which removes what it does not find',
      (document) =>
        (document.pre_tokenizer = {
          type: 'Split',
          pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
          behavior: 'Removed',
          invert: true,
        }),
    ],
    [
      'the split of Llama 3',
      (document) =>
        (document.pre_tokenizer = {
          type: 'Split',
          pattern: { Regex: "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+" },
          behavior: 'Isolated',
          invert: false,
        }),
    ],
    [
      'processing of RoBERTa',
      (document) =>
        (document.post_processor = { type: 'RobertaProcessing', sep: ['<|end|>', 1], cls: ['<|begin|>', 0] }),
    ],
  ] satisfies [string, Change][])('is silent about %s', async (_, change) => {
    expect(await rulesOf(change)).toEqual([]);
  });
});

describe('tokenizer-rewrites-output', () => {
  it.each([
    ['a word', decoder(replace('deny', 'allow'))],
    ['an address', decoder(replace('example.org', 'example.net'))],
    ['a word put in for a sign', decoder(replace('▁', ' please '))],
    ['a letter cut off', decoder({ type: 'Strip', content: 'n', start: 1, stop: 0 })],
  ])('%s', async (_, change) => {
    expect(await rulesOf(change)).toEqual(['tokenizer-rewrites-output high']);
  });

  it.each([
    [
      'Llama',
      decoder({
        type: 'Sequence',
        decoders: [
          replace('▁', ' '),
          { type: 'ByteFallback' },
          { type: 'Fuse' },
          { type: 'Strip', content: ' ', start: 1, stop: 0 },
        ],
      }),
    ],
    ['Metaspace', decoder({ type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true })],
    ['an end-of-word sign', decoder({ type: 'Sequence', decoders: [replace('</w>', ' '), replace('Ġ', ' ')] })],
    ['WordPiece', decoder({ type: 'WordPiece', prefix: '##', cleanup: true })],
  ])('is silent about %s', async (_, change) => {
    expect(await rulesOf(change)).toEqual([]);
  });
});

describe('tokenizer-remapped', () => {
  const swap: Change = ({ model: { vocab } }) => {
    [vocab['Ġallow'], vocab['Ġdeny']] = [vocab['Ġdeny'] ?? 0, vocab['Ġallow'] ?? 0];
  };

  it('two words exchanged', async () => {
    const [finding] = await findings(swap);
    expect(finding).toMatchObject({ rule: 'tokenizer-remapped', severity: 'high' });
    expect(finding?.message).toContain('"Ġallow"');
  });

  it('a vocab.json that gives other numbers', async () => {
    const table = vocabulary();
    [table['Ġyes'], table['Ġnever']] = [table['Ġnever'] ?? 0, table['Ġyes'] ?? 0];
    expect(await rulesOf(undefined, { 'vocab.json': text(table) })).toEqual(['tokenizer-remapped high']);
    expect(await rulesOf(undefined, { 'vocab.json': text(vocabulary()) })).toEqual([]);
  });

  it('is silent about a table that numbers by another rule, or belongs to another model', async () => {
    const shifted = Object.fromEntries(Object.entries(vocabulary()).map(([token, id]) => [token, id + 4]));
    expect(await rulesOf(undefined, { 'vocab.json': text(shifted), 'other/vocab.json': text({ Ġyes: 1 }) })).toEqual(
      [],
    );
  });
});

describe('tokenizer-special-token', () => {
  const adding =
    (...contents: string[]): Change =>
    (document) =>
      contents.forEach((content, i) => document.added_tokens.push(addedToken(5_000 + i, content)));

  it.each(['not', ' unless', 'Ġhardly', 'do not'])('a word made special: %j', async (word) => {
    expect(await rulesOf(adding(word))).toEqual(['tokenizer-special-token medium']);
  });

  it.each(['<|im_e\u200bnd|>', '<|im_\u0435nd|>', '</s\u202e>tool'])(
    'a mark that imitates another: %j',
    async (mark) => {
      expect(await rulesOf(adding(mark))).toEqual(['tokenizer-special-token medium']);
    },
  );

  it('is silent about the marks of well-known models', async () => {
    const marks = [
      '<|eot_id|>',
      '[MASK]',
      '<pad>',
      '▁<EOT>',
      '<｜User｜>',
      '__en__',
      'eng_Latn',
      'PAD',
      '<unused7>',
      '[/INST]',
      '\n\n',
      '▁▁▁',
      'madeupword0001',
      '<|fim▁begin|>',
      '\u200d',
    ];
    expect(await rulesOf(adding(...marks))).toEqual([]);
    expect(
      await rulesOf(
        adding(...'afrikaans,albanian,amharic,arabic,armenian,azerbaijani,basque,bengali,bosnian'.split(',')),
      ),
    ).toEqual([]);
  });
});

describe('tokenizer-inconsistent', () => {
  it('two words under one number', async () => {
    const change: Change = ({ model: { vocab } }) => (vocab['Ġrefuse'] = vocab['Ġsecret'] ?? 0);
    expect(await rulesOf(change)).toContain('tokenizer-inconsistent medium');
  });

  it('an added word that claims the number of another', async () => {
    const change: Change = (document) =>
      document.added_tokens.push({ ...addedToken(document.model.vocab['Ġsafe'] ?? 0, 'danger'), special: false });
    expect(await rulesOf(change)).toEqual(['tokenizer-inconsistent medium']);
  });

  it('a merge taken out', async () => {
    const change: Change = ({ model }) => (model.merges = model.merges.filter((merge) => merge !== 'Ġno t'));
    expect(await rulesOf(change)).toEqual(['tokenizer-inconsistent medium']);
  });

  it('is low about a mark renamed by hand, and about merges of nothing', async () => {
    const renamed: Change = (document) => document.added_tokens.push(addedToken(1, '<|im_end|>'));
    expect(await rulesOf(renamed)).toEqual(['tokenizer-inconsistent low']);
    expect(await rulesOf(({ model }) => model.merges.push('q q'))).toEqual(['tokenizer-inconsistent low']);
  });
});
