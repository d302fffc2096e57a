import { asGiven, reaches } from '../../flow/value.ts';
import { word } from '../word.ts';
import { call, type Rule, where } from '../rule.ts';
import { openMode } from '../secrets.ts';

/** Paths, temporary files, modes and what changes between check and use. */
export const files: readonly Rule[] = [
  where({
    id: 'c-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    on: 'call',
    when: ({ name, arguments: [value], around }) =>
      /^(?:fopen|open|freopen|creat|unlink|remove|rename|stat|opendir|mkdir|rmdir|dlopen|chdir)$/.test(name) &&
      value !== undefined &&
      reaches(value, 'path') &&
      value.built &&
      !asGiven(value) &&
      !/strstr\([^)]*"\.\."|strchr\([^)]*'\/'|strpbrk|strspn|strcspn/.test(around) &&
      (!/realpath/.test(around) || namesBeside(around)),
  }),
  call({
    id: 'c-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'Another user can take the name before the file is made.',
    call: /^(?:tmpnam|tempnam|mktemp|tmpnam_r)$/,
  }),
  where({
    id: 'c-fixed-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    on: 'call',
    when: ({ name, arguments: [value], written, around }) =>
      /^(?:fopen|open|creat)$/.test(name) &&
      value !== undefined &&
      /^\s*\/tmp\//.test(value.text) &&
      /"[wa]|O_CREAT/.test(written.join()) &&
      !/O_EXCL|"wx|mkstemp/.test(around),
  }),
  where({
    id: 'c-race',
    cwe: 'CWE-367',
    severity: 'medium',
    why: 'What was checked can change before it is used.',
    on: 'call',
    when: ({ name, written: [one = ''], around }) =>
      /^(?:access|stat|lstat)$/.test(name) &&
      new RegExp(`\\b(?:fopen|open|unlink|chmod|chown|remove|rename)\\(\\s*${word(one)}\\b`).test(around) &&
      !/fstat\(|O_NOFOLLOW|O_EXCL/.test(around),
  }),
  call({
    id: 'c-search-path',
    cwe: 'CWE-426',
    severity: 'high',
    why: 'A privileged program takes the search path of its caller.',
    call: /^(?:execlp|execvp|execvpe|system|popen)$/,
    when: ({ written, around }) =>
      /set(?:re|res|e)?uid\(\s*0/.test(around) &&
      written[0]?.startsWith('"/') !== true &&
      !/setenv\(\s*"PATH"|clearenv/.test(around),
  }),
  call({
    id: 'c-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:open|creat|chmod|fchmod|mkdir|umask|openat)$/,
    when: ({ name, written, text, around }) =>
      name === 'umask'
        ? /^0+$/.test(written[0] ?? '')
        : openMode(written.at(-1) ?? '', `${text} ${around.split('{')[0] ?? ''}`) ||
          /S_IWOTH|S_IRWXO/.test(written.at(-1) ?? ''),
  }),
];

/** A start without the slash behind it: folders beside it begin so too. */
const namesBeside = (around: string): boolean =>
  /strncmp\([^;]*"[^"]*[^"/]"\s*,\s*(?:\d+|strlen\([^)]*\)|sizeof[^;]*)\s*\)/.test(around) &&
  !/\]\s*[!=]=\s*(?:'\/'|'\\0')/.test(around);
