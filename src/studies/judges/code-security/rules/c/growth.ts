import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { arrayNamed, arraysOf, asked } from './sizes.ts';

/** Places that are taken one after the other until there are none. */
export const growth: readonly Rule[] = [
  where({
    id: 'c-taken-places',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'A place is taken in an array of fixed size without asking whether one is left.',
    on: 'function',
    when: ({ text }, code) =>
      indexed(text, code).some(
        ({ array, index, use }) =>
          counts(index, text) &&
          /=[^=]|&|scanf|fgets|strcpy|strncpy|snprintf|read/.test(use) &&
          !asked(index, text) &&
          !/[\w)] % (?:\(int\)\s*)?(?:sizeof|\w+)/.test(text) &&
          !fixedLoop(index, text) &&
          array !== '',
      ),
  }),
  where({
    id: 'c-last-place',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'The last place is taken off without asking whether there is one.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/([\w>.-]+)\[\s*--\s*([\w>.-]+)\s*\]|([\w>.-]+)\[\s*([\w>.-]+)--\s*\]/g)].some(
        ([, a, i, b, j]) => {
          const [array, index] = [last(a ?? b ?? ''), i ?? j ?? ''];
          return (
            arraysOf(code, code).some(({ name }) => name === array) &&
            !new RegExp(
              `${plain(index)}\\s*(?:[<>]=?|[!=]=)|[!(]\\s*!?${plain(index)}\\s*[)&|]|empty|while \\(\\s*${plain(index)}`,
              'i',
            ).test(text)
          );
        },
      ),
  }),
  where({
    id: 'c-pointer-copy',
    cwe: 'CWE-787',
    severity: 'critical',
    why: 'A pointer runs through an array of fixed size and is never compared with its end.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/\*(\w+)\+\+\s*=[^=]/g)].some(({ 1: pointer = '', index }) => {
        const before = text.slice(0, index);
        const base = [
          ...before.matchAll(
            new RegExp(`(?<![.>\\w])${word(pointer)}\\s*=\\s*(?:&\\s*)?([\\w>.-]+?)(?:\\[0\\])?\\s*[;,]`, 'g'),
          ),
        ].at(-1)?.[1];
        return (
          base !== undefined &&
          /\b(?:while|for|do)\b/.test(before) &&
          arrayNamed(base, text, code) !== undefined &&
          !new RegExp(
            `(?<![\\w*])${word(pointer)}\\s*(?:\\+ \\w+\\s*)?(?:[<>]=?|[!=]=)|(?:[<>]=?|[!=]=)\\s*${word(pointer)}\\b|\\b${word(pointer)}\\s*-\\s*[\\w&]|-\\s*${word(pointer)}\\b|strlen\\([^;]*(?:[<>]=?)`,
          ).test(text)
        );
      }),
  }),
  where({
    id: 'c-longer-replacement',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'Room was made for the text, and what takes the place of its parts may be longer.',
    on: 'function',
    when: ({ text, written }) => {
      const given = written.flatMap((one) => /\bconst char\s*\*\s*(\w+)$/.exec(one)?.[1] ?? []);
      const made = /\b(\w+)\s*=\s*(?:\([^)]*\)\s*)?x?malloc\(\s*strlen\(\s*(\w+)\s*\)\s*\+\s*1\s*\)/.exec(text);
      if (made === null) return false;
      const [, , source = ''] = made;
      const after = text.slice(made.index + made[0].length);
      return (
        /\bwhile\b|\bfor\b/.test(after) &&
        !/\brealloc\(/.test(text) &&
        given.some((other) => {
          const length = new RegExp(`\\b(\\w+)\\s*=\\s*strlen\\(\\s*${word(other)}\\s*\\)`).exec(text)?.[1];
          return (
            other !== source &&
            new RegExp(`\\b(?:memcpy|strcpy|strcat|memmove|stpcpy)\\([^;]*,\\s*${word(other)}\\b`).test(after) &&
            !new RegExp(
              `\\b${word(length ?? other)}\\b\\)?\\s*[<>]=?|[<>]=?\\s*(?:strlen\\()?${word(length ?? other)}\\b`,
            ).test(text)
          );
        })
      );
    },
  }),
  where({
    id: 'c-longer-copy',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'What is written can be longer than what it was made of.',
    on: 'function',
    when: ({ text }, code) => {
      const put = /(?:\*\w+\+\+|\b\w+\[\w+\+\+\])\s*=/.source;
      const twice = new RegExp(
        `(${put})[^;]*;\\s*\\}?\\s*(?!else\\b)(?:${put})|(?:memcpy|strcpy)\\(\\s*\\w+(?: \\+ \\w+)?, "[^"]{2,}"[^;]*;\\s*\\w+ \\+= \\d`,
      ).exec(text);
      if (twice === null || !/\b(?:while|for)\b/.test(text.slice(0, twice.index))) return false;
      const into = /\*(\w+)\+\+|(\w+)\[(\w+)\+\+\]/.exec(twice[0]);
      const name = into?.[1] ?? into?.[2] ?? '';
      const base = new RegExp(`\\b${word(name)}\\s*=\\s*(\\w+)\\s*[;,]`).exec(text)?.[1] ?? name;
      const index = into?.[3];
      if (
        index !== undefined &&
        new RegExp(`\\b${word(index)}\\s*(?:\\+ \\d+\\s*)?(?:[<>]=?)|[^-][<>]=?\\s*${word(index)}\\b`).test(text)
      )
        return false;
      if (
        into?.[1] !== undefined &&
        new RegExp(
          `\\b${word(name)}\\s*(?:\\+ \\d\\s*)?[<>]|[<>]=?\\s*${word(name)}\\b|${word(name)} - ${word(base)}`,
        ).test(text)
      )
        return false;
      const made = new RegExp(`\\b${word(base)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?(?:malloc|calloc)\\(([^;]*)\\);`).exec(
        text,
      )?.[1];
      if (made !== undefined) {
        const kept = /^\s*(\w+)(?:\s*\+\s*1)?\s*$/.exec(made)?.[1];
        const length = kept === undefined ? made : (new RegExp(`\\b${kept}\\s*=\\s*([^;]*);`).exec(text)?.[1] ?? made);
        return (
          /strlen/.test(length) &&
          !/\*\s*\d|\d\s*\*|<<|extra|\+=/.test(`${made} ${length}`) &&
          !new RegExp(`\\b${kept ?? 'x'}\\s*(?:\\+=|\\+\\+)`).test(text)
        );
      }
      return arraysOf(text, code).some((one) => one.name === base);
    },
  }),
];

