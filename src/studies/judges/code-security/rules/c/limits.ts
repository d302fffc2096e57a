import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { arrayNamed, bytesOf, numberOf } from './sizes.ts';
import { outer } from './text.ts';

/** Checks of the wrong limit, and limits that are too large. */
export const limits: readonly Rule[] = [
  where({
    id: 'c-width-too-large',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'What the format lets through is longer than the buffer.',
    on: 'call',
    when: ({ name, written: [into = '', format = ''], around }, code) => {
      const room = bytesOf(arrayNamed(outer(into), around, code));
      if (name !== 'sprintf' || room === undefined || !/%-?\d*\.\d+s/.test(format)) return false;
      const text = format.replace(/^"|"$/g, '').replace(/\\./g, '.');
      const widths = [...text.matchAll(/%-?(\d*)\.(\d+)s/g)].map(([, least = '', most = '']) =>
        Math.max(Number(least), Number(most)),
      );
      const rest = text
        .replace(/%-?\d*\.\d+s/g, '')
        .replace(/%[-+#0 ]*(\d*)[a-zA-Z]+/g, (_, least: string) => '.'.repeat(Math.min(99, Number(least) || 1)));
      return widths.reduce((sum, one) => sum + one, rest.length + 1) > room;
    },
  }),
  where({
    id: 'c-index-equal',
    cwe: 'CWE-193',
    severity: 'high',
    why: 'The check lets the index be as large as the array has places.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/\b([A-Za-z_]\w*)((?:\[\s*[a-z]\w*\s*\])+)/g)].some(([, array = '', places = '']) => {
        const sizes = dimensionsOf(array, code);
        return [...places.matchAll(/\[\s*(\w+)\s*\]/g)].some(([, index = ''], i) => {
          const size = sizes[i];
          if (size === undefined) return false;
          const same = (limit: string): boolean =>
            limit === size || (numberOf(limit, code) !== undefined && numberOf(limit, code) === numberOf(size, code));
          const compared = [
            ...text.matchAll(new RegExp(`(?<![\\w.>])${word(index)}\\s*(>=?|<=?)\\s*(\\w+)\\b(?!\\s*[-+*/])`, 'g')),
          ];
          return (
            compared.some(([, sign, limit = '']) => sign === '>' && same(limit)) &&
            !compared.some(([, sign, limit = '']) => /^(?:>=|<)$/.test(sign ?? '') && same(limit))
          );
        });
      }),
  }),
  where({
    id: 'c-other-limit',
    cwe: 'CWE-787',
    severity: 'critical',
    why: 'The length is compared with what came in, not with what there is room for.',
    on: 'call',
    when: ({ name, written, around }, code) => {
      if (!/^(?:memcpy|memmove)$/.test(name)) return false;
      const length = outer(written[2] ?? '');
      const array = arrayNamed(outer(written[0] ?? ''), around, code);
      if (bytesOf(array) === undefined || array === undefined || !/^[a-z]\w*(?:(?:->|\.)\w+)?$/.test(length))
        return false;
      const one = `(?<![\\w.>])${word(length)}(?![\\w([.]|->)`;
      const others = [
        ...around.matchAll(
          new RegExp(`${one}\\s*(?:[<>]=?)(?!<|>)\\s*([^;{})&|]+)|([^;{}(&|]+?)(?:<|[^-]>)=?\\s*${one}`, 'g'),
        ),
      ].map(([, a, b]) => a ?? b ?? '');
      const comparisons = [...around.matchAll(/[^;{}]*(?:[<>]=?|MIN|min)[^;{}]*/g)].map(([text]) => text).join('\n');
      return (
        others.some((other) =>
          /\b(?:n|len|length|size|total|avail|left|remaining|\w*(?:len|length|_n|size|left|end))\b/.test(other),
        ) &&
        !others.some((other) =>
          /\bsizeof\b|\b[A-Z][A-Z_\d]{2,}\b|\b(?:[2-9]|\d{2,})\b|cap|max|room|space|free/i.test(
            other.replace(/\s*[-+]\s*(?:\d+|[A-Z_]+)/g, ''),
          ),
        ) &&
        !new RegExp(`\\b${word(array.size)}\\b|sizeof[^;]*\\b${word(array.name)}\\b`).test(comparisons) &&
        !new RegExp(`${one}\\s*=\\s*(?:strlen|strnlen|fread|read|recv|snprintf|sizeof)`).test(around)
      );
    },
  }),
  where({
    id: 'c-narrow-sum',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'Lengths are added up in a type that they do not fit in.',
    on: 'function',
    when: ({ text }) =>
      [...text.matchAll(/\b(?:u?int(?:8|16)_t|unsigned short|short|unsigned char)\s+(\w+)\s*=\s*[01]\s*;/g)].some(
        ([, sum = '']) =>
          new RegExp(`\\b${word(sum)}\\s*\\+=`).test(text) &&
          new RegExp(`\\b(?:x?malloc|calloc|realloc|alloca)\\([^;]*\\b${word(sum)}\\b`).test(text) &&
          !/U?INT(?:8|16)_MAX|USHRT_MAX|UCHAR_MAX/.test(text),
      ),
  }),
  where({
    id: 'c-offset-wraps',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'The sum of an offset and a length can wrap before it is compared.',
    on: 'function',
    when: ({ text, written }) => {
      const given = written.flatMap(
        (one) => /\b(?:size_t|unsigned(?: int| long)?|u?int(?:32|64)_t)\s+(\w+)$/.exec(one)?.[1] ?? [],
      );
      return [...text.matchAll(/\bif\s*\(\s*(\w+)\s*\+\s*(\w+)\s*>=?\s*[^)&|]+\)/g)].some(([, a = '', b = '']) => {
        const offset = [a, b].find((one) =>
          /^(?:off|offset|pos|position|start|begin|from|at|addr|address)$/i.test(one),
        );
        return (
          offset !== undefined &&
          given.includes(a) &&
          given.includes(b) &&
          new RegExp(`\\bmem(?:cpy|move|set)\\([^;]*\\b${offset}\\b|\\bwrite\\([^;]*\\b${offset}\\b`).test(text) &&
          !new RegExp(
            `-\\s*(?:${word(a)}|${word(b)})\\b|\\b(?:${word(a)}|${word(b)})\\s*>=?\\s*\\w|_MAX|__builtin`,
          ).test(text.replace(/\bif\s*\(\s*\w+\s*\+\s*\w+\s*>=?[^)]*\)/g, ''))
        );
      });
    },
  }),
];

/** The sizes of each dimension of an array, as written where it is declared. */
function dimensionsOf(array: string, code: string): string[] {
  const declared = new RegExp(
    `\\b(?!return\\b|case\\b|else\\b|goto\\b)[A-Za-z_]\\w*\\s+\\*?${word(array)}((?:\\[[^\\]\\n;]+\\])+)\\s*(?:[;,)]|=\\s*\\{)`,
  ).exec(code)?.[1];
  return [...(declared ?? '').matchAll(/\[\s*(\w+)\s*\]/g)].map(([, size = '']) => size);
}
