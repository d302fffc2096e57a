import { arrayNamed, asked, bytesOf, numberOf } from './sizes.ts';
import { bounded, outer, sizeOf } from './text.ts';
import { word } from '../word.ts';
import { call, type Rule, where } from '../rule.ts';

/** Writes and reads past an object. */
export const bounds: readonly Rule[] = [
  call({
    id: 'c-gets',
    cwe: 'CWE-242',
    severity: 'critical',
    why: 'The function gets cannot be told how much fits.',
    call: /^gets$/,
  }),
  call({
    id: 'c-copy',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'Text of any length is copied into a buffer of one.',
    call: /^(?:strcpy|strcat|stpcpy|wcscpy)$/,
    when: ({ name, written: [into = '', from = ''], arguments: [, value], around }, code) =>
      !from.startsWith('"') &&
      // A function of the code was asked whether it fits.
      !new RegExp(`\\bif\\s*\\([^;{]*\\b\\w+\\(\\s*${word(from)}\\s*,\\s*sizeof\\s*\\(?\\s*${word(into)}\\b`).test(
        around,
      ) &&
      !(name.endsWith('cpy') && fits(from, into, around, code)) &&
      !madeToFit(into, around) &&
      !(value !== undefined && value.reach === 0 && value.text !== '' && !value.text.includes('\uFFFC')) &&
      !new RegExp(
        `${word(into)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?(?:x?malloc|calloc|realloc)\\([^;]*strlen\\([^;]*\\+\\s*(?:\\d|sizeof)|${word(into)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?(?:malloc|calloc)\\([^;]*(?:\\d|sizeof[^;+]*)\\s*\\+[^;]*strlen\\(`,
      ).test(around) &&
      !new RegExp(
        `strlen\\(\\s*${word(from)}\\s*\\)(?:\\s*\\+\\s*(?:\\d|strlen)[^)]*)?\\s*(?:>=?|<=?)|(?:strlen|strnlen)\\(\\s*${word(from)}[^;]*;[\\s\\S]*(?:>=|>|<)\\s*(?:sizeof|[A-Z_]+|\\d+|size|cap|len)`,
      ).test(around),
  }),
  call({
    id: 'c-sprintf',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'Text of any length is printed into a buffer.',
    call: /^(?:sprintf|vsprintf)$/,
    when: ({ name, written, arguments: given, around }) =>
      name === 'sprintf' &&
      /%-?\d*s|%\[/.test(written[1] ?? '') &&
      given.slice(2).some((one) => one.reach > 0) &&
      !roomForFormat(written, around),
  }),
  call({
    id: 'c-scanf',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'A word of any length is read into a buffer.',
    call: /^(?:scanf|fscanf|sscanf)$/,
    when: ({ written, name }) => {
      const format = written[name === 'scanf' ? 0 : 1] ?? '';
      return /%(?:s|\[)/.test(format);
    },
  }),
  call({
    id: 'c-memcpy',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'A length from outside is copied without asking whether it fits.',
    call: /^(?:memcpy|memmove|bcopy|recv|read|strncpy|strncat|fread)$/,
    when: ({ name, written, around }, code) => {
      const at = /recv|read$/.test(name) && name !== 'fread' ? 2 : name === 'fread' ? 2 : 2;
      const length = outer(written[at] ?? '');
      const into = outer(written[/recv|^read$/.test(name) ? 1 : 0] ?? '');
      const declared = sizeOf(into, around);
      const room = bytesOf(arrayNamed(into, around, code));
      if (name === 'strncat' && room !== undefined && (numberOf(length, code) ?? 0) >= room) return true;
      if (name === 'strncat' && ((/^sizeof\b/.test(length) && !/strlen/.test(length)) || length === declared))
        return true;
      if (
        /^(?:strncpy|strncat|memcpy|memmove)$/.test(name) &&
        new RegExp(`^strlen\\(`).test(length) &&
        new RegExp(`\\b(?:char|uint8_t)[^;]*\\b${word(into)}\\[`).test(around) &&
        !/if\s*\([^)]*strlen/.test(around)
      )
        return true;
      const difference = /^\(?\s*(?:size_t\)\s*\(?)?(\w+)\s+-\s+(\w+)\)?$/.exec(length);
      if (difference !== null && !/^(?:\d+|[A-Z][A-Z_0-9]+)$/.test(difference[1] ?? ''))
        return (
          (/->|\./.test(into) || declared !== undefined) &&
          !new RegExp(
            `${word(length)}\\)*\\s*(?:>|<|>=|<=)|(?:>|<)=?\\s*\\(*(?:size_t\\)\\s*\\(?)?${word(length)}`,
          ).test(around)
        );
      if (!/^[\w.>-]+$/.test(length) || /^\d+$|^[A-Z_]+$|^sizeof/.test(length)) return false;
      const lengthened = new RegExp(
        `malloc\\([^;]*\\b${word(length)}\\b|calloc\\([^;]*\\b${word(length)}\\b|realloc\\([^;]*\\b${word(length)}\\b`,
      ).test(around);
      // The data says how long it is.
      if (
        new RegExp(`\\b${word(length)}\\s*=\\s*(?:\\(\\w+\\)\\s*)?(?:\\w+(?:->\\w+)?\\[|\\*\\w|ntoh[sl]\\()`).test(
          around,
        )
      )
        return !bounded(length, around) && !lengthened;
      const capped = new RegExp(`\\b${word(length)}\\s*=\\s*(?:MIN|min|sizeof|strlen|strnlen|fread|read|recv)`).test(
        around,
      );
      return (
        !asked(length, around) &&
        !lengthened &&
        !capped &&
        (/->|\[|\./.test(into) ||
          new RegExp(`\\b(?:char|uint8_t|unsigned char)\\s[^;]*\\b${word(into)}\\[`).test(around))
      );
    },
  }),
  where({
    id: 'c-off-by-one',
    cwe: 'CWE-193',
    severity: 'high',
    why: 'The terminating zero is written one past the end.',
    on: 'assign',
    when: ({ text, around }, code) => {
      const beyond = /^(\w+)\[(\w+)\s*\+\s*(\d+)\]\s*=/.exec(text.trim());
      if (
        beyond !== null &&
        new RegExp(
          `\\b${word(beyond[1] ?? '')}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?malloc\\(\\s*${word(beyond[2] ?? '')}\\s*\\+\\s*${beyond[3] ?? ''}\\s*\\)`,
        ).test(around)
      )
        return true;
      const found = /^([\w>.-]+)\[(\w+)\]\s*=\s*(?:'\\0'|0)$/.exec(text.trim());
      if (found === null) return false;
      const [, into = '', index = ''] = found;
      if (new RegExp(`\\b${word(into)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?malloc\\(\\s*${word(index)}\\s*\\)`).test(around))
        return true;
      return (
        new RegExp(`if \\(\\s*${word(index)} > (?:sizeof [\\w>.-]+|sizeof\\([\\w>.-]+\\)|\\d+|[A-Z_]+)\\s*\\)`).test(
          around,
        ) ||
        readsAll(into, index, around, code) ||
        loopsToTheEnd(into, index, around.slice(0, Math.max(0, around.lastIndexOf(text))), code) ||
        new RegExp(
          `\\b${word(index)}\\s*=\\s*(?:read|recv|fread)\\([^;]*sizeof(?:\\(\\s*${word(into)}\\s*\\)|\\s+${word(into)})\\s*(?:,\\s*\\w+\\s*)?\\)`,
        ).test(around)
      );
    },
  }),
  where({
    id: 'c-index-size',
    cwe: 'CWE-193',
    severity: 'high',
    why: 'The index is one past the end.',
    on: 'assign',
    when: ({ text, around }) =>
      (/^\w+\[(?:sizeof\(?\s*\w+\)?|strlen\(\w+\))\]\s*=/.test(text.trim()) && /sizeof/.test(text)) ||
      (/for \([^;]*;\s*\w+ <= (?:sizeof|[A-Z_]+|\d+|n|len|count|size)\b[^;]*;/.test(around) &&
        /^\w+\[\w+\]/.test(text.trim()) &&
        !/\+ 1\]/.test(around)),
  }),
  where({
    id: 'c-loop-copy',
    cwe: 'CWE-787',
    severity: 'critical',
    why: 'A loop writes into an array for as long as the text goes on.',
    on: 'function',
    when: ({ text }) =>
      [
        ...text.matchAll(/\b(?:char|u?int8_t|unsigned char|wchar_t)\s+(?:\*?\w+(?:\[\w+\])?\s*,\s*)*(\w+)\[\w+\]/g),
      ].some(([, array = '']) =>
        [...text.matchAll(/\b(?:while|for)\s*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)].some(
          ({ 1: condition = '', index }) => {
            const tested = condition.split(';')[1] ?? condition;
            const wrote = new RegExp(`\\b${word(array)}\\[(\\w+)(?:\\+\\+)?\\]\\s*=[^=]`).exec(text.slice(index));
            const at = wrote?.[1] ?? '';
            return (
              /\*\w|\w\[|getchar|getc\(|'\\0'|EOF/.test(tested) &&
              wrote !== null &&
              !/^\d+$/.test(at) &&
              !new RegExp(`\\b${at}\\s*(?:\\+ 1\\s*)?(?:<|>)|(?:<|>)=?\\s*${at}\\b`).test(text)
            );
          },
        ),
      ),
  }),
  call({
    id: 'c-room-left',
    cwe: 'CWE-120',
    severity: 'high',
    why: 'The size of the whole buffer is given where the room left is wanted.',
    call: /^(?:snprintf|vsnprintf|strftime|read|recv|fgets|memcpy|strncpy)$/,
    when: ({ name, written }) => {
      const [into = '', size = ''] = /^(?:read|recv)$/.test(name)
        ? [written[1], written[2]]
        : /^(?:memcpy|strncpy)$/.test(name)
          ? [written[0], written[2]]
          : written;
      const base = /^&?([\w>.-]+?)(?: \+ \w|\[[a-z]\w*\])/.exec(into)?.[1];
      return base !== undefined && new RegExp(`^sizeof\\s*\\(?\\s*${word(base)}\\s*\\)?$`).test(size);
    },
  }),
  where({
    id: 'c-append',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'A place is taken in an array of fixed size without asking whether one is left.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/\b([\w>.-]+)\[([a-z][\w>.-]*)\+\+\]\s*=[^=]/g)].some(([, array = '', at = '']) => {
        const name = word(array.split(/->|\./).at(-1) ?? '');
        const fixed = new RegExp(
          `\\b(?:static |extern )?(?:const )?(?:struct )?\\w+ \\*?${name}\\[(?:[A-Z_0-9]+)\\]`,
        ).test(code.replace(text, ''));
        const index = word(at.split(/->|\./).at(-1) ?? '');
        return (
          fixed &&
          !new RegExp(`\\b${index}\\b[^;\\n]*(?:[<>]=?|==|!=)|(?:[<>]=?|==|!=)[^;\\n]*\\b${index}\\b`).test(text)
        );
      }),
  }),
  where({
    id: 'c-stack-array',
    cwe: 'CWE-121',
    severity: 'high',
    why: 'An array on the stack is as long as somebody outside says.',
    on: 'function',
    when: ({ text }) =>
      [
        ...text.matchAll(
          /^\s*(?!return\b|else\b|goto\b)(?:const\s+|unsigned\s+|struct\s+)*(?:char|int|long|short|float|double|\w+_t|\w+)\s+\w+\[([a-z]\w*(?:->\w+)?)(?:\s*[*+]\s*(?:\d+|sizeof[^\]]*))?\];/gm,
        ),
        ...text.matchAll(/\balloca\(\s*([a-z]\w*(?:->\w+)?)\b/g),
      ].some(([, size = '']) => {
        const known = new RegExp(
          `\\b(?:const|enum|static const)\\b[^;{]*\\b${word(size)}\\s*=\\s*\\d|\\b${word(size)}\\s*=\\s*(?:\\d+|sizeof)`,
        ).test(text);
        return !known && !bounded(size, text.replace(/for\s*\([^)]*\)/g, '')) && !/^(?:sizeof|n_max|max)/.test(size);
      }),
  }),
  call({
    id: 'c-malloc-strlen',
    cwe: 'CWE-120',
    severity: 'high',
    why: 'There is no room for the terminating zero.',
    call: /^x?malloc$/,
    written: /^strlen\(\s*[\w>.-]+\s*\)(?:\s*\+\s*strlen\(\s*[\w>.-]+\s*\))*$/,
    when: ({ around }) => /str(?:cpy|cat)\(|sprintf/.test(around),
  }),
  where({
    id: 'c-no-zero',
    cwe: 'CWE-170',
    severity: 'medium',
    why: 'The text may lack its terminating zero.',
    on: 'call',
    when: ({ name, written, around }, code) =>
      /^(?:strncpy|readlink)$/.test(name) &&
      /sizeof\(?[^-]*$/.test((written[2] ?? '').replaceAll('->', '.')) &&
      !/- 1/.test(written[2] ?? '') &&
      !/=\s*(?:'\\0'|0)\s*;|memset|= \{\s*0?\s*\}|= ""/.test(around) &&
      !printedWithin(written[name === 'strncpy' ? 0 : 1] ?? '', code),
  }),
  where({
    id: 'c-index',
    cwe: 'CWE-129',
    severity: 'high',
    why: 'An index from outside is not checked.',
    on: 'function',
    when: ({ text, written }) => {
      const ints = written.flatMap(
        (one) =>
          /^(?:const )?(?:unsigned |signed )?(?:int|unsigned|size_t|long|short|u?int\d+_t)(?: int)? (\w+)$/.exec(
            one,
          )?.[1] ?? [],
      );
      const read = [
        ...text.matchAll(/\b(\w+)\s*=\s*(?:atoi|strtol|strtoul|ntohs|ntohl)\(|\bscanf\("%\d*[du]",\s*&(\w+)/g),
      ].flatMap(([, a, b]) => [a ?? b ?? '']);
      return [...ints, ...read].some(
        (one) =>
          one !== '' &&
          new RegExp(
            `\\b(?!(?:argv|buf|out|dst|data|s|p|a|arr|array|values|v)\\b)[\\w>.-]+\\[(?:[^\\]]*[-+*] )?\\s*${one}(?:\\s*[-+*][^\\]]*)?\\]`,
          ).test(text) &&
          !bounded(one, text) &&
          !new RegExp(`\\b${one}\\s*=\\s*0|%\\s*${one}|${one}\\s*%|switch \\(${one}\\)|valid`).test(text),
      );
    },
  }),
  where({
    id: 'c-length-ignored',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'How long the data is is given, and never asked.',
    on: 'function',
    when: ({ text, written }) => {
      const body = text.slice(text.indexOf('{'));
      const length = written.flatMap(
        (one) =>
          /\b(?:size_t|int|unsigned|u?int\d+_t)\s+(len|length|size|n|count|\w+_len|\w+_size)$/.exec(one)?.[1] ?? [],
      )[0];
      const data = written.flatMap((one) => /\b(?:uint8_t|char|unsigned char|void)\s*\*\s*(\w+)$/.exec(one)?.[1] ?? []);
      return (
        length !== undefined &&
        !new RegExp(`\\b${word(length)}\\b`).test(body) &&
        data.some((one) =>
          new RegExp(
            `\\b${word(one)}\\[[a-z]\\w*\\b|\\b${word(one)}\\[[1-9]|\\bmem(?:cmp|cpy)\\((?:[^;]*[^\\w>.])?${word(one)}\\b`,
          ).test(body),
        )
      );
    },
  }),
  where({
    id: 'c-index-half',
    cwe: 'CWE-129',
    severity: 'high',
    why: 'A signed index is only checked from above.',
    on: 'function',
    when: ({ text, written }) =>
      written
        .flatMap((one) => /^(?:const )?(?:int|long|short|ssize_t) (\w+)$/.exec(one)?.[1] ?? [])
        .some(
          (one) =>
            new RegExp(`\\w\\[\\s*${one}\\s*\\]`).test(text) &&
            new RegExp(`\\b${one} (?:>=|<|>) (?:\\(int\\)\\s*)?(?:[A-Z_]{2,}|sizeof|COUNT|\\d{2,}|LEN)`).test(text) &&
            !new RegExp(
              `\\b${one} (?:<|<=|>=|>) (?:0|1|-1)\\b|\\((?:unsigned[^)]*|size_t|u?int\\d+_t)\\)\\s*${one}\\b`,
            ).test(text),
        ),
  }),
];

/** A field of fixed width that is printed with a precision need not end with a zero. */
const printedWithin = (field: string, code: string): boolean =>
  new RegExp(`%-?\\d*\\.(?:\\*|\\d+)s[^;]*\\b${word(field.split(/->|\\./).at(-1) ?? '')}\\b`).test(code);

/** The room was made for what is printed: its length was asked first, or the lengths of its parts were added up. */
function roomForFormat([into = '', format = '']: readonly string[], around: string): boolean {
  const made = new RegExp(`\\b${word(into)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?(?:m|c|re)alloc\\(([^;]*)\\)\\s*;`).exec(
    around,
  )?.[1];
  if (made === undefined) return false;
  if (/snprintf\(\s*NULL\s*,\s*0\s*,/.test(around)) return /\+ 1|1 \+/.test(made);
  if (!made.includes('strlen(')) return madeToFit(into, around);
  const fixed = format.replace(/^"|"$/g, '').replace(/%-?s/g, '').replace(/\\./g, '.').length + 1;
  const extra = [...made.replace(/strlen\([^)]*\)/g, '').matchAll(/\d+/g)].reduce((sum, [one]) => sum + Number(one), 0);
  return (
    (/sizeof/.test(made) || extra >= fixed) &&
    [...made.matchAll(/strlen\(/g)].length >= [...format.matchAll(/%-?s/g)].length
  );
}

/** Whatever the one array holds goes into the other. */
function fits(from: string, into: string, around: string, code: string): boolean {
  const [most, room] = [bytesOf(arrayNamed(from, around, code)), bytesOf(arrayNamed(into, around, code))];
  return most !== undefined && room !== undefined && most <= room;
}

/** Room was made after the lengths were added up. */
function madeToFit(into: string, around: string): boolean {
  const size = new RegExp(
    `\\b${word(into)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?(?:malloc|calloc|realloc)\\((?:\\w+, )?\\s*(\\w+)(?:\\s*\\+\\s*\\d+)?\\s*[,)]`,
  ).exec(around)?.[1];
  return (
    size !== undefined &&
    !new RegExp(`\\b(?:short|char|u?int(?:8|16)_t)\\s+${word(size)}\\s*=`).test(around) &&
    new RegExp(`\\b${word(size)}\\s*\\+?=[^;]*(?:strlen|\\blen\\b|_len\\b)`).test(around)
  );
}

/** The loop before ends with the array, and the zero is written behind it. */
function loopsToTheEnd(into: string, index: string, before: string, code: string): boolean {
  const room = bytesOf(arrayNamed(into, before, code));
  const limit = [
    ...before.matchAll(
      new RegExp(
        `\\b(?:for|while)\\s*\\([^{]*?\\b${word(index)}\\s*<\\s*(?:\\(\\w+\\)\\s*)?(sizeof\\s*\\(?\\s*${word(into)}\\s*\\)?|(?!sizeof)\\w+)(?!\\s*\\)?\\s*[-/]|\\w)`,
        'g',
      ),
    ),
  ].at(-1)?.[1];
  if (room === undefined || limit === undefined) return false;
  return limit.startsWith('sizeof') || numberOf(limit, code) === room;
}

/** A read takes as many bytes as the array has, by number. */
function readsAll(into: string, index: string, around: string, code: string): boolean {
  const room = bytesOf(arrayNamed(into, around, code));
  const size = new RegExp(
    `\\b${word(index)}\\s*=\\s*(?:\\(\\w+\\)\\s*)?(?:read|recv|fread|readlink|SSL_read|recvfrom)\\((?:[^;]*,)?\\s*${word(into)}\\s*,\\s*(?:1\\s*,\\s*)?([\\w]+(?:\\s*[-+]\\s*\\w+)?)\\s*[,)]`,
  ).exec(around)?.[1];
  return room !== undefined && size !== undefined && numberOf(size, code) === room;
}
