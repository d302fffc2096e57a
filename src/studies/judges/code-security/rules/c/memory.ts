import { bounded } from './text.ts';
import { usedAfter } from './lifetime.ts';
import { arrayNamed } from './sizes.ts';
import { formatAt, outer } from './text.ts';
import { word } from '../word.ts';
import { call, type Rule, where } from '../rule.ts';

/** Formats, sizes that wrap, use after free, null. */
export const memory: readonly Rule[] = [
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
  where({
    id: 'c-format-kept',
    cwe: 'CWE-134',
    severity: 'critical',
    why: 'A text that the program changes is used as the format.',
    on: 'call',
    when: ({ name, written, around, text }, code) => {
      const at = formatAt[name];
      // As it stands in the call: what an array was set to first says nothing of what is in it.
      const one =
        at === undefined || written[at] === undefined
          ? ''
          : outer((text.slice(text.indexOf('(') + 1, -1).split(',')[at] ?? '').trim());
      const array = /^[A-Za-z_]\w*(?:(?:->|\.)\w+)?$/.test(one) ? arrayNamed(one, around, code) : undefined;
      return (
        array !== undefined &&
        !/const/.test(array.element) &&
        new RegExp(
          `\\b(?:strn?cpy|strn?cat|strlcpy|v?sn?printf|fgets|memcpy|read|recv|recvfrom|fread)\\((?:\\w+,\\s*)?(?:[\\w>.-]+(?:->|\\.))?${word(array.name)}\\b|%[^"]*s[^"]*"[^;]*\\b${word(array.name)}\\b\\s*\\)\\s*[=!]= \\d`,
        ).test(code)
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
      // Texts that are there do not add up to more than there is.
      if (/\bstrlen\(/.test(size) && size.includes('+')) return false;
      const factors = size
        .replace(/sizeof\s*(?:\([^)]*\)|\*?\s*\w+)/g, '1')
        .split('*')
        .filter((one) => !/^[\s()]*(?:\d+|[A-Z_]+)(?:\s*\+\s*\d+)?[\s()]*$/.test(one));
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
      const names = factors.flatMap(
        (one) => /[a-z]\w*(?:(?:->|\.)\w+)*/i.exec(one.replace(/\([^)]*\)/g, ''))?.[0] ?? [],
      );
      // Each is compared with a number from above.
      if (
        names.length === factors.length &&
        names.every((one) =>
          new RegExp(
            `(?<![\\w>.])${word(one)}\\s*>=?\\s*(?:\\d+|[A-Z_\\d]{2,})|(?:\\d+|[A-Z_\\d]{2,})[uUlL]*\\s*<=?\\s*${word(one)}\\b`,
          ).test(around),
        )
      )
        return false;
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
      [...text.matchAll(/\b(?:int|short|long|ssize_t|int(?:8|16|32|64)_t) (\w+)\s*(?:=|,|\)|;)/g)].some(
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
    when: ({ name, written: [one = ''], around, text }) =>
      /^(?:free|g_free|kfree|OPENSSL_free|av_free|cJSON_Delete|json_decref|xmlFreeDoc|\w+_(?:free|destroy|delete|dispose|release|close))$/.test(
        name,
      ) &&
      /^[\w>.-]+$/.test(one) &&
      usesOf(text, around).some((after) => usedAfter({ text: after, pointer: one })),
  }),
  where({
    id: 'c-loop-free',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'The step of the loop reads what its body freed.',
    on: 'function',
    when: ({ text }) =>
      [...text.matchAll(/for\s*\([^;]*;[^;]*;[^;{]*?\b(\w+)\s*=\s*\1->\w+\s*\)\s*/g)].some((loop) => {
        const body = blockAt(text, loop.index + loop[0].length);
        const freed = new RegExp(
          `\\b(?:free|\\w+_(?:free|destroy|delete))\\(\\s*${loop[1] ?? ''}\\s*\\)\\s*;\\s*(?!break|return|goto|\\w+ = )`,
        );
        return freed.test(body);
      }),
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
        !new RegExp(`(?<!\\*)\\b${found[1] ?? ''}\\s*=\\s`).test(after)
      );
    },
  }),
  where({
    id: 'c-local',
    cwe: 'CWE-562',
    severity: 'high',
    why: 'The address of a local is returned.',
    on: 'return',
    when: ({ text, around }) => {
      const one = text
        .replace(/^return\s*/, '')
        .replace(/;$/, '')
        .trim();
      return (
        /^&?\w+$/.test(one) &&
        new RegExp(
          `(?<!static )\\b(?:const )?(?:unsigned )?(?:char|int|uint8_t|struct \\w+|\\w+_t)\\s+${word(one.replace('&', ''))}${one.startsWith('&') ? '\\s*[;=]' : '\\[\\s*[\\w *+]*\\]'}`,
        ).test(around.slice(around.indexOf('{'))) &&
        !new RegExp(`static [^;]*\\b${word(one.replace('&', ''))}\\[`).test(around)
      );
    },
  }),
  where({
    id: 'c-null',
    cwe: 'CWE-476',
    severity: 'medium',
    why: 'What may be null is used without a check.',
    on: 'assign',
    when: ({ name, written: [one = ''], around, text }) => {
      if (
        !/^(?:\([^)]*\)\s*)?(?:malloc|calloc|realloc|fopen|fdopen|opendir|getenv|strdup|strchr|strrchr|strstr|find\w*|lookup\w*)\(/.test(
          one,
        ) ||
        !/^\*?\s*\w+$/.test(name)
      )
        return false;
      const pointer = word(name.replace(/\W/g, ''));
      const after = around.slice(around.indexOf(text) + text.length);
      return (
        new RegExp(
          `(?:str(?:cpy|len|cmp|cat|ncpy)|mem(?:cpy|set)|f(?:gets|read|write|puts|printf|scanf)|readdir|atoi|strtol)\\([^;]*\\b${pointer}\\b|\\*${pointer}\\b\\s*=[^=]|\\b${pointer}->|\\b${pointer}\\[`,
        ).test(after) &&
        !new RegExp(
          `!\\s*${pointer}\\b|\\b${pointer}\\s*(?:==|!=)\\s*(?:NULL|0)|NULL\\s*[!=]=\\s*${pointer}\\b|(?:if|while|&&|\\|\\|)\\s*\\(?\\s*${pointer}\\b|\\b${pointer}\\s*\\?|\\(\\(?${pointer} = |assert\\(`,
        ).test(around)
      );
    },
  }),
  where({
    id: 'c-size-kept',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'A size is multiplied without asking whether it wraps.',
    on: 'assign',
    when: ({ name, written: [one = ''], around }) => {
      const kept = word(name.replace(/\W/g, ''));
      const factors = one
        .replace(/\((?:u?int\d+_t|unsigned|int|long)\)\s*/g, '')
        .split('*')
        .map((factor) => factor.trim());
      const open = factors.filter((factor) => !/^\(?(?:\d+[uUlL]*|[A-Z_0-9]+|sizeof\b.*)\)?$/.test(factor));
      // One number of 32 bits from elsewhere wraps where the product is kept in 32 bits.
      const narrow = new RegExp(
        `\\b(?:u?int32_t|u?int16_t|unsigned(?: int)?|int)\\s+(?:\\w+\\s*,\\s*)*${kept}\\s*=`,
      ).test(around);
      const sum = /^\(?\w+\)? \+ sizeof\b|^sizeof\b.* \+ \w+$|^\w+ \+ \w+$/.test(one);
      if (sum && new RegExp(`\\b(?:u?int(?:8|16)_t|(?:unsigned )?short|uint32_t)\\s+${kept}\\s*=`).test(around))
        return (
          new RegExp(`(?:malloc|alloca|realloc)\\([^;]*\\b${kept}\\s*\\)`).test(around) &&
          !/_MAX|> [A-Z]{3}/.test(around)
        );
      return (
        factors.length > 1 &&
        factors.every((factor) => /^\(?[\w.>-]+\)?$|^sizeof\b/.test(factor)) &&
        (open.length > 1 ||
          (open.length === 1 && narrow && !bounded(open[0] ?? '', around.replace(/for \([^)]*\)/g, '')))) &&
        new RegExp(`(?:malloc|alloca|realloc)\\([^;]*\\b${kept}\\s*\\)`).test(around) &&
        !/_MAX|__builtin_|> [A-Z]{3}/.test(around) &&
        !one.includes('(size_t)')
      );
    },
  }),
];

/** The block or the statement that begins there. */
function blockAt(text: string, from: number): string {
  if (text[from] !== '{') return text.slice(from, text.indexOf(';', from) + 1);
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    depth += Number(text[i] === '{') - Number(text[i] === '}');
    if (depth === 0) return text.slice(from, i);
  }
  return text.slice(from);
}

/** What follows each place where a call stands. */
function usesOf(made: string, around: string): string[] {
  const rest: string[] = [];
  for (let at = around.indexOf(made); at !== -1 && rest.length < 20; at = around.indexOf(made, at + 1))
    rest.push(around.slice(at + made.length));
  return rest;
}
