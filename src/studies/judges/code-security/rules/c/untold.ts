import { call, type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { arrayNamed, bytesOf, numberOf } from './sizes.ts';
import { outer } from './text.ts';

/** Somewhere the length is compared with something that varies: a bound that is written says nothing of this data. */
const comparedWithRoom = (length: string, text: string): boolean =>
  [...text.replace(/\bfor\s*\([^)]*\)/g, '').matchAll(/([^;{}&|?]*?[^-<>])([<>]=?|[!=]=)(?!=)([^;{}&|?]*)/g)].some(
    ([, left = '', , right = '']) => {
      const both = `${left} ${right}`
        .replace(/\bsizeof\s*\(?\s*[\w>.-]+\)?/g, '')
        .replace(/\b(?:if|while|return|size_t|int|sizeof)\b/g, '')
        .replaceAll(length, 'LENGTH');
      return (
        /\bLENGTH\b/.test(both) &&
        [...both.matchAll(/[A-Za-z_]\w*/g)].some(([name]) => /[a-z]/.test(name) && !/^(?:u|ul|UL|NULL)$/.test(name))
      );
    },
  );

/** Texts whose end, and data whose length, is not known. */
export const untold: readonly Rule[] = [
  where({
    id: 'c-read-text',
    cwe: 'CWE-170',
    severity: 'high',
    why: 'What was read is used as a text and need not end with a zero.',
    on: 'call',
    when: ({ name, written, around, text }, code) => {
      if (!/^(?:read|recv|recvfrom|fread|readlink|SSL_read|BIO_read|pread)$/.test(name)) return false;
      const at = name === 'fread' ? 0 : 1;
      const buffer = outer(written[at] ?? '').replace(/^&|\[0\]$/g, '');
      if (bytesOf(arrayNamed(buffer, around, code)) === undefined && !/^\w+$/.test(buffer)) return false;
      const after = around.slice(around.indexOf(text) + text.length);
      const base = word(buffer);
      const zeroed = new RegExp(
        `${base}\\[[^\\]]+\\]\\s*=\\s*(?:'\\\\0'|0|'\\\\x00')|(?:memset|bzero|explicit_bzero)\\(\\s*&?${base}\\b|\\b${base}\\[[^\\]]*\\]\\s*=\\s*\\{|\\*\\s*\\(?${base} \\+|calloc\\(|\\*${base}\\s*=\\s*(?:'\\\\0'|0)`,
      ).test(around);
      return (
        !zeroed &&
        new RegExp(
          `\\b(?:strlen|strchr|strrchr|strstr|strtok|strtok_r|sscanf|atoi|atol|strtol|strdup|puts|strcpy|strcat|strcasestr)\\(\\s*(?:\\(\\w+ \\*\\)\\s*)?${base}\\b|printf\\([^;]*%s[^;]*,\\s*(?:\\(\\w+ \\*\\)\\s*)?${base}\\b(?!\\[)`,
        ).test(after) &&
        !new RegExp(`%\\.\\*s[^;]*\\b${base}\\b|write\\([^;]*\\b${base}\\b`).test(after)
      );
    },
  }),
  where({
    id: 'c-copied-whole',
    cwe: 'CWE-170',
    severity: 'medium',
    why: 'The text may lack its terminating zero.',
    on: 'call',
    when: ({ name, written, around }, code) => {
      if (name !== 'strncpy') return false;
      const into = outer(written[0] ?? '');
      const room = bytesOf(arrayNamed(into, around, code));
      const size = numberOf(written[2] ?? '', code);
      return (
        room !== undefined &&
        size === room &&
        written[1]?.startsWith('"') !== true &&
        !new RegExp(
          `${word(into)}\\[[^\\]]+\\]\\s*=\\s*(?:'\\\\0'|0)|memset\\([^;]*|calloc\\(|strlen\\(\\s*${word(written[1] ?? '')}`,
        ).test(around) &&
        !/\{\s*0?\s*\}/.test(around)
      );
    },
  }),
  where({
    id: 'c-length-believed',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'The data says how long it is, and is believed.',
    on: 'function',
    when: ({ text, marks }) => {
      const data = [
        ...marks.matchAll(/(?:uint8_t|unsigned char|u_char|char|void|BYTE)\s*\*\s*(?:const\s+)?(\w+)/g),
      ].map(([, one = '']) => one);
      const body = text.slice(text.indexOf('{'));
      return [...body.matchAll(/\b((?:\w+(?:->|\.))?\w+)\s*=\s*([^;=][^;]*);/g)].some(
        ([whole, length = '', from = '']) => {
          const source = data.find((one) =>
            new RegExp(
              `\\b${word(one)}\\[|\\*\\s*\\(?(?:\\(.*\\*\\)\\s*\\(?)?${word(one)}\\b|(?:ntoh[sl]|be\\d+toh|le\\d+toh|get_?\\w*|read_?\\w*)\\([^;]*\\b${word(one)}\\b`,
            ).test(from),
          );
          if (source === undefined || /^(?:type|tag|flags?|c|ch|op|opcode|cmd|version|id|kind)$/.test(length))
            return false;
          const rest = body.slice(body.indexOf(whole) + whole.length);
          const one = word(length);
          return (
            new RegExp(
              `\\b(?:mem(?:cpy|move|cmp)|write|send|fwrite|handle\\w*|process\\w*|parse\\w*|strndup|on_\\w+|hash\\w*|crc\\w*)\\([^;]*\\b${word(source)}\\b[^;]*,\\s*(?:\\(\\w+\\)\\s*)?${one}\\s*[),]|%\\.\\*s[^;]*\\b${one}\\b[^;]*\\b${word(source)}\\b`,
            ).test(rest) && !comparedWithRoom(length, rest)
          );
        },
      );
    },
  }),
  where({
    id: 'c-size-of-data',
    cwe: 'CWE-190',
    severity: 'high',
    why: 'A number that was read decides how much room is made, and the product may wrap.',
    on: 'call',
    when: ({ name, written, around }) => {
      if (!/^(?:x?malloc|realloc|alloca)$/.test(name)) return false;
      const size = written[name === 'realloc' ? 1 : 0] ?? '';
      const plain = size.replace(/sizeof\s*(?:\([^)]*\)|\*?\s*[\w>.-]+)/g, '1');
      return [...plain.matchAll(/[A-Za-z_][\w.>-]*/g)].some(([count]) => {
        const one = word(count);
        const wide =
          /\*/.test(plain) ||
          new RegExp(
            `\\b(?:u?int(?:8|16|32)_t|unsigned|int|short)(?: int)?\\s+(?:\\w+(?:\\s*=[^,;]*)?\\s*,\\s*)*${one}\\s*[;=,]`,
          ).test(around);
        return (
          /[*+]/.test(plain) &&
          wide &&
          new RegExp(
            `(?:fread|read|recv|memcpy|scanf|get_bytes|read_exact|recv_all)\\w*\\([^;]*&\\s*${one}\\b|\\b${one}\\s*=\\s*(?:ntohl|be32toh|le32toh|strto\\w+|ato\\w+|read_\\w+|get_\\w+)\\(`,
          ).test(around) &&
          !new RegExp(`(?<![\\w>])${one}\\s*\\)?\\s*(?:[<>]=?)|[^-][<>]=?\\s*${one}\\b|_MAX\\b|__builtin_`).test(
            around.replace(/for\s*\([^)]*\)/g, ''),
          )
        );
      });
    },
  }),
  call({
    id: 'c-appended-to-nothing',
    cwe: 'CWE-457',
    severity: 'high',
    why: 'Text is appended to what was never set.',
    call: /^(?:strcat|strncat)$/,
    when: ({ written: [into = ''], around, text }) => {
      const one = word(into);
      const before = around.slice(0, Math.max(0, around.indexOf(text)));
      return (
        new RegExp(`\\bchar\\s+(?:\\w+(?:\\[\\w*\\])?\\s*,\\s*)*${one}\\[[^\\]]+\\]\\s*[;,]`).test(before) &&
        !/static[^;]*$/.test(before.slice(0, before.search(new RegExp(`\\b${one}\\[`)))) &&
        !new RegExp(
          `\\b(?!strlen|sizeof|printf|puts)\\w+\\([^;]*\\b${one}\\b|\\b${one}\\[[^\\]]*\\]\\s*=|\\*${one}\\s*=`,
        ).test(before.slice(before.search(new RegExp(`\\b${one}\\[`)) + into.length))
      );
    },
  }),
  where({
    id: 'c-format-passed',
    cwe: 'CWE-134',
    severity: 'critical',
    why: 'A value from outside is handed on as the format.',
    on: 'call',
    when: ({ name, written, arguments: given }, code) => {
      if (!/^\w+$/.test(name) || written.length === 0) return false;
      const list = new RegExp(
        `\\b${word(name)}\\(([^()]*(?:\\([^()]*\\)[^()]*)*),\\s*\\.\\.\\.\\s*\\)\\s*(?:__attribute__[^{;]*)?[{;]`,
      ).exec(code)?.[1];
      const at = list
        ?.split(',')
        .findIndex((one) => /\bconst char\s*\*\s*(?:fmt|format|f|message|msg|template)$/.test(one.trim()));
      const value = at === undefined || at < 0 ? undefined : given[at];
      return (
        value !== undefined &&
        at === written.length - 1 &&
        value.reach > 0 &&
        !/^"|^_\(/.test(written[at] ?? '') &&
        !/^(?:fmt|format)$/.test(written[at] ?? '')
      );
    },
  }),
];
