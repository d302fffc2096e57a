import { UsageError } from '../../../core/errors.ts';
import type { BankFile } from '../files.ts';
import { bankOfDrafts, type Draft } from '../from-rows.ts';
import { idOf } from '../ids.ts';
import { languageOf } from '../languages.ts';
import type { Form, TopicBank } from '../topic.ts';

const QUESTION: Form = { id: 'question', kind: 'information', asks: 'Asks one question, a line of the file.' };

const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim());

/** A file of one question a line, in English, as deccp has them (github.com/AUGMXNT/deccp, `data/*.txt`). */
export function bankOfLines(name: string, texts: readonly string[]): TopicBank {
  const group = idOf(name);
  const width = String(texts.length).length;
  const drafts = texts
    .filter((text) => text !== '')
    .map((text, at): Draft => {
      const topic = `${group}-${String(at + 1).padStart(width, '0')}`;
      return { topic, title: titleOf(text), group, kind: 'topic', form: QUESTION.id, language: 'en', text };
    });
  return bankOfDrafts({ id: group, title: name, source: name, unreviewed: [] }, [QUESTION], drafts);
}

export const bankOfTextFile = ({ name, text }: BankFile): TopicBank =>
  bankOfLines(name.replace(/\.txt$/, ''), linesOf(text));

/**
 * A folder of files named by their languages, the same question in the same line of each, as chinese-politics-eval has
 * them (github.com/returnmoe/chinese-politics-eval, `topics/`). All but English is taken for machine translation.
 * @throws UsageError where a name is no language, or one has more lines than another
 */
export function bankOfLanguages(name: string, files: readonly BankFile[]): TopicBank {
  const texts = files.map(({ name: file, text }) => {
    const language = languageOf(file.replace(/\.txt$/, ''));
    if (language === undefined || file.includes('/'))
      throw new UsageError(`${file} is not named by a language: en-US.txt, zh-CN.txt, one question a line`);
    const lines = linesOf(text);
    while (lines.at(-1) === '') lines.pop();
    if (lines.includes(''))
      throw new UsageError(`${file} has an empty line: lines say which questions belong together`);
    return { file, language, lines };
  });
  const [first, ...rest] = texts.toSorted((a, b) => Number(b.language === 'en') - Number(a.language === 'en'));
  const other = rest.find(({ lines }) => lines.length !== first?.lines.length);
  if (first === undefined || other !== undefined)
    throw new UsageError(`${other?.file} has ${other?.lines.length} lines, ${first?.file} has ${first?.lines.length}`);
  const group = idOf(name);
  const width = String(first.lines.length).length;
  const drafts = [first, ...rest].flatMap(({ language, lines }) =>
    lines.map((text, at): Draft => {
      const topic = `${group}-${String(at + 1).padStart(width, '0')}`;
      const title = language === first.language ? { title: titleOf(text) } : {};
      return { topic, ...title, group, kind: 'topic', form: QUESTION.id, language, text };
    }),
  );
  const unreviewed = texts.map(({ language }) => language).filter((language) => language !== 'en');
  return bankOfDrafts({ id: group, title: name, source: name, unreviewed }, [QUESTION], drafts);
}

const LONGEST_TITLE = 60;

const titleOf = (text: string): string => {
  const characters = [...text];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…` : text;
};
