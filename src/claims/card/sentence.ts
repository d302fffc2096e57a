/** One sentence, heading, list item or row of a card, as plain words. */
export interface Sentence {
  readonly text: string;
  /** In the card, from 1. */
  readonly line: number;
  readonly kind: 'prose' | 'row' | 'heading';
}

/** Characters of one sentence; what is longer is no sentence and read in pieces (CWE-400). */
const LONGEST = 1_000;
/** Sentences of one card; long cards have some thousand (CWE-770). */
export const MOST_SENTENCES = 20_000;

/** Sentences of prose in Markdown, without fenced code. Takes time in proportion to the text. */
export function sentencesOf(markdown: string, firstLine = 1): { sentences: readonly Sentence[]; all: boolean } {
  const sentences: Sentence[] = [];
  let paragraph: string[] = [];
  let began = firstLine;
  let fence = '';
  let number = firstLine - 1;
  const add = (text: string, line: number, kind: Sentence['kind']): void => {
    for (const piece of pieces(plain(text))) sentences.push({ text: piece, line, kind });
  };
  const flush = (): void => {
    if (paragraph.length > 0) for (const one of split(paragraph.join(' '))) add(one, began, 'prose');
    paragraph = [];
  };
  for (const raw of markdown.split('\n')) {
    number++;
    if (sentences.length >= MOST_SENTENCES) return { sentences: sentences.slice(0, MOST_SENTENCES), all: false };
    const line = raw.trim();
    const mark = /^(?:```|~~~)/.exec(line)?.[0] ?? '';
    if (mark !== '') {
      flush();
      fence = fence === '' ? mark : fence === mark ? '' : fence;
    } else if (fence !== '') continue;
    else if (line === '') flush();
    else if (line.startsWith('#')) {
      flush();
      add(line.replace(/^#+/, ''), number, 'heading');
    } else if (line.startsWith('|')) {
      flush();
      add(line.slice(0, LONGEST), number, 'row');
    } else {
      if (/^(?:[-*+]|\d{1,3}[.)])\s/.test(line)) flush();
      if (paragraph.length === 0) began = number;
      paragraph.push(line.replace(/^(?:[-*+>]|\d{1,3}[.)])\s/, ''));
    }
  }
  flush();
  return { sentences, all: true };
}

const split = (paragraph: string): string[] => paragraph.split(/(?<=[.!?;])\s(?=[A-Z“"(*[])/);

function pieces(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += LONGEST) found.push(text.slice(at, at + LONGEST));
  return found;
}

/** Without emphasis, tags and addresses; every repetition in these patterns is bounded. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^[\]]{0,200})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]{0,200}>/g, ' ')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(/&nbsp;|[\t\u00a0]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
