import { call, type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { arrayNamed, asked, bytesOf, isPointer, numberOf } from './sizes.ts';
import { outer } from './text.ts';

/** Where a call takes what it writes into, and how much that may be. */
const WRITES: Readonly<Record<string, readonly [number, number]>> = {
  fgets: [0, 1],
  snprintf: [0, 1],
  vsnprintf: [0, 1],
  strftime: [0, 1],
  strlcpy: [0, 2],
  strncpy: [0, 2],
  memcpy: [0, 2],
  memmove: [0, 2],
  memset: [0, 2],
  read: [1, 2],
  recv: [1, 2],
  recvfrom: [1, 2],
  getcwd: [0, 1],
  gethostname: [0, 1],
  readlink: [1, 2],
  RAND_bytes: [0, 1],
};

/** Lengths that are not those of what they stand for. */
export const lengths: readonly Rule[] = [
  where({
    id: 'c-length-other',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'More is written than the array has room for.',
    on: 'call',
    when: ({ name, written, around }, code) => {
      const at = WRITES[name];
      if (at === undefined) return false;
      const room = bytesOf(arrayNamed(outer(written[at[0]] ?? ''), around, code));
      const size = lengthOf(written[at[1]] ?? '', around, code);
      return room !== undefined && size !== undefined && size > room;
    },
  }),
  where({
    id: 'c-scanf-width',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'The width of a conversion leaves no room for the terminating zero.',
    on: 'call',
    when: ({ name, written, around }, code) => {
      if (!/^(?:scanf|fscanf|sscanf)$/.test(name)) return false;
      const from = name === 'scanf' ? 0 : 1;
      const taken = [...(written[from] ?? '').matchAll(/%(?!%|\*)(\d*)(?:l|h)*(\[\^?\]?[^\]]*\]|[a-zA-Z])/g)];
      return taken.some(([, width = '', kind = ''], i) => {
        const room = bytesOf(arrayNamed(outer(written[from + 1 + i] ?? ''), around, code));
        return width !== '' && /^[s[]/.test(kind) && room !== undefined && Number(width) >= room;
      });
    },
  }),
  where({
    id: 'c-pointer-size',
    cwe: 'CWE-131',
    severity: 'high',
    why: 'The size of a pointer is taken for that of what it points to.',
    on: 'call',
    when: ({ name, written, around, text }) => {
      const sized = [...written.join(' ').matchAll(/sizeof\s*\(?\s*(\w+)\b(?!\s*[[*(.-])/g)].map(([, one = '']) => one);
      if (/^(?:x?malloc|calloc)$/.test(name)) {
        const before = around.slice(0, Math.max(0, around.indexOf(text)));
        const into = /(\w+)\s*=\s*(?:\([^)]*\)\s*)?$/.exec(before)?.[1];
        return into !== undefined && sized.includes(into) && isPointer(into, around);
      }
      return (
        /^(?:memset|memcpy|strncpy|snprintf|fgets|read|recv|strncat|bzero)$/.test(name) &&
        sized.some(
          (one) => one === outer(written[/^(?:read|recv)$/.test(name) ? 1 : 0] ?? '') && isPointer(one, around),
        )
      );
    },
  }),
  where({
    id: 'c-element-size',
    cwe: 'CWE-131',
    severity: 'high',
    why: 'Room is made for as many bytes as elements are wanted.',
    on: 'assign',
    when: ({ name, written: [one = ''], around }) => {
      const count = /^(?:\([^)]*\)\s*)?x?malloc\(\s*([\w.>-]+)(?:\s*\+\s*\d+)?\s*\)$/.exec(one)?.[1];
      const into = name.replace(/\W/g, '');
      return (
        count !== undefined &&
        !/size|bytes|len/i.test(count) &&
        new RegExp(
          `\\b(?:int|long|short|float|double|u?int(?:16|32|64)_t|struct \\w+|size_t)\\s*\\*+\\s*${word(into)}\\b`,
        ).test(around) &&
        new RegExp(`\\b${word(into)}\\[\\w+\\]`).test(around) &&
        !new RegExp(`\\b${word(count)}\\s*=[^;]*sizeof`).test(around)
      );
    },
  }),
  where({
    id: 'c-before-start',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'Of an empty text the place before its start is written.',
    on: 'assign',
    when: ({ text, around }) => {
      const direct = /^([\w>.-]+)\[\s*strlen\(\s*\1\s*\)\s*-\s*1\s*\]\s*=/.exec(text);
      const kept = /^([\w>.-]+)\[(\w+)\s*-\s*1\]\s*=/.exec(text);
      const one = direct?.[1] ?? kept?.[1];
      if (one === undefined) return false;
      const name = word(one);
      if (new RegExp(`fgets\\(\\s*${name}|getline\\(`).test(around)) return false;
      if (direct !== null)
        return !new RegExp(
          `strlen\\(\\s*${name}\\s*\\)\\s*(?:>|==|!=|<)|\\*${name}\\b|${name}\\[0\\]|if \\([^)]*strlen\\(`,
        ).test(
          around
            .slice(around.indexOf('{'))
            .replace(new RegExp(`\\[\\s*strlen\\(\\s*${name}\\s*\\)\\s*-\\s*1\\s*\\]`, 'g'), '[]'),
        );
      const length = word(kept?.[2] ?? '');
      return (
        new RegExp(`\\b${length}\\s*=\\s*(?:\\(int\\)\\s*)?strlen\\(\\s*${name}`).test(around) &&
        !new RegExp(`\\b${length}\\s*(?:[<>!=]=?)|[(&|!]\\s*${length}\\s*[)&|]`).test(around)
      );
    },
  }),
  where({
    id: 'c-backwards',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'Looked at from its end, a text can end before its start.',
    on: 'function',
    when: ({ text }) =>
      [
        ...text.matchAll(
          /\bwhile\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)\s*\{?\s*(?:[^;{}]*;\s*){0,2}?(?:(\w+)--|--(\w+)|(\w+) -= 1)|\bfor\s*\([^;]*;([^;]*);\s*(?:(\w+)--|--(\w+))\s*\)/g,
        ),
      ].some(([, a, i, j, k, b, m, n]) => {
        const one = word(i ?? j ?? k ?? m ?? n ?? '');
        const condition = a ?? b ?? '';
        const from = new RegExp(
          `\\b${one}\\s*=\\s*(?:\\(int\\)\\s*)?(?:[^;]*\\+ )?strlen\\(|\\b${one}\\s*=\\s*[^;]*(?:\\+ |&\\w+\\[)\\w*len`,
        ).test(text);
        return (
          from &&
          new RegExp(`\\*\\s*\\(?${one}\\b|\\[\\s*${one}\\b`).test(condition) &&
          !new RegExp(`\\b${one}\\s*(?:[<>!=]=?)|[<>]=?\\s*${one}\\b|(?:^|&& |\\()\\s*${one}\\s*(?:&&|$)`).test(
            condition,
          )
        );
      }),
  }),
  where({
    id: 'c-half-checked',
    cwe: 'CWE-129',
    severity: 'high',
    why: 'A signed index is only checked from above.',
    on: 'function',
    when: ({ text }) =>
      [
        ...text.matchAll(
          /\b(?:int|long|short|ssize_t|int(?:8|16|32|64)_t|char)\s+(\w+)\s*=\s*([^;,]*(?: - |\b(?:ato[il]|strto\w+|ntoh[sl]|get_?\w*|read_?\w*)\()[^;]*);/g,
        ),
      ].some(
        ([, one = '', from = '']) =>
          !/strlen|sizeof|read\(|recv\(/.test(from) &&
          new RegExp(`\\w\\[\\s*${one}\\s*\\]`).test(text) &&
          new RegExp(
            `\\b${one}\\s*(?:>=?|<)\\s*(?:\\(int\\)\\s*)?(?:[A-Z_]{2,}|sizeof|\\d{2,}|\\w*(?:count|len|size|max)\\w*)`,
          ).test(text) &&
          !new RegExp(
            `\\b${one}\\s*(?:<=?|>=?)\\s*(?:0|1|-1)\\b|\\b0\\s*(?:<=?|>)\\s*${one}\\b|\\((?:unsigned|size_t|u?int\\d+_t)[^)]*\\)\\s*${one}|is(?:upper|digit|alpha|lower)\\(`,
          ).test(text),
      ),
  }),
  where({
    id: 'c-loop-longer',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'The loop goes on for as long as the input, and not as the array.',
    on: 'function',
    when: ({ text, marks }, code) =>
      [...text.matchAll(/for\s*\([^;]*\b(\w+)\s*=\s*0;([^;]*);[^)]*\)/g)].some(
        ({ 0: whole, 1: i = '', 2: condition = '', index }) => {
          const bound = new RegExp(
            `^\\s*${i}\\s*<=?\\s*(?:\\(\\w+\\)\\s*)?([a-z]\\w*(?:->\\w+)?)(?:\\s*[/-]\\s*\\d+)?\\s*$|^\\s*\\w+\\[${i}\\](?:\\s*!= ?('\\\\0'|0))?\\s*$`,
          ).exec(condition);
          if (bound === null) return false;
          const limit = bound[1];
          const rest = text.slice(index + whole.length);
          const wrote = new RegExp(
            `\\b([A-Za-z_][\\w>.-]*)\\[\\s*${i}\\s*\\](?:\\.\\w+)?\\s*=[^=]|(?:scanf|getline|fgets|strcpy|strncpy|memcpy|snprintf|read|fread)\\([^;]*?&?\\b([A-Za-z_][\\w>.-]*)\\[\\s*${i}\\s*\\](?:\\.\\w+)?\\s*[,)]`,
          ).exec(rest.slice(0, 600));
          const array = wrote === null ? undefined : arrayNamed(wrote[1] ?? wrote[2] ?? '', `${marks}${text}`, code);
          if (array?.count === undefined) return false;
          // A structure that counts its own places, and is not told how many there are here.
          const owner = /^(\w+)->\w+$/.exec(limit ?? '')?.[1];
          if (
            owner !== undefined &&
            new RegExp(`\\b${owner}->${word(array.name)}\\[`).test(wrote?.[0] ?? '') &&
            !new RegExp(`\\b${limit ?? ''}\\s*=[^=]|&\\s*${limit ?? ''}\\b`).test(text)
          )
            return false;
          if (limit === undefined) return !new RegExp(`\\b${i}\\s*(?:[<>]=?|==)`).test(text);
          const sourced =
            new RegExp(
              `\\b${limit}\\s*=\\s*(?:\\(\\w+\\)\\s*)?(?:strlen|ato[il]|strto\\w+|ntoh[sl]|read_?\\w*|get_?\\w*)\\(|&\\s*${limit}\\b|\\b${limit}\\s*=\\s*\\w+(?:->\\w+)?\\[`,
            ).test(text) ||
            new RegExp(`(?:int|size_t|long|unsigned|short|u?int\\d+_t)\\s+${limit}\\s*[,)]`).test(marks) ||
            limit.includes('->');
          return sourced && !asked(limit, text.replace(/\bfor\s*\([^)]*\)/g, ''));
        },
      ),
  }),
  where({
    id: 'c-printed',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'What snprintf would have printed is taken for what it did print.',
    on: 'assign',
    when: ({ name, written: [one = ''], around, text }) => {
      const printed = /^(?:\(\w+\)\s*)?v?snprintf\(\s*([^,]+),/.exec(one);
      if (printed === null || !/%[-\d.*]*s|%\[|\bfmt\b|format/.test(one)) return false;
      const kept = word(name.trim());
      const base = word(/[\w>.-]+/.exec(printed[1] ?? '')?.[0] ?? '');
      const after = around.slice(around.indexOf(text) + text.length);
      const compared = new RegExp(
        `(?<![\\w>])${kept}\\b\\)?\\s*(?:>=?|<=?)(?!\\s*0\\b)|(?:[^-]>=?|<=?)\\s*(?:\\(\\w+\\)\\s*)?${kept}(?!\\w)`,
      );
      // `off += snprintf(buf + off, size - off, …)`
      if (/^[\w>.-]+\s*\+=/.test(text))
        return (
          new RegExp(`${base}\\s*\\+\\s*${kept}|${base}\\s*\\[\\s*${kept}`).test(printed[1] ?? '') &&
          !compared.test(around)
        );
      return (
        new RegExp(
          `\\b(?:write|send|sendto|fwrite|memcpy|SSL_write|BIO_write)\\([^;]*\\b${base}\\b[^;]*\\b${kept}\\b|\\b${base}\\[\\s*${kept}\\b`,
        ).test(after) && !compared.test(after)
      );
    },
  }),
  where({
    id: 'c-too-short',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'A length is less than what is taken off it, and becomes huge.',
    on: 'function',
    when: ({ text, written }) =>
      written
        .flatMap(
          (one) => /^(?:const )?(?:size_t|u?int(?:16|32|64)_t|unsigned(?: int| long)?) (\w+)$/.exec(one)?.[1] ?? [],
        )
        .some((one) => {
          const taken = new RegExp(`\\b(\\w+)\\s*=\\s*${one}\\s*-\\s*(?:\\d+|[A-Z_]{2,}|sizeof\\b[^;]*);`).exec(text);
          const used = taken?.[1] ?? one;
          const use =
            taken === null
              ? new RegExp(
                  `\\b(?:memcpy|memmove|malloc|write|send|fwrite|recv|read)\\([^;]*\\b${one}\\s*-\\s*(?:\\d|[A-Z]|sizeof)`,
                )
              : new RegExp(
                  `\\b(?:memcpy|memmove|malloc|write|send|fwrite|recv|read)\\([^;]*\\b${used}\\b|\\[${used}\\]|<\\s*${used}\\b`,
                );
          return (
            use.test(text) && !new RegExp(`\\b${one}\\s*(?:[<>]=?|==)|[^-][<>]=?\\s*${one}\\b|!${one}\\b`).test(text)
          );
        }),
  }),
  call({
    id: 'c-late-check',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'Whether it fits is asked after it was written.',
    call: /^(?:memcpy|strcpy|strcat|memmove)$/,
    when: ({ written, around, text }) => {
      const length = /^(\w+)(?:\s*\+\s*1)?$/.exec(written[2] ?? '')?.[1] ?? '';
      const at = around.indexOf(text);
      if (length === '' || at < 0) return false;
      const check = new RegExp(
        `\\b${word(length)}\\s*(?:\\+ 1\\s*)?>=?\\s*(?:cap|size|max|\\w*(?:cap|size|max|len)\\w*|sizeof|[A-Z_]+|\\d+)\\b`,
      );
      return (
        check.test(around.slice(at + text.length)) &&
        !new RegExp(`\\b${word(length)}\\s*(?:\\+ 1\\s*)?[<>]|[^-][<>]=?\\s*${word(length)}\\b|\\?`).test(
          around.slice(0, at),
        ) &&
        !new RegExp(`alloc\\([^;]*\\b${word(length)}\\b`).test(around)
      );
    },
  }),
];

/** A length in bytes, where it is a number, a macro or the size of an array of characters. */
function lengthOf(written: string, around: string, code: string): number | undefined {
  const sized = /^sizeof\s*\(?\s*([\w>.-]+?)\s*\)?$/.exec(written)?.[1];
  return sized === undefined ? numberOf(written, code) : bytesOf(arrayNamed(sized, around, code));
}