const last = (path: string): string => path.split(/->|\./).at(-1) ?? path;
const plain = (path: string): string => `(?<![\\w>.])${word(path)}(?!\\w)`;

/** Uses of fixed arrays of the code by an index that is a variable. */
function indexed(text: string, code: string): { array: string; index: string; use: string }[] {
  const arrays = new Set([...arraysOf(code, code)].map(({ name }) => name));
  const body = text.slice(text.indexOf('{'));
  return [
    ...body.matchAll(/([^;{}]*?)([A-Za-z_][\w>.-]*)\[\s*(?:\+\+)?([A-Za-z_][\w>.-]*?)(?:\+\+)?\s*\](?!\[)([^;{}]*)/g),
  ].flatMap(([use, before = '', array = '', index = '', after = '']) =>
    arrays.has(last(array)) &&
    (/^\s*(?:\.\w+|->\w+|\[[^\]]*\])*\s*=[^=]/.test(after) ||
      /&\s*$|(?:scanf|fgets|strcpy|strncpy|snprintf|read)\([^;]*$/.test(before))
      ? [{ array, index, use }]
      : [],
  );
}

/** It goes up by one, or more, with what is taken. */
const counts = (index: string, text: string): boolean =>
  new RegExp(
    `${plain(index)}(?:\\+\\+|\\s*\\+=)|\\+\\+\\s*${plain(index)}|${plain(index)} = ${plain(index)} \\+ 1`,
  ).test(text);

/** `for (i = 0; i < n; i++)` asks by itself. */
const fixedLoop = (index: string, text: string): boolean =>
  new RegExp(
    `for\\s*\\([^;]*;[^;]*${plain(index)}[^;]*[<>!][^;]*;|while\\s*\\([^)]*${plain(index)}[^)]*(?:[<>]|!=)|isValid|is_full|full\\(`,
  ).test(text);
