import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { arrayNamed, numberOf } from './sizes.ts';

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
    id: 'c-one-too-many',
    cwe: 'CWE-193',
    severity: 'high',
    why: 'The index may be as large as the array has places.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/\b(?:while|for)\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)].some(
        ({ 0: whole, 1: head = '', index }) => {
          const found = /(?:^|&&|\|\||;)\s*\(?([a-z]\w*)\s*<=\s*([A-Z_]\w*|\d+)\s*\)?\s*(?:$|&&|\|\||;)/.exec(head);
          if (found === null) return false;
          const rest = text.slice(index + whole.length, index + whole.length + 800);
          const wrote = new RegExp(
            `\\b([A-Za-z_][\\w>.-]*)\\[\\s*${found[1] ?? ''}(?:\\+\\+)?\\s*\\](?:\\.\\w+|\\[[^\\]]*\\])*\\s*=[^=]`,
          ).exec(rest);
          const array = wrote === null ? undefined : arrayNamed(wrote[1] ?? '', text, code);
          return (
            array?.count !== undefined &&
            array.count === numberOf(found[2] ?? '', code) &&
            !new RegExp(`\\b${found[1] ?? ''}\\s*(?:==|>=|<)\\s*${found[2] ?? ''}\\b`).test(
              rest.slice(0, wrote?.index ?? 0),
            )
          );
        },
      ),
  }),
  where({
    id: 'c-read-ahead',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'Whether one byte is left is asked, and then more are read.',
    on: 'function',
    when: ({ text, marks }) => {
      const body = text.slice(text.indexOf('{'));
      const data = [...marks.matchAll(/\b(?:const\s+)?(?:u?int8_t|unsigned char|u_char|BYTE|char)\s*\*\s*(\w+)/g)].map(
        ([, one = '']) => one,
      );
      const sizes = [...marks.matchAll(/\b(?:size_t|int|unsigned(?: int)?|u?int\d+_t)\s+(\w+)\s*[,)]/g)].map(
        ([, one = '']) => one,
      );
      return [...body.matchAll(/\b(?:while|for)\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)].some(
        ({ 1: head = '' }) => {
          const found = /(?:^|;|&&)\s*(\w+)\s*<\s*(\w+)\s*(?:$|;|&&)/.exec(head);
          const [, at = '', size = ''] = found ?? [];
          if (found === null || !sizes.includes(size)) return false;
          const bounded = new RegExp(
            `\\b${word(at)}\\s*\\+\\s*(?!=)[\\w. ()+]*?(?:[<>](?![<>])=?|==)|[<>]=?\\s*${word(at)}\\s*\\+|${word(size)}\\s*-\\s*(?:${word(at)}|\\d|\\w+)|(?<![<>])(?:[<>](?![<>])=?)\\s*[^;]*${word(at)}\\s*\\+(?!=)`,
          );
          return (
            data.some((one) =>
              new RegExp(
                `\\b${word(one)}\\[\\s*${word(at)}\\s*\\+\\s*\\w+\\s*\\]|\\b${word(one)}\\s*\\+\\s*${word(at)}\\s*\\+\\s*\\d`,
              ).test(body),
            ) && !bounded.test(body.replace(/\[[^\]]*\]/g, '[]'))
          );
        },
      );
    },
  }),
  where({
    id: 'c-unset-sum',
    cwe: 'CWE-457',
    severity: 'medium',
    why: 'Something is added to what was never set.',
    on: 'function',
    when: ({ text }) => {
      const body = text.slice(text.indexOf('{'));
      return [
        ...body.matchAll(
          /(?:^|[;{}])\s*(?:unsigned\s+)?(?:int|long|double|float|size_t|u?int\d+_t)\s+((?:\w+\s*,\s*)*\w+)\s*;/g,
        ),
      ].some(({ 0: whole, 1: names = '', index }) =>
        names.split(',').some((one) => {
          const name = word(one.trim());
          const after = body.slice(index + whole.length);
          const first = new RegExp(`(?<![\\w.>])${name}\\b`).exec(after);
          return first !== null && new RegExp(`^${name}\\s*(?:\\+=|-=|\\*=|\\+\\+)`).test(after.slice(first.index));
        }),
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
