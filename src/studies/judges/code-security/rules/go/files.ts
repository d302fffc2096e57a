import { asGiven, reaches, type Value } from '../../flow/value.ts';
import { call, type Rule, sink, where } from '../rule.ts';
import { openMode } from '../secrets.ts';

/** The arguments that are paths: what is written or sent is none. */
const pathsOf = (name: string, given: readonly Value[]): readonly Value[] =>
  name.endsWith('SaveUploadedFile')
    ? given.slice(1, 2)
    : name.endsWith('ServeFile')
      ? given.slice(2, 3)
      : given.slice(0, name.endsWith('Rename') ? 2 : 1);

/** Paths, temporary files, modes and what changes between check and use. */
export const files: readonly Rule[] = [
  sink({
    id: 'go-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:os\.(?:Open|OpenFile|ReadFile|WriteFile|Create|Remove|RemoveAll|ReadDir|Rename)|ioutil\.(?:ReadFile|WriteFile)|http\.ServeFile|(?:c|ctx)\.(?:File|SaveUploadedFile|SendFile|FileAttachment|Attachment|Inline|Download))$/,
    place: 'path',
    when: ({ name, arguments: given }) =>
      pathsOf(name, given).some(
        (one) =>
          reaches(one, 'path') && !asGiven(one) && (one.built || (one.reach === 2 && !name.includes('ServeFile'))),
      ),
  }),
  where({
    id: 'go-zip',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'Members of an archive may leave the folder.',
    on: 'call',
    when: ({ name, written, around }, code) =>
      /^(?:filepath|path)\.Join$/.test(name) &&
      /\b(?:f|file|hdr|header|entry|zf)\.(?:FileHeader\.)?Name\b/.test(written.join()) &&
      /archive\/(?:zip|tar)|zip\.|tar\./.test(code) &&
      !/HasPrefix|IsLocal|filepath\.Base|Rel\(|OpenRoot/.test(around),
  }),
  where({
    id: 'go-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    on: 'call',
    when: ({ name, written, arguments: [value], around }) =>
      /^(?:os\.(?:Create|WriteFile|OpenFile)|ioutil\.WriteFile)$/.test(name) &&
      value !== undefined &&
      (/^\s*\/tmp\//.test(value.text) ||
        /os\.TempDir\(\)/.test(written[0] ?? '') ||
        /TempDir/.test(value.origin) ||
        new RegExp(
          `\\b${(written[0] ?? '').replace(/\W/g, '')}\\s*:?=\\s*(?:filepath\\.Join\\(os\\.TempDir\\(\\)|"/tmp/)`,
        ).test(around)) &&
      !/O_EXCL|MkdirTemp|CreateTemp/.test(around),
  }),
  call({
    id: 'go-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:os\.(?:WriteFile|OpenFile|Mkdir|MkdirAll|Chmod)|ioutil\.WriteFile|syscall\.Umask)$|\.Chmod$/,
    when: ({ name, written, text, around }) =>
      (/^os\.ModePerm$/.test(written.at(-1) ?? '') && !/Mkdir/.test(name)) ||
      openMode(written.at(-1) ?? '', `${text} ${around.split('{')[0] ?? ''}`),
  }),
  call({
    id: 'go-mode-default',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'A file for secrets gets the mode that others can read with.',
    call: /^os\.Create$/,
    when: ({ arguments: [value], around, purpose }) =>
      (/(?:secrets?|credentials|private[-_]?key|id_rsa|id_ed25519|\.htpasswd|\.pgpass|\.netrc|token)[\w.-]*$|\.pem$/i.test(
        value?.text ?? '',
      ) ||
        /(?:save|write|store|dump)\w*(?:Secret|Credential|PrivateKey|Token|Password)/i.test(purpose)) &&
      !/Chmod\(|Umask|public|Public|CERTIFICATE/.test(around),
  }),
  where({
    id: 'go-check-use',
    cwe: 'CWE-367',
    severity: 'medium',
    why: 'Between the question whether the file is there and its writing somebody else may put one there.',
    on: 'function',
    when: ({ text }) => {
      const asked = /os\.(?:Stat|Lstat)\((\w+)\)/.exec(text)?.[1];
      return (
        asked !== undefined &&
        new RegExp(`os\\.(?:WriteFile|Create|OpenFile)\\(${asked}\\b`).test(text.slice(text.indexOf('os.'))) &&
        !/O_EXCL/.test(text) &&
        /lock|\bpid\b|Getpid|\bonce\b|claim|reserv|overwrit|already exists|exclusive/i.test(text)
      );
    },
  }),
];
