import { asGiven, reaches } from '../../flow/value.ts';
import { call, type Rule, sink, where } from '../rule.ts';
import { openMode } from '../secrets.ts';
import { word } from '../word.ts';

/** Paths, temporary files, modes and what changes between check and use. */
export const files: readonly Rule[] = [
  sink({
    id: 'py-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:open|io\.open|codecs\.open|aiofiles\.open|send_file|flask\.send_file|FileResponse|(?:\w+\.)*FileResponse|os\.(?:remove|unlink|open|rename|listdir|rmdir|makedirs)|shutil\.(?:copy\w*|move|rmtree)|.*\.(?:read_text|read_bytes|write_text|write_bytes|unlink|open|save)|zipfile\.ZipFile|tarfile\.open|static_file)$/,
    place: 'path',
    when: ({ name, arguments: given, receiver, text }) => {
      const subject = /read_|write_|unlink|\.open$/.test(name) && receiver.reach > 0 ? receiver : given[0];
      return (
        subject !== undefined &&
        reaches(subject, 'path') &&
        subject.built &&
        !asGiven(subject) &&
        !/^\w*[:]?\/\/|https?:/.test(subject.text) &&
        !(name.endsWith('.save') && !/FILES|upload|file/i.test(text))
      );
    },
  }),
  where({
    id: 'py-path-method',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    on: 'call',
    when: ({ name, receiver }) =>
      /\.(?:read_text|read_bytes|write_text|write_bytes|unlink|open|iterdir|rmdir)$/.test(name) &&
      reaches(receiver, 'path') &&
      receiver.built &&
      !asGiven(receiver),
  }),
  call({
    id: 'py-extract',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'Members of an archive may leave the folder.',
    call: /\.extractall$|\.extract$/,
    when: ({ written }, code) =>
      /tarfile/.test(code) &&
      !/filter\s*=\s*["'](?:data|tar)["']|tarfile\.data_filter/.test(written.join()) &&
      !/is_relative_to|commonpath|commonprefix|startswith|isreg|members\s*=/.test(code),
  }),
  call({
    id: 'py-archive',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'An archive is unpacked wherever its names point.',
    call: /^shutil\.unpack_archive$/,
    when: ({ written }, code) => /tar/.test(code) && !/filter/.test(written.join()),
  }),
  call({
    id: 'py-mktemp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'Another user can take the name before the file is made.',
    call: /^(?:tempfile\.mktemp|os\.tempnam|os\.tmpnam|mktemp)$/,
  }),
  call({
    id: 'py-fixed-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /^(?:open|io\.open|os\.open|.*\.write_(?:text|bytes)|.*to_csv|shutil\.copy\w*)$/,
    when: ({ name, written, arguments: given, receiver, around }) => {
      const subject = /write_|to_csv/.test(name) && /^\/(?:var\/)?tmp\//.test(receiver.text) ? receiver : given[0];
      return (
        subject !== undefined &&
        /^\uFFFC?\s*\/(?:var\/)?tmp\//.test(subject.text) &&
        /["'][wax]b?\+?["']|write_|to_csv|copy/.test(`${written.slice(1).join()} ${name}`) &&
        !/["']x|O_EXCL|mkdtemp|mkstemp|token|NamedTemp/.test(around)
      );
    },
  }),
  call({
    id: 'py-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:os\.(?:chmod|fchmod|makedirs|mkdir|open)|.*\.(?:chmod|mkdir))$|^os\.umask$/,
    when: ({ name, written, purpose, text, around }) =>
      /umask/.test(name)
        ? /^0(?:o0*)?0?$/.test(written[0] ?? '')
        : openMode(written.at(-1) ?? '', `${purpose} ${text} ${around}`),
  }),
  where({
    id: 'py-race',
    cwe: 'CWE-367',
    severity: 'medium',
    why: 'What was checked can change before it is used.',
    on: 'call',
    when: ({ name, written: [path = ''], around }) =>
      (/^os\.access$/.test(name) && new RegExp(`open\\(\\s*${word(path)}`).test(around)) ||
      // What is made only if it is not there yet, and is to be private, is made by somebody else meanwhile.
      (/^os\.path\.(?:exists|isfile|lexists)$/.test(name) &&
        new RegExp(`not os\\.path\\.\\w+\\(\\s*${word(path)}\\s*\\)`).test(around) &&
        new RegExp(`open\\(\\s*${word(path)}\\s*,\\s*["']wb?["']`).test(around) &&
        /chmod\([^)]*0o?[46]00/.test(around)),
  }),
];
