import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { arrayNamed } from './sizes.ts';
import { bounded, outer } from './text.ts';

const CHECKS_A_LETTER = /\bis(?:alpha|lower|upper|digit|alnum|xdigit)\(|[<>]=?\s*'[azAZ09fF]'|'[azAZ09fF]'\s*[<>]/;

/** Places and ends that nobody asked about. */
export const unchecked: readonly Rule[] = [
  where({
    id: 'c-letter-index',
    cwe: 'CWE-129',
    severity: 'high',
    why: 'Any character is taken for a letter, and decides which place of an array is used.',
    on: 'function',
    when: ({ text }, code) =>
      [...text.matchAll(/\b([A-Za-z_][\w>.-]*)\[[^\][]*(?:\[[^\]]*\])?[^\][]*-\s*'[aA0]'\s*\]/g)].some(
        ([, array = '']) => arrayNamed(array, text, code)?.count !== undefined && !CHECKS_A_LETTER.test(text),
      ),
  }),
  where({
    id: 'c-place-unchecked',
    cwe: 'CWE-787',
    severity: 'high',
    why: 'Where in the array is written is given, and never checked.',
    on: 'call',
    when: ({ name, written: [into = ''], around, marks }, code) => {
      if (!/^(?:memcpy|memmove|memset|strcpy|strncpy|snprintf)$/.test(name)) return false;
      const [, array = '', place = ''] = /^&?([A-Za-z_][\w>.-]*)(?:\s*\+\s*|\[)([a-z]\w*)\]?$/.exec(outer(into)) ?? [];
      return (
        place !== '' &&
        arrayNamed(array, around, code)?.count !== undefined &&
        new RegExp(`\\b(?:int|long|short|unsigned|size_t|u?int\\d+_t)\\s+${word(place)}\\s*[,)]`).test(marks) &&
        !bounded(place, around.slice(around.indexOf('{'))) &&
        !new RegExp(`-\\s*${word(place)}\\b|\\b${word(place)}\\s*%?=`).test(around.slice(around.indexOf('{')))
      );
    },
  }),
  where({
    id: 'c-unbounded-scan',
    cwe: 'CWE-125',
    severity: 'high',
    why: 'Inside of data of a given length the end is looked for by a character alone.',
    on: 'function',
    when: ({ text }) => {
      const body = text.slice(text.indexOf('{'));
      return [...body.matchAll(/\bwhile\s*\(\s*([a-z]\w*)\s*<\s*([a-z]\w*)\s*\)/g)].some(
        ({ 0: whole, 1: at = '', 2: size = '', index }) => {
          const inside = body.slice(index + whole.length);
          return (
            new RegExp(`\\b(?:size_t|int|unsigned|u?int\\d+_t)\\s+${size}\\s*[,)]`).test(
              text.slice(0, text.indexOf('{')),
            ) && new RegExp(`\\bwhile\\s*\\(\\s*\\w+\\[\\s*${at}\\s*\\]\\s*(?:!=\\s*[^&|()]+)?\\)`).test(inside)
          );
        },
      );
    },
  }),
  where({
    id: 'c-left-dangling',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'Where a later step fails the member still points to what was freed.',
    on: 'call',
    when: ({ name, written: [one = ''], around, text, marks }) => {
      const [, owner = '', member = ''] = /^(\w+)->(\w+)$/.exec(one) ?? [];
      if (name !== 'free' || member === '' || !new RegExp(`\\*\\s*(?:const )?${word(owner)}\\s*[,)]`).test(marks))
        return false;
      const after = around.slice(around.indexOf(text) + text.length);
      const set = after.search(new RegExp(`\\b${word(owner)}->${word(member)}\\s*=[^=]`));
      return (
        set > 0 &&
        /\bif\b[^;{]*\)\s*\{?\s*[^}]*?\breturn\b/.test(after.slice(0, set)) &&
        !new RegExp(`\\bfree\\(\\s*${word(owner)}\\s*\\)`).test(after.slice(0, set))
      );
    },
  }),
  where({
    id: 'c-copies-whole',
    cwe: 'CWE-120',
    severity: 'critical',
    why: 'A function of the code copies text of any length into an array of one.',
    on: 'call',
    when: ({ name, written, arguments: given, around }, code) => {
      if (!/^\w+$/.test(name) || written.length < 2) return false;
      const found = new RegExp(`^[\\w][\\w *]*[ *]${word(name)}\\(([^)]*)\\)\\s*\\{([\\s\\S]*?)^\\}`, 'm').exec(code);
      const parameters = (found?.[1] ?? '').split(',').map((one) => one.trim());
      const body = found?.[2] ?? '';
      if (found === null || parameters.some((one) => !/\*|\[/.test(one))) return false;
      return parameters.some((parameter, i) => {
        const into = /^(?:unsigned )?char\s*\*\s*(\w+)$/.exec(parameter)?.[1];
        if (into === undefined || arrayNamed(written[i] ?? '', around, code)?.count === undefined) return false;
        const puts = new RegExp(
          `\\*${word(into)}\\+\\+\\s*=[^=]|(?<![\\w>.])${word(into)}\\[\\w+(?:\\+\\+)?\\]\\s*=[^=]`,
        ).test(body);
        return (
          puts &&
          /\b(?:while|for)\b/.test(body) &&
          !/[<>]=?\s*(?:sizeof|[A-Z_]{3,}|\d{2,})/.test(body) &&
          given.some(
            (value, j) => j !== i && value.reach > 0 && arrayNamed(written[j] ?? '', around, code) === undefined,
          )
        );
      });
    },
  }),
];
