import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';

/** Room that grows: pointers into what moved, and room that did not grow enough. */
export const moved: readonly Rule[] = [
  where({
    id: 'c-moved-inside',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'A function of the code may have moved what this pointer points into.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/\*\s*(\w+)\s*=\s*(?:\([^)]*\)\s*)?&?(\w+)(?:->|\.)(\w+)(?:\[[^;]*\]|\s*\+[^;]*)?\s*;/g)].some(
        ({ 0: whole, 1: pointer = '', 2: owner = '', 3: member = '', index }) => {
          const after = text.slice(index + whole.length);
          const grown = [...after.matchAll(new RegExp(`\\b(\\w+)\\(\\s*&?${word(owner)}\\s*[,)]`, 'g'))].find(
            ([, name = '']) => reallocates(name, member, code),
          );
          if (grown === undefined) return false;
          const rest = after.slice(grown.index + grown[0].length);
          const use = new RegExp(`(?<![\\w>.])${word(pointer)}(?:->|\\[)|\\*${word(pointer)}\\b`).exec(rest);
          return use !== null && !new RegExp(`(?<![\\w*>.])${word(pointer)}\\s*=[^=]`).test(rest.slice(0, use.index));
        },
      ),
  }),
  where({
    id: 'c-grown-once',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'Room grows by a fixed step, whatever has to fit.',
    on: 'function',
    when: ({ text, written }) =>
      [...text.matchAll(/\bif\s*\(([^{};]*[<>]=?[^{};]*)\)\s*\{([^}]*\brealloc\([^}]*)/g)].some(
        ({ 0: whole, 1: condition = '', 2: block = '', index }) => {
          const step =
            /(\b[\w>.-]+)\s*(?:=\s*\1\s*(?:\*\s*\d+|\+\s*(?:\d+|[A-Z_]{2,}))|\*=\s*\d+|<<=\s*\d+|\+=\s*(?:\d+|[A-Z_]{2,}))\s*;/.exec(
              block,
            );
          if (step === null || /\bwhile\b|\bfor\b|\bdo\b/.test(block)) return false;
          return [...condition.matchAll(/(?<![\w>.])[a-z]\w*(?![\w(]|->|\.)/g)].some(([one]) => {
            const name = word(one);
            const length =
              written.some((parameter) =>
                new RegExp(`\\b(?:size_t|int|unsigned|long|u?int\\d+_t)\\s+${name}$`).test(parameter),
              ) || new RegExp(`\\b${name}\\s*=\\s*(?:\\(\\w+\\)\\s*)?strlen\\(`).test(text);
            return (
              length &&
              !new RegExp(`\\b${name}\\b`).test(block) &&
              new RegExp(`\\b(?:memcpy|memmove|strncpy|fread|read|recv)\\([^;]*\\b${name}\\b`).test(
                text.slice(index + whole.length),
              )
            );
          });
        },
      ),
  }),
];

/** A function of the code that makes more room for a member of what it is given. */
function reallocates(name: string, member: string, code: string): boolean {
  const body = new RegExp(`^[\\w][\\w *]*[ *]${word(name)}\\([^)]*\\)\\s*\\{([\\s\\S]*?)^\\}`, 'm').exec(code)?.[1];
  return body !== undefined && new RegExp(`\\brealloc(?:array)?\\(\\s*\\w+(?:->|\\.)${word(member)}\\s*,`).test(body);
}
