import { call, type Rule, where } from './rule.ts';

const word = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A variable is compared with a bound somewhere in the function. */
const bounded = (name: string, around: string): boolean =>
  new RegExp(`\\b${word(name)}\\s*(?:>=?|<=?)\\s*[^=]|(?:>=?|<=?)\\s*(?:\\(\\w+\\)\\s*)?${word(name)}\\b`).test(around);
const outer = (one: string): string => one.replace(/^\(\s*[\w ]+\s*\*?\s*\)\s*/, '').trim();
const formatAt: Readonly<Record<string, number>> = {
  printf: 0,
  vprintf: 0,
  fprintf: 1,
  dprintf: 1,
  vfprintf: 1,
  sprintf: 1,
  vsprintf: 1,
  snprintf: 2,
  vsnprintf: 2,
  syslog: 1,
  wprintf: 0,
  warn: 0,
  warnx: 0,
  err: 1,
  errx: 1,
  asprintf: 1,
};

export const c: readonly Rule[] = [
  call({
    id: 'c-gets',
    cwe: 'CWE-242',
    severity: 'critical',
    why: 'gets cannot be told how much fits.',
    call: /^gets$/,
  }),
  call({
    id: 'c-copy',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'Text of any length is copied into a buffer of one.',
    call: /^(?:strcpy|strcat|stpcpy|wcscpy)$/,
    when: ({ written: [into = '', from = ''], arguments: [, value], around }) =>
      !from.startsWith('"') &&
      !(value !== undefined && value.reach === 0 && value.text !== '' && !value.text.includes('\uFFFC')) &&
      !new RegExp(
        `${word(into)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?(?:x?malloc|calloc|realloc)\\([^;]*strlen\\([^;]*\\+\\s*\\d`,
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
    when: ({ written, arguments: given }) =>
      (/%s|%\[/.test(written[1] ?? '') && given.slice(2).some((one) => one.reach > 0)) ||
      written[1]?.startsWith('vsprintf') === true,
  }),
  call({
    id: 'c-scanf',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'A word of any length is read into a buffer.',
    call: /^(?:scanf|fscanf|sscanf)$/,
    when: ({ written, name, around }) => {
      const format = written[name === 'scanf' ? 0 : 1] ?? '';
      if (!/%(?:s|\[)/.test(format)) {
        const width = /%(\d+)s/.exec(format)?.[1];
        const into = outer(written[name === 'scanf' ? 1 : 2] ?? '');
        const size = new RegExp(`char\\s+[^;]*\\b${word(into)}\\[(\\d+)\\]`).exec(around)?.[1];
        return width !== undefined && size !== undefined && Number(width) >= Number(size);
      }
      return true;
    },
  }),
  call({
    id: 'c-memcpy',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'A length from outside is copied without asking whether it fits.',
    call: /^(?:memcpy|memmove|bcopy|recv|read|strncpy|strncat|fread)$/,
    when: ({ name, written, around }) => {
      const at = /recv|read$/.test(name) && name !== 'fread' ? 2 : name === 'fread' ? 2 : 2;
      const length = outer(written[at] ?? '');
      const into = outer(written[/recv|^read$/.test(name) ? 1 : 0] ?? '');
      if (name === 'strncat' && /^sizeof\b/.test(length) && !/strlen/.test(length)) return true;
      if (
        /^(?:strncpy|strncat|memcpy|memmove)$/.test(name) &&
        new RegExp(`^strlen\\(`).test(length) &&
        new RegExp(`\\b(?:char|uint8_t)[^;]*\\b${word(into)}\\[`).test(around) &&
        !/if\s*\([^)]*strlen/.test(around)
      )
        return true;
      if (!/^[\w.>-]+$/.test(length) || /^\d+$|^[A-Z_]+$|^sizeof/.test(length)) return false;
      const lengthened = new RegExp(
        `malloc\\([^;]*\\b${word(length)}\\b|calloc\\([^;]*\\b${word(length)}\\b|realloc\\([^;]*\\b${word(length)}\\b`,
      ).test(around);
      const capped = new RegExp(`\\b${word(length)}\\s*=\\s*(?:MIN|min|sizeof|strlen|strnlen|fread|read|recv)`).test(
        around,
      );
      return (
        !bounded(length, around) &&
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
    when: ({ text, around }) => {
      const found = /^([\w>.-]+)\[(\w+)\]\s*=\s*(?:'\\0'|0)$/.exec(text.trim());
      if (found === null) return false;
      const [, into = '', index = ''] = found;
      return (
        new RegExp(`if \\(\\s*${word(index)} > (?:sizeof [\\w>.-]+|sizeof\\([\\w>.-]+\\)|\\d+|[A-Z_]+)\\s*\\)`).test(
          around,
        ) ||
        new RegExp(
          `\\b${word(index)}\\s*=\\s*(?:read|recv|fread)\\([^;]*sizeof\\(?\\s*${word(into)}\\)?\\s*(?:,\\s*\\w+)?\\)`,
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
    when: ({ name, written, around }) =>
      /^(?:strncpy|readlink)$/.test(name) &&
      /sizeof\(?[^-]*$/.test((written[2] ?? '').replaceAll('->', '.')) &&
      !/- 1/.test(written[2] ?? '') &&
      !/=\s*(?:'\\0'|0)\s*;|memset|= \{\s*0?\s*\}|= ""/.test(around),
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
            `\\b(?!argv|buf|out|dst|data|s|p|a|arr|array|values|v)[\\w>.-]+\\[\\s*${one}(?:\\s*-\\s*1)?\\s*\\]`,
          ).test(text) &&
          !bounded(one, text) &&
          !new RegExp(`\\b${one}\\s*=\\s*0|%\\s*${one}|${one}\\s*%|switch \\(${one}\\)|valid`).test(text),
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
            !new RegExp(`\\b${one} (?:<|<=|>=|>) (?:0|1|-1)\\b|\\(unsigned|\\(size_t\\)\\s*${one}`).test(text),
        ),
  }),
  where({
    id: 'c-format',
    cwe: 'CWE-134',
    severity: 'critical',
    why: 'A value from outside is used as the format.',
    on: 'call',
    when: ({ name, arguments: given, written }) => {
      const at = formatAt[name];
      const value = at === undefined ? undefined : given[at];
      return (
        value !== undefined &&
        at !== undefined &&
        value.reach > 0 &&
        !/^"|^_\(/.test(written[at] ?? '') &&
        (!name.startsWith('v') || value.reach === 2)
      );
    },
  }),
  where({
    id: 'c-format-buffer',
    cwe: 'CWE-134',
    severity: 'critical',
    why: 'A line that was read is used as the format.',
    on: 'call',
    when: ({ name, written, around }) => {
      const at = formatAt[name];
      const one = at === undefined ? '' : outer(written[at] ?? '');
      return (
        /^\w+$/.test(one) &&
        !/^v|^fmt$|^format$/.test(`${name.startsWith('v') ? name : one}`) &&
        new RegExp(`(?:fgets|getline|read|recv|fread)\\([^;]*\\b${word(one)}\\b|char\\s+${word(one)}\\[`).test(
          around,
        ) &&
        !new RegExp(`char\\s+${word(one)}\\[\\]\\s*=\\s*"`).test(around)
      );
    },
  }),
  call({
    id: 'c-size',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'A size is multiplied without asking whether it wraps.',
    call: /^(?:x?malloc|alloca|realloc)$/,
    when: ({ name, written, around }) => {
      const size = written[name === 'realloc' ? 1 : 0] ?? '';
      const factors = size
        .replace(/sizeof\s*(?:\([^)]*\)|\*?\s*\w+)/g, '1')
        .split('*')
        .filter((one) => !/^[\s()]*(?:\d+|[A-Z_]+)[\s()]*$/.test(one));
      if (factors.length < 2) {
        const found =
          /^(?:\(size_t\)\s*)?(\w+)\s*\*\s*sizeof|sizeof\b[^*]*\)\s*\*\s*(\w+)$|sizeof \*?\w+\s*\*\s*(\w+)$/.exec(size);
        const count = found?.[1] ?? found?.[2] ?? found?.[3];
        return (
          count !== undefined &&
          new RegExp(
            `(?:int|size_t|uint32_t|unsigned)\\s+${count}\\s*[,)]|\\b${count}\\s*=\\s*(?:read_u32|ntohl|get_\\w+|atoi|strto\\w+)`,
          ).test(around) &&
          !new RegExp(`\\b${count}\\s*(?:>=?|==)|SIZE_MAX|__builtin_mul`).test(around)
        );
      }
      return !/SIZE_MAX|UINT32_MAX|INT_MAX|__builtin_(?:mul|umul)|(?:>|>=) [A-Z_]+|\(size_t\)\s*\w+\s*\*\s*\(size_t\)/.test(
        around,
      );
    },
  }),
  where({
    id: 'c-size-add',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'A sum can wrap before it is compared.',
    on: 'function',
    when: ({ text }) =>
      /if \(\s*(\w+) \+ (\w+) > (?:\w+|sizeof[^)]*)\s*\)/.test(text) &&
      /uint(?:8|16|32)_t \w+, uint(?:8|16|32)_t|unsigned \w+, unsigned/.test(text) &&
      /memcpy|\[/.test(text),
  }),
  where({
    id: 'c-signed',
    cwe: 'CWE-195',
    severity: 'high',
    why: 'A negative length passes the check and becomes huge.',
    on: 'function',
    when: ({ text }) =>
      [...text.matchAll(/\b(?:int|short|long|ssize_t) (\w+)\s*(?:=|,|\)|;)/g)].some(
        ([, one = '']) =>
          new RegExp(`(?:memcpy|memmove|recv|read|fread|strncpy|memset|malloc)\\([^;]*\\b${one}\\b`).test(text) &&
          new RegExp(`\\b${one} > (?:\\(int\\)\\s*)?(?:sizeof|[A-Z_]+|\\d)`).test(text) &&
          !new RegExp(`\\b${one} (?:<|<=|>) (?:0|1)\\b|\\b${one} < 0`).test(text),
      ),
  }),
  where({
    id: 'c-free',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'Memory is used after it was freed.',
    on: 'call',
    when: ({ name, written: [one = ''], around, text, row }) => {
      if (name !== 'free' || row < 0 || !/^[\w>.-]+$/.test(one)) return false;
      const after = around.slice(around.indexOf(text) + text.length);
      if (/^\s*;?\s*(?:return|exit|goto|break|continue)\b/.test(after)) return false;
      const next = new RegExp(`(?<![\\w>.])${word(one)}(?![\\w])\\s*([^\\w\\s]?=?)`).exec(after);
      const freedTwice = new RegExp(`^[\\s\\S]*?\\bfree\\(\\s*${word(one)}\\s*\\)`).exec(after);
      if (
        freedTwice !== null &&
        !new RegExp(`${word(one)}\\s*=`).test(freedTwice[0]) &&
        !/return|goto/.test(freedTwice[0])
      )
        return true;
      return (
        (next !== null && next[1] !== '=' && !/\breturn\b|\n\}/.test(after.slice(0, next.index))) ||
        new RegExp(`^\\s*;\\s*return[^;]*\\b${word(one)}\\b`).test(after)
      );
    },
  }),
  where({
    id: 'c-loop-free',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'The step of the loop reads what its body freed.',
    on: 'function',
    when: ({ text }) => /for \([^;]*;[^;]*;\s*(\w+) = \1->\w+\s*\)\s*\{?[^}]*\bfree\(\s*\1\s*\)/.test(text),
  }),
  where({
    id: 'c-realloc',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'A pointer into memory that realloc may have moved is used.',
    on: 'function',
    when: ({ text }) => {
      const found = /\*\s*(\w+)\s*=\s*&?([\w>.-]+)(?:\[[^\]]*\])?\s*;[\s\S]*realloc\(\s*([\w>.-]+)\s*,/.exec(text);
      if (found === null || found[2] !== found[3]) return false;
      const after = text.slice(text.indexOf('realloc('));
      return (
        new RegExp(`\\b${found[1] ?? ''}(?:\\[|->|\\s*=[^=]|\\s*\\+)|\\*${found[1] ?? ''}\\b`).test(after) &&
        !new RegExp(`\\b${found[1] ?? ''}\\s*=\\s`).test(after)
      );
    },
  }),
  where({
    id: 'c-local',
    cwe: 'CWE-562',
    severity: 'high',
    why: 'The address of a local is returned.',
    on: 'return',
    when: ({ written: [one = ''], around }) =>
      /^&?\w+$/.test(one) &&
      new RegExp(
        `(?<!static )\\b(?:const )?(?:unsigned )?(?:char|int|uint8_t|struct \\w+|\\w+_t)\\s+${word(one.replace('&', ''))}${one.startsWith('&') ? '\\s*[;=]' : '\\[\\s*[\\w *+]*\\]'}`,
      ).test(around.slice(around.indexOf('{'))) &&
      !new RegExp(`static [^;]*\\b${word(one.replace('&', ''))}\\[`).test(around),
  }),
  where({
    id: 'c-null',
    cwe: 'CWE-476',
    severity: 'medium',
    why: 'What may be null is used without a check.',
    on: 'assign',
    when: ({ name, written: [one = ''], around }) =>
      /^(?:\([^)]*\)\s*)?(?:malloc|calloc|realloc|fopen|getenv|strchr|strrchr|strstr|find\w*|lookup\w*)\(/.test(one) &&
      /^\*?\s*\w+$/.test(name) &&
      new RegExp(
        `(?:str(?:cpy|len|cmp)\\([^;]*\\b${word(name.replace(/\W/g, ''))}\\b|\\*${word(name.replace(/\W/g, ''))}\\b\\s*=[^=]|${word(name.replace(/\W/g, ''))}->|${word(name.replace(/\W/g, ''))}\\[|fgets\\([^;]*${word(name.replace(/\W/g, ''))})`,
      ).test(around) &&
      !new RegExp(
        `!\\s*${word(name.replace(/\W/g, ''))}\\b|${word(name.replace(/\W/g, ''))}\\s*(?:==|!=)\\s*(?:NULL|0)|(?:if|while|&&|\\|\\|)\\s*\\(?\\s*${word(name.replace(/\W/g, ''))}\\b|\\(\\(?${word(name.replace(/\W/g, ''))} = |assert\\(`,
      ).test(around),
  }),
  where({
    id: 'c-size-kept',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'A size is multiplied without asking whether it wraps.',
    on: 'assign',
    when: ({ name, written: [one = ''], around }) =>
      /^\w+ \* \w+(?: \* \w+)?$/.test(one) &&
      one.split('*').filter((factor) => !/^\s*(?:\d+|[A-Z_]+)\s*$/.test(factor)).length > 1 &&
      new RegExp(`(?:malloc|alloca)\\(\\s*${word(name.replace(/\W/g, ''))}\\s*\\)`).test(around) &&
      !/_MAX|__builtin_|> [A-Z]{3}|\(size_t\)/.test(around),
  }),
  call({
    id: 'c-assert',
    cwe: 'CWE-617',
    severity: 'medium',
    why: 'The only check of a length is an assertion, which a build without debugging leaves out.',
    call: /^assert$/,
    written: /\w\s*<=?\s*/,
    when: ({ around }) => /memcpy|strcpy|recv|read\(/.test(around) && !/if\s*\([^)]*(?:>|<)/.test(around),
  }),
];
