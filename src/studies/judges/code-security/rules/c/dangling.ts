import { type Rule, where } from '../rule.ts';
import { word } from '../word.ts';
import { pathAfter, usedAfter } from './lifetime.ts';

/** Pointers to what is no longer there. */
export const dangling: readonly Rule[] = [
  where({
    id: 'c-freed-inside',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'A function of the code freed what is used here.',
    on: 'call',
    when: ({ name, written: [one = ''], around, text }, code) =>
      /^[\w>.-]+$/.test(one) &&
      /^\w+$/.test(name) &&
      name !== 'free' &&
      freesItsParameter(name, code) &&
      !new RegExp(`\\b\\w+\\s*=\\s*${word(text)}`).test(around) &&
      after(text, around).some((rest) => usedAfter({ text: rest, pointer: one })),
  }),
  where({
    id: 'c-freed-member',
    cwe: 'CWE-415',
    severity: 'high',
    why: 'A function of the code freed this member and left it as it was.',
    on: 'call',
    when: ({ name, written: [one = ''], around, text }, code) => {
      const found = /^(\w+)(?:->|\.)(\w+)$/.exec(one);
      if (name !== 'free' && /^\w+$/.test(one) && /^\w+$/.test(name)) {
        const mine = membersFreed(name, code);
        const before = around.slice(0, Math.max(0, around.indexOf(text)));
        return (
          mine.length > 0 &&
          [...before.matchAll(new RegExp(`\\b(\\w+)\\(\\s*&?${word(one)}\\s*[,)]`, 'g'))].some(
            ({ 1: helper = '', index }) =>
              // It went well, and frees only where it does not.
              !(/\bif\s*\(\s*$/.test(before.slice(0, index)) && /^[^;{}]*\) == 0\)/.test(before.slice(index))) &&
              helper !== name &&
              membersLeft(helper, code).some((member) => mine.includes(member)),
          )
        );
      }
      if (name !== 'free' || found === null) return false;
      const [, owner = '', member = ''] = found;
      // What frees it once more comes after, behind a label.
      const again = after(text, around).some((rest) => {
        const path = pathAfter(rest);
        const helper = [...path.matchAll(new RegExp(`\\b(\\w+)\\(\\s*&?${word(owner)}\\s*\\)`, 'g'))].find(
          ([, called = '']) => membersFreed(called, code).includes(member),
        );
        return (
          helper !== undefined &&
          !new RegExp(
            `\\b${word(owner)}(?:->|\\.)${word(member)}\\s*=[^=]|\\b${word(owner)}\\s*=[^=]|\\breturn\\b`,
          ).test(path.slice(0, helper.index))
        );
      });
      if (again) return true;
      const before = around.slice(0, Math.max(0, around.indexOf(text)));
      return [...before.matchAll(new RegExp(`\\b(\\w+)\\(\\s*&?${word(owner)}\\s*\\)\\s*;`, 'g'))].some(
        ([, helper = '']) => {
          const body = bodyOf(helper, code);
          return (
            body !== undefined &&
            new RegExp(`\\bfree\\(\\s*\\w+->${word(member)}\\s*\\)`).test(body) &&
            !new RegExp(`->${word(member)}\\s*=`).test(body)
          );
        },
      );
    },
  }),
  where({
    id: 'c-freed-alias',
    cwe: 'CWE-416',
    severity: 'high',
    why: 'Another pointer to what was freed is used.',
    on: 'call',
    when: ({ name, written: [one = ''], around, text }, code) => {
      if (!/^[\w>.-]+$/.test(one)) return false;
      const freed = name === 'free' ? [one] : membersFreed(name, code).map((member) => `${one}->${member}`);
      const at = around.indexOf(text);
      const before = around.slice(0, Math.max(0, at));
      return freed.some((pointer) =>
        [
          ...before.matchAll(
            new RegExp(`\\*\\s*(\\w+)\\s*=\\s*(?:\\([^)]*\\)\\s*)?${word(pointer)}(?:\\s*\\+\\s*\\w+)?\\s*;`, 'g'),
          ),
        ].some(
          ([whole, alias = ''], i, all) =>
            i === all.length - 1 &&
            alias !== pointer &&
            !new RegExp(`\\b${word(pointer)}\\s*=[^=]|(?<!\\*\\s*)\\b${word(alias)}\\s*=[^=]`).test(
              before.slice(before.indexOf(whole) + whole.length),
            ) &&
            after(text, around).some((rest) => usedAfter({ text: rest, pointer: alias })),
        ),
      );
    },
  }),
  where({
    id: 'c-local-alias',
    cwe: 'CWE-562',
    severity: 'high',
    why: 'The address of a local is returned.',
    on: 'return',
    when: ({ text, around }) => {
      const one = /^return\s+(\w+)\s*;?$/.exec(text.trim())?.[1];
      if (one === undefined) return false;
      const body = around.slice(around.indexOf('{'));
      const set = [
        ...body.matchAll(
          new RegExp(`(?<![.>\\w])${word(one)}\\s*=\\s*&?(\\w+)(?:\\s*\\+\\s*\\w+|\\[[^\\]]*\\])?\\s*;`, 'g'),
        ),
      ].at(-1);
      return (
        set !== undefined && (isLocalArray(set[1] ?? '', body) || (set[0].includes('&') && isLocal(set[1] ?? '', body)))
      );
    },
  }),
  where({
    id: 'c-local-kept',
    cwe: 'CWE-562',
    severity: 'high',
    why: 'The address of a local is kept where it outlives the function.',
    on: 'assign',
    when: ({ text, around, marks }) => {
      const found = /^\*?(\w+)(->\w+|\[[^\]]*\]\.\w+|\[[^\]]*\])?(?:\.\w+)?\s*=\s*(&?)(\w+)$/.exec(text.trim());
      if (found === null || marks === '' || /->(?:next_in|next_out|iov_base|msg_\w+)\s*=/.test(text)) return false;
      const [, owner = '', reached, taken, one = ''] = found;
      const body = around.slice(around.indexOf('{'));
      const parameter = new RegExp(`\\*\\s*(?:const )?${word(owner)}\\s*[,)[]`).test(marks);
      const outlives = text.trim().startsWith('*')
        ? new RegExp(`\\*\\*\\s*${word(owner)}\\b`).test(marks)
        : reached !== undefined && parameter;
      const made =
        reached?.startsWith('->') === true &&
        new RegExp(`\\*\\s*${word(owner)}\\s*=\\s*(?:\\([^)]*\\)\\s*)?x?(?:m|c)alloc`).test(body);
      return (outlives || made) && (taken === '&' ? isLocal(one, body) : isLocalArray(one, body));
    },
  }),
];

