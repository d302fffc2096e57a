import type { Structure } from '../format.ts';
import type { ReadName } from './inputs.ts';

/** What a chat template does, read from its syntax tree. All text is raw: make it printable before showing. */
export interface ChatTemplateStructure extends Structure {
  readonly format: 'chat-template';
  /** `chat` where loaders apply it to conversations; `other` for a Jinja file of another use. */
  readonly use: 'chat' | 'other';
  /** SHA-256 of the text, and of its tokens without white space between them and without comments. */
  readonly digest: string;
  readonly tokenDigest: string;
  readonly characters: number;
  readonly statements: number;
  readonly accesses: readonly Access[];
  /** Names that the template uses and does not set. */
  readonly globals: readonly Use[];
  readonly filters: readonly Use[];
  /** Methods called. */
  readonly methods: readonly Use[];
  readonly loads: readonly Load[];
  readonly growths: readonly Growth[];
  readonly texts: readonly AddedText[];
  readonly tamperings: readonly Tampering[];
  /** Comparisons of the conversation with constants. */
  readonly conditions: readonly GateSummary[];
  readonly roles: readonly string[];
  readonly invisible: readonly Invisible[];
}

/** One way to reach into an object by name. */
export interface Access {
  /** Absent where it is computed from what is not known. */
  readonly name?: string;
  readonly how: 'dot' | 'subscript' | 'attr-filter' | 'attribute-argument' | 'format-field' | 'text';
  /** True where the template puts the name together instead of spelling it. */
  readonly folded: boolean;
  /** What is reached into: `input`, `constant`, `unknown`, or an object of Jinja by name. */
  readonly base: string;
  /** Constant texts that a computed name is made from. */
  readonly fragments: readonly string[];
  /** True where a computed name is made from the printed form of an object. */
  readonly printed: boolean;
  readonly line: number;
}

export interface Use {
  readonly name: string;
  readonly called: boolean;
  readonly line: number;
}

export interface Load {
  readonly tag: string;
  /** Absent where it is computed. */
  readonly target?: string;
  readonly line: number;
}

/** A construct whose cost is a constant that the template chooses. */
export interface Growth {
  readonly what: 'loop' | 'text' | 'number' | 'recursion' | 'words';
  /** Iterations, characters or bits. */
  readonly size: number;
  readonly line: number;
}

export interface GateSummary {
  readonly reads: readonly ReadName[];
  readonly operator: string;
  readonly constants: readonly string[];
}

/** Text that the template itself puts into the prompt. */
export interface AddedText {
  readonly text: string;
  /** `data` stands between tags, `literal` in a string, `folded` is put together by the template. */
  readonly origin: 'data' | 'literal' | 'folded';
  /** Comparisons that decide whether it is added. */
  readonly gates: readonly GateSummary[];
  /** Source of the conditions around it, outermost first. */
  readonly conditions: readonly string[];
  /** Stands behind a message's text and before that message ends. */
  readonly afterContent: boolean;
  readonly line: number;
}

/** Something done to the text of messages. */
export interface Tampering {
  readonly operation:
    | 'replace'
    | 'slice'
    | 'split'
    | 'withhold'
    | 'reorder'
    | 'cut'
    | 'case'
    | 'mutate'
    | 'role'
    | 'forget';
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly gates: readonly GateSummary[];
  readonly line: number;
}

/** Characters that do not show. */
export interface Invisible {
  readonly what: 'tag' | 'selector' | 'bidirectional' | 'zero-width' | 'control';
  readonly count: number;
  /** Of tag characters and runs of variation selectors: the text that they spell. */
  readonly spells?: string;
  readonly line: number;
}
