import { writeCharsmap, writeSentencePiece } from './sentencepiece.fixture.ts';
import { writeBpe } from './write.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'tokenizer.json', bytes: writeBpe({ words: ['not', 'yes'] }) },
    {
      name: 'unigram-tokenizer.json',
      bytes: text('{"model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0], ["▁a", -2.5], ["b", -3.5]]}}'),
    },
    {
      name: 'tokenizer.model',
      bytes: writeSentencePiece(
        [
          ['<unk>', 0, 2],
          ['▁a', -2.5],
          ['b', -3.5],
        ],
        writeCharsmap({ ﬁ: 'fi' }),
      ),
    },
    { name: 'vocab.json', bytes: text('{"a": 0, "b": 1}') },
    { name: 'vocab.txt', bytes: text('[PAD]\n[UNK]\nthe\n') },
  ];
}
