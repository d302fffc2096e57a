import { asGiven } from '../../flow/value.ts';
import { call, type Rule, sink } from '../rule.ts';
import { openMode } from '../secrets.ts';

/** Paths, temporary files, modes and what changes between check and use. */
export const files: readonly Rule[] = [
  sink({
    id: 'js-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:(?:fs|fsp|fs\/promises|fs\.promises|fsPromises|promises)\.\w+|readFile(?:Sync)?|writeFile(?:Sync)?|createReadStream|createWriteStream|unlink(?:Sync)?|rm(?:Sync)?|stat|open|Deno\.\w+|Bun\.file|(?:res|reply|response)\.(?:sendFile|download))$/,
    place: 'path',
    at: [0],
    when: ({ name, arguments: [value], written }) =>
      value !== undefined &&
      !asGiven(value) &&
      (value.built || value.reach === 2) &&
      !/mkdir|exists/.test(name) &&
      !(/sendFile|download/.test(name) && /root\s*:/.test(written.join())) &&
      !/^\s*https?:/.test(value.text),
  }),
  call({
    id: 'js-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /(?:writeFile(?:Sync)?|createWriteStream|openSync|open|copyFile(?:Sync)?|appendFile(?:Sync)?)$/,
    when: ({ arguments: [value], written, around }) =>
      value !== undefined &&
      (/^[\s\uFFFC]*\/(?:var\/)?tmp(?:\/|[\w.-])/.test(value.text) ||
        (/tmpdir\(\)/.test(`${written[0]}${around}`) && /tmpdir/.test(`${written[0]} ${value.origin}`))) &&
      !/mkdtemp|randomUUID|randomBytes|nanoid|uuid|wx/.test(around),
  }),
  call({
    id: 'js-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /(?:chmod(?:Sync)?|writeFile(?:Sync)?|mkdir(?:Sync)?|open(?:Sync)?|umask|createWriteStream|outputFile)$/,
    when: ({ name, written, text, purpose }) =>
      /umask/.test(name)
        ? /^0(?:o?0*)?$/.test(written[0] ?? '')
        : openMode(
            /mode/.test(written.at(-1) ?? '') || /chmod|open/.test(name) ? (written.at(-1) ?? '') : '',
            `${text} ${/chmod|mkdir/.test(name) ? '' : purpose}`,
          ),
  }),
];
