import type { Stated } from './number.ts';
import type { Sentence } from './sentence.ts';

/** What a card says of its model in numbers, each with the sentence that says so. */
export type Statement = Stated & { readonly in: Sentence } & (
    | {
        readonly what: 'parameters';
        readonly which: 'total' | 'active' | 'non-embedding';
        /** Said of this model, not of others, of parts of it or of a family. */
        readonly own: boolean;
      }
    | { readonly what: 'tokens' }
    | { readonly what: 'hours'; readonly chip?: string }
    | { readonly what: 'cost' }
  );

export type StatementOf<W extends Statement['what']> = Extract<Statement, { what: W }>;