const isLocalArray = (name: string, body: string): boolean =>
  new RegExp(
    `(?<!static )(?<!static const )\\b(?:char|u?int8_t|unsigned char|int|float|double|wchar_t|struct \\w+|\\w+_t)\\s+(?:\\w+(?:\\[\\w*\\])?\\s*,\\s*)*${word(name)}\\[`,
  ).test(body) && !new RegExp(`static [^;]*\\b${word(name)}\\[`).test(body);

const isLocal = (name: string, body: string): boolean =>
  new RegExp(`(?:^|[;{}]\\s*)(?:struct \\w+|[A-Za-z_]\\w*)\\s+${word(name)}\\s*[;=]`).test(body) &&
  !new RegExp(`(?:static|return|goto)\\s[^;]*\\b${word(name)}\\s*[;=]`).test(body);

/** The body of a function of the code. */
function bodyOf(name: string, code: string): string | undefined {
  const found = new RegExp(`^[\\w][\\w *]*[ *]${word(name)}\\(([^)]*)\\)\\s*\\{([\\s\\S]*?)^\\}`, 'm').exec(code);
  return found?.[2];
}

/** Members of its first parameter that a function of the code frees. */
const membersFreed = (name: string, code: string): string[] =>
  [...(bodyOf(name, code) ?? '').matchAll(/\bfree\(\s*\w+->(\w+)\s*\)/g)].map(([, member = '']) => member);

/** Those that it leaves as they were, while what they belong to stays. */
function membersLeft(name: string, code: string): string[] {
  const body = bodyOf(name, code) ?? '';
  return membersFreed(name, code).filter((member) =>
    [
      ...body.matchAll(new RegExp(`\\bfree\\(\\s*\\w+->${word(member)}\\s*\\)([^}]*?)(?:\\breturn\\b|\\}|$)`, 'g')),
    ].some(([, rest = '']) => !new RegExp(`->${word(member)}\\s*=[^=]|\\bfree\\(\\s*\\w+\\s*\\)`).test(rest)),
  );
}

/** It frees its first parameter, wherever it goes. */
function freesItsParameter(name: string, code: string): boolean {
  const found = new RegExp(`^[\\w][\\w *]*[ *]${word(name)}\\(([^)]*)\\)\\s*\\{([\\s\\S]*?)^\\}`, 'm').exec(code);
  const parameter = /^[^,]*[^*,]\*\s*(?:const )?(\w+)\s*(?:,|$)/.exec(found?.[1] ?? '')?.[1];
  if (found === null || parameter === undefined) return false;
  const body = found[2] ?? '';
  const freed = new RegExp(`\\bfree\\(\\s*${word(parameter)}\\s*\\)`).exec(body);
  if (freed === null) return false;
  // A count of who still holds it, or a branch, decides.
  const before = body.slice(0, freed.index);
  const open = before.split('{').length - before.split('}').length;
  return open <= 0 && !/if\s*\([^;]*\)\s*$|return[^;]+;\s*$/.test(before) && !/ref_?count|refs?\b/i.test(body);
}

function after(made: string, around: string): string[] {
  const rest: string[] = [];
  for (let at = around.indexOf(made); at !== -1 && rest.length < 20; at = around.indexOf(made, at + 1))
    rest.push(around.slice(at + made.length));
  return rest;
}
