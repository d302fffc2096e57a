import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';

/** What is filled too far, or not wholly. */
export const filling: readonly Rule[] = [
  where({
    id: 'c-filled-by-input',
    cwe: 'CWE-787',
    severity: 'critical',
    why: 'Input is written into a buffer for as long as it comes; how much fits is not even given.',
    on: 'function',
    when: ({ text, written }) => {
      const pointers = written.flatMap(
        (one) =>
          /\b(?:char|u?int8_t|unsigned char)\s*(?:\*\s*(\w+)|(\w+)\[\])$/.exec(one)?.slice(1).find(Boolean) ?? [],
      );
      const body = text.slice(text.indexOf('{'));
      const sized = written.some((one) =>
        /\b(?:size_t|int|unsigned|long|u?int\d+_t)\s+(?!fd\b|sock\w*\b|c\b)\w+$/.test(one),
      );
      return (
        !sized &&
        pointers.some((buffer) => {
          const put = new RegExp(
            `(?<![\\w>.])${word(buffer)}\\[\\s*(\\w+)(?:\\+\\+)?\\s*\\]\\s*=[^=]|\\*${word(buffer)}\\+\\+\\s*=[^=]`,
          ).exec(body);
          if (put === null) return false;
          const loop = body.slice(0, put.index + put[0].length + 80);
          const index = put[1];
          return (
            /\b(?:while|for|do)\b/.test(body.slice(0, put.index)) &&
            /\b(?:getchar|getc|fgetc|read|recv|getc_unlocked|Serial_read|uart_getc)\s*\(/.test(loop) &&
            !/^\d+$/.test(index ?? '') &&
            (index === undefined ||
              !new RegExp(`\\b${word(index)}\\s*(?:\\+ \\d+\\s*)?[<>]|[^-][<>]=?\\s*${word(index)}\\b`).test(body))
          );
        })
      );
    },
  }),
  where({
    id: 'c-sent-unset',
    cwe: 'CWE-457',
    severity: 'medium',
    why: 'A structure is sent whole though a member of it was never set.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/(?:^|[;{}])\s*(?:(?:struct\s+)?(\w+)|struct\s*(?:\w+\s*)?\{([^}]*)\})\s+(\w+)\s*;/g)].some(
        ({ 0: whole, 1: type = '', 2: inline, 3: name = '', index }) => {
          const members = membersOf(inline ?? definitionOf(type, code) ?? '');
          if (members.length < 2 || /\bstatic\b/.test(whole)) return false;
          const after = text.slice(index + whole.length);
          const one = word(name);
          const sent = new RegExp(
            `\\b(?:write|send|sendto|fwrite|SSL_write)\\([^;]*&\\s*${one}\\s*,\\s*(?:1\\s*,\\s*)?sizeof\\b`,
          ).exec(after);
          if (sent === null) return false;
          const before = after.slice(0, sent.index);
          return (
            !new RegExp(`&\\s*${one}\\b(?!\\.)|\\b${one}\\s*=[^=]`).test(before) &&
            new RegExp(`\\b${one}\\.`).test(before) &&
            members.some((member) => !new RegExp(`\\b${one}\\.${word(member)}\\b`).test(before))
          );
        },
      ),
  }),
];

/** What stands between the braces of a structure of the code. */
const definitionOf = (type: string, code: string): string | undefined =>
  new RegExp(
    `\\bstruct\\s+${word(type)}\\s*\\{([^}]*)\\}|\\bstruct\\s*\\w*\\s*\\{([^}]*)\\}\\s*(?:__attribute__\\(\\(\\w+\\)\\)\\s*)?${word(type)}\\s*;`,
  )
    .exec(code)
    ?.slice(1)
    .find((one) => one !== undefined);

const membersOf = (body: string): string[] =>
  body.split(';').flatMap((one) => /(\w+)\s*(?:\[[^\]]*\]\s*)*$/.exec(one.trim())?.[1] ?? []);
