import { type Rule, where } from '../rule.ts';

/** Formats, sizes that wrap, use after free, null. */
export const memory: readonly Rule[] = [
  where({
    id: 'go-integer',
    cwe: 'CWE-190',
    severity: 'medium',
    why: 'A number is cut to a smaller type without a check of its size.',
    on: 'call',
    when: ({ name, written, around }) => {
      if (!/^(?:u?int(?:8|16|32))$/.test(name)) return false;
      const variable = written[0]?.replace(/\W/g, '') ?? '';
      return (
        variable !== '' &&
        new RegExp(
          `\\b${variable}, \\w+ :?= strconv\\.(?:Atoi|Parse(?:Int|Uint)\\([^)]*,\\s*\\d+,\\s*(?:64|0)\\))`,
        ).test(around) &&
        !new RegExp(`\\b${variable}\\s*>=?\\s*[\\w.]|math\\.Max`).test(around)
      );
    },
  }),
  where({
    id: 'go-slice',
    cwe: 'CWE-129',
    severity: 'medium',
    why: 'A length or an index that somebody outside claims is used without asking whether it fits.',
    on: 'function',
    when: ({ text }) =>
      [
        ...text.matchAll(
          /\b(\w+)(?:, \w+)? :?= (?:u?int(?:\d+)?\()?(?:binary\.\w+\.Uint\d+\(|binary\.(?:Read)?[uU]?[vV]arint\(|strconv\.(?:Atoi|Parse\w+)\(|\w+\[\d+\]\)|\w+\[\d+\]$)/gm,
        ),
      ].some(
        ([, name = '']) =>
          new RegExp(
            `\\w\\[(?:[^\\]:]*:)?[^\\]]*\\b${name}\\b[^\\]]*\\]|make\\(\\[\\]\\w+, (?:\\w+\\()?${name}\\b`,
          ).test(text.replace(/map\[[^\]]*\]/g, '')) &&
          !/map\[/.test(text) &&
          !new RegExp(`(?:[<>]=?|==)[^\\n{&|]*\\b${name}\\b|\\b${name}\\b[^\\n{&|:=]*(?:[<>]=?|==)|% `).test(text),
      ),
  }),
];
