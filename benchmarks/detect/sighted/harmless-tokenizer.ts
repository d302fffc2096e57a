import { writeCharsmap, writeSentencePiece } from '../../../src/formats/tokenizer/sentencepiece.fixture.ts';
import { addedToken } from '../../../src/formats/tokenizer/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { ggufVocabulary } from './gguf-vocabulary.ts';
import { innocent, text } from './make.ts';
import { adding, bpe, type Change, json, replace, sequence, unigram, vocabularyOf, wordPiece } from './tokenizers.ts';

const { files } = innocent('tokenizer');
const changed = (name: string, title: string, change: Change): DetectCase =>
  files('repository', name, title, () => ({ 'tokenizer.json': bpe(change) }));

/** Tokenizers as well-known models have them. */
export const harmlessTokenizerCases: readonly DetectCase[] = [
  files('repository', 'gpt2', 'GPT-2: tokenizer.json with vocab.json and merges.txt', () => {
    const tokenizer = bpe();
    return {
      'tokenizer.json': tokenizer,
      'vocab.json': json(vocabularyOf(tokenizer)),
      'merges.txt': text('#version: 0.2\nĠ t\nĠt h\n'),
    };
  }),
  changed('llama-2', 'Llama 2: SentencePiece laid out as steps', (document) => {
    document.normalizer = sequence('normalizers', { type: 'Prepend', prepend: '▁' }, replace(' ', '▁'));
    document.pre_tokenizer = null;
    document.decoder = sequence(
      'decoders',
      replace('▁', ' '),
      { type: 'ByteFallback' },
      { type: 'Fuse' },
      { type: 'Strip', content: ' ', start: 1, stop: 0 },
    );
  }),
  changed('llama-3', 'Llama 3: its split, reserved tokens and whole words before merges', (document) => {
    document.pre_tokenizer = {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: {
            Regex:
              "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          },
          behavior: 'Isolated',
          invert: false,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    };
    document.model['ignore_merges'] = true;
    document.model.merges = document.model.merges.filter((merge) => merge !== 'Ġno t');
    adding('<|begin_of_text|>', '<|eot_id|>', '<|reserved_special_token_0|>', '<|python_tag|>')(document);
  }),
  changed(
    'qwen',
    'Qwen: NFC and marks for tools and images',
    adding('<|im_start|>', '<|im_end|>', '<tool_call>', '</tool_call>', '<|vision_start|>', '<think>'),
  ),
  changed(
    'deepseek',
    'DeepSeek: marks with full-width bars',
    adding('<｜begin▁of▁sentence｜>', '<｜User｜>', '<｜tool▁calls▁begin｜>', '<|EOT|>'),
  ),
  changed('gemma', 'Gemma: line breaks, tags and unused places as added tokens', (document) => {
    ['\n\n', '\t', '▁▁▁▁', '<table>', '</td>', '<unused0>', '<start_of_turn>'].forEach((content, i) =>
      document.added_tokens.push({ ...addedToken(9_000 + i, content), special: i > 4 }),
    );
  }),
  changed('nllb', 'NLLB: codes of languages as special tokens', (document) => {
    adding('eng_Latn', 'deu_Latn', 'zho_Hans', 'ace_Arab')(document);
    document.post_processor = {
      type: 'TemplateProcessing',
      special_tokens: {
        eng_Latn: { id: 'eng_Latn', ids: [9_000], tokens: ['eng_Latn'] },
        '<|end|>': { id: '<|end|>', ids: [1], tokens: ['<|end|>'] },
      },
    };
  }),
  changed(
    'whisper',
    'Whisper: languages, tasks and times in brackets',
    adding('<|en|>', '<|de|>', '<|transcribe|>', '<|notimestamps|>', '<|0.02|>'),
  ),
  changed('roberta', 'RoBERTa: its own post-processor, numbers by frequency', (document) => {
    const { vocab } = document.model;
    const words = Object.keys(vocab).filter((token) => token.length > 2 && !token.startsWith('<'));
    const ids = words.map((token) => vocab[token] ?? 0);
    words.forEach((token, i) => (vocab[token] = ids[(i * 7) % ids.length] ?? 0));
    document.post_processor = {
      type: 'RobertaProcessing',
      sep: ['<|end|>', 1],
      cls: ['<|begin|>', 0],
      trim_offsets: true,
      add_prefix_space: false,
    };
  }),
  changed('clip', 'CLIP: a split that keeps what it finds', (document) => {
    document.normalizer = sequence('normalizers', { type: 'NFC' }, replace('\\s+', ' ', 'Regex'), {
      type: 'Lowercase',
    });
    document.pre_tokenizer = {
      type: 'Split',
      pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
      behavior: 'Removed',
      invert: true,
    };
    document.decoder = { type: 'BPEDecoder', suffix: '</w>' };
  }),
  changed('domain-words', 'Words of a trade added by fine-tuning, not special', (document) => {
    ['immunotherapy', 'angiogenesis', 'tachycardia'].forEach((content, i) =>
      document.added_tokens.push({ ...addedToken(9_000 + i, content), special: false, normalized: true }),
    );
  }),
  changed(
    'roles',
    'The roles of a chat as special tokens without brackets',
    adding('user', 'assistant', 'system', 'PAD', 'EOS', 'UNK'),
  ),
  changed('renamed-mark', 'A reserved mark renamed by hand, the vocabulary left as it was', (document) => {
    document.added_tokens[1] = addedToken(1, '<|im_end|>');
  }),
  changed('missing-merge', 'A conversion from SentencePiece that lost a merge', (document) => {
    document.model.merges = document.model.merges.filter((merge) => merge !== 'Ġ t');
    document.pre_tokenizer = null;
    document.decoder = sequence('decoders', replace('▁', ' '), { type: 'Fuse' });
  }),
  changed('cleaning', 'A normalizer that cleans tags, addresses and names of users', (document) => {
    document.normalizer = sequence(
      'normalizers',
      replace('<br />', ' '),
      replace('&amp;', '&'),
      replace('https?://\\S+', '<url>', 'Regex'),
      replace('@\\w+', '@USER', 'Regex'),
      replace('[^A-Za-z0-9 .,!?]+', ' ', 'Regex'),
    );
  }),
  changed('quotes', 'Typographic quotes, dashes and digits made plain', (document) => {
    document.normalizer = sequence(
      'normalizers',
      replace('“', '"'),
      replace('’', "'"),
      replace('–', '-'),
      replace('\\p{Nd}', '0', 'Regex'),
      replace('ё', 'е'),
    );
  }),
  files('gguf', 'gguf', 'A GGUF file with its tokenizer.json', () => ({
    'tokenizer.json': bpe(adding('<|im_end|>')),
    'model.gguf': ggufVocabulary(adding('<|im_end|>')),
  })),
  files('repository', 'unigram', 'T5: a SentencePiece model with places for masks at its end', () => ({
    'tokenizer.json': unigram((pieces) => {
      for (let i = 99; i >= 0; i--) pieces.push([`<extra_id_${i}>`, 0]);
    }),
  })),
  files('repository', 'pieces', 'A SentencePiece model whose map is that of Unicode, in lower case', () => ({
    'tokenizer.model': writeSentencePiece(
      [...'abcdefghijklmnopqrstuvwxyz'].map((letter, i) => [`▁${letter}`, -3 - i] as const),
      writeCharsmap({ ﬁ: 'fi', Ａ: 'a', A: 'a', é: 'é', '\u200b': '', '“': '"' }),
    ),
  })),
  files('repository', 'albert', 'ALBERT: pieces whose scores were set by hand', () => ({
    'tokenizer.json': unigram((pieces) => {
      for (let i = 5; i < pieces.length; i += 6) {
        const piece = pieces[i];
        if (piece !== undefined) piece[1] -= 100;
      }
    }),
  })),
  files('repository', 'bert', 'BERT: WordPiece with its vocab.txt', () => wordPiece()),
  files('repository', 'characters', 'Speech: a vocabulary of letters', () => ({
    'vocab.json': json(
      Object.fromEntries([...'|ETAONIHSRDLU', '<pad>', '<s>', '</s>', '<unk>'].map((token, id) => [token, id])),
    ),
    'added_tokens.json': json({ '<s>': 14, '</s>': 15 }),
  })),
  files('repository', 'languages', 'Speech in many languages: a vocabulary for each', () => ({
    'vocab.json': json({ eng: { a: 0, b: 1 }, deu: { a: 0, ä: 1 } }),
  })),
  files('repository', 'other-vocabulary', 'A list called vocab.json, and one of another model beside it', () => ({
    'vocab.json': json(['a', 'b', 'c']),
    'text_encoder/tokenizer.json': bpe(),
    'text_encoder_2/vocab.json': json({ Ġyes: 3, Ġnot: 5 }),
  })),
  files('repository', 'proteins', 'Proteins: letters as tokens', () => ({
    'tokenizer.json': json({
      added_tokens: [...'LAGVSERTIDPKQNFYMHWC'].map((letter, i) => addedToken(i, letter)),
      model: {
        type: 'WordLevel',
        vocab: Object.fromEntries([...'LAGVSERTIDPKQNFYMHWC'].map((letter, i) => [letter, i])),
        unk_token: 'X',
      },
    }),
  })),
  files('repository', 'configuration-agrees', 'The configuration repeats the added tokens and names the marks', () => {
    const tokenizer = bpe(adding('<|user|>'));
    const added_tokens_decoder = { '9000': { content: '<|user|>', special: true } };
    const marks = { bos_token: '<|endoftext|>', eos_token: { content: '<|endoftext|>' }, pad_token: '<|user|>' };
    return {
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': json({ added_tokens_decoder, ...marks, tokenizer_class: 'GPT2Tokenizer' }),
      'special_tokens_map.json': json(marks),
    };
  }),
  files('gguf', 'no-such-token', 'A GGUF file that writes 2^32 - 1 for tokens that it does not have', () => ({
    'model.gguf': ggufVocabulary(undefined, {}, { eos_token_id: 0xffff_ffff, padding_token_id: 0xffff_ffff }),
  })),
  files('gguf', 'padding-behind', 'A GGUF file whose padding token lies just behind its vocabulary', () => ({
    'model.gguf': ggufVocabulary(undefined, {}, { padding_token_id: 100_000 }),
  })),
  files(
    'repository',
    'reserved-numbers',
    'Added tokens that begin at a round number far behind the vocabulary',
    () => ({
      'tokenizer.json': bpe(({ added_tokens }) => {
        added_tokens.push(addedToken(50_000, '<|image|>'), addedToken(50_001, '<|audio|>'));
      }),
    }),
  ),
  files('repository', 'small-tables', 'Two small tables that number by different rules', () => ({
    'tokenizer.json': json({
      added_tokens: [],
      model: { type: 'WordLevel', vocab: { a: 0, b: 1, c: 2, d: 3 }, unk_token: 'a' },
    }),
    'vocab.json': json({ a: 3, b: 2, c: 1, d: 0 }),
  })),
];
