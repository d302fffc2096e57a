import { asGiven, reaches } from '../../flow/value.ts';
import { call, type Rule, sink } from '../rule.ts';
import { openMode } from '../secrets.ts';

/** Paths, temporary files, modes and what changes between check and use. */
export const files: readonly Rule[] = [
  sink({
    id: 'php-include',
    cwe: 'CWE-98',
    severity: 'critical',
    why: 'A file that a value names is run.',
    call: /^include$/,
    place: 'path',
  }),
  sink({
    id: 'php-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:readfile|file_get_contents|fopen|file_put_contents|unlink|file|copy|rename|show_source|highlight_file|SplFileObject)$|Storage\.\w+$|\.(?:download|file|storeAs|BinaryFileResponse)$/,
    place: 'path',
    when: ({ name, arguments: given }) =>
      given
        .slice(0, /copy|rename|storeAs/.test(name) ? 2 : 1)
        .some(
          (one) =>
            reaches(one, 'path') &&
            !asGiven(one) &&
            (one.built || (one.reach === 2 && /readfile|unlink|fopen/.test(name))) &&
            !/^\s*(?:https?|php):/.test(one.text),
        ),
  }),
  sink({
    id: 'php-move',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'The name of an uploaded file decides where it is stored.',
    call: /^move_uploaded_file$/,
    place: 'path',
    at: [1],
  }),
  call({
    id: 'php-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /^(?:fopen|file_put_contents|touch|tmpfile_name)$/,
    when: ({ written, arguments: [value], around }) =>
      value !== undefined &&
      (/^\s*\/(?:var\/)?tmp\//.test(value.text) || /sys_get_temp_dir\(\)/.test(written[0] ?? '')) &&
      !/['"]r['"]|tempnam|random_bytes/.test(`${written[1] ?? ''}${around}`),
  }),
  call({
    id: 'php-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:chmod|mkdir|umask)$/,
    when: ({ name, written, text, around }) =>
      name === 'umask'
        ? /^0+$/.test(written[0] ?? '')
        : openMode(written[1] ?? '', name === 'chmod' ? `${text} ${around}` : text),
  }),
];
