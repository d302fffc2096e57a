import { asGiven, reaches } from '../../flow/value.ts';
import { call, type Rule, sink, where } from '../rule.ts';
import { openMode } from '../secrets.ts';

const FILE = /^(?:File|Path|Paths|FileSystemResource)\b|\.(?:resolve|normalize|toFile|toPath)$/;

/** Paths, temporary files, modes and what changes between check and use. */
export const files: readonly Rule[] = [
  sink({
    id: 'java-path',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A path is joined from a name that is not confined to its folder.',
    call: /^(?:FileInputStream|FileOutputStream|FileReader|FileWriter|FileSystemResource|UrlResource|RandomAccessFile|PrintWriter|Scanner|ZipFile|StreamingOutput|InputStreamResource)$|Files\.(?:read\w*|write\w*|copy|delete\w*|new\w+|lines|move|createFile|createDirectories|list|walk|size|probeContentType)$|FileUtils\.\w+$|\.(?:transferTo|sendFile|ok|entity|getResource|getResourceAsStream)$/,
    place: 'path',
    built: true,
    when: ({ name, arguments: given }) =>
      given.some(
        (one) =>
          reaches(one, 'path') &&
          !asGiven(one) &&
          (!/\.(?:ok|entity)$/.test(name) || FILE.test(one.origin)) &&
          (one.built || (one.reach === 2 && /Path|File|resolve/.test(one.origin))),
      ) && !/createDirectories/.test(name),
  }),
  call({
    id: 'java-temp',
    cwe: 'CWE-377',
    severity: 'medium',
    why: 'A fixed or guessable name in a folder that everyone can write to.',
    call: /^(?:File|FileWriter|FileOutputStream|PrintWriter)$|(?:Path\.of|Paths\.get)$/,
    when: ({ written, around, arguments: given }) =>
      (/^"\/(?:var\/)?tmp(?:\/|")/.test(written[0] ?? '') ||
        /java\.io\.tmpdir/.test(written[0] ?? '') ||
        (/^\w+$/.test(written[0] ?? '') &&
          new RegExp(`\\b${written[0] ?? ''}\\s*=\\s*System\\.getProperty\\("java\\.io\\.tmpdir"\\)`).test(around)) ||
        given[0]?.text.startsWith('/tmp/') === true) &&
      !/createTemp|CREATE_NEW/.test(around),
  }),
  call({
    id: 'java-mode',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /PosixFilePermissions\.fromString$|\.set(?:Writable|Readable|Executable)$/,
    when: ({ name, written, text, around }) =>
      /fromString/.test(name)
        ? /^"\w{3}\w{3}(?:.w.|rwx)"/.test(written[0] ?? '') ||
          (/^"\w{6}r/.test(written[0] ?? '') && /key|secret|token|password|credential/i.test(around))
        : /^true, false$/.test(written.join(', ')) &&
          (/Writable/.test(name) || /key|secret|token|password|credential|\bpem\b|private/i.test(`${text}${around}`)),
  }),
  where({
    id: 'java-zip',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'Members of an archive may leave the folder.',
    on: 'call',
    when: ({ name, written }, code) =>
      /^File$|\.resolve$/.test(name) &&
      /(?:entry|e|ze)\.getName\(\)/.test(written.join()) &&
      /Zip|Tar|Jar/.test(code) &&
      !/startsWith|getCanonical/.test(code),
  }),
  where({
    id: 'java-upload',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'The name of an uploaded file decides where it is stored.',
    on: 'call',
    when: ({ name, written }, code) =>
      /\.resolve$|^File$|Paths\.get$|Path\.of$/.test(name) &&
      /getOriginalFilename\(\)|getSubmittedFileName\(\)/.test(written.join()) &&
      !/startsWith|getFileName\(\)|cleanPath/.test(code),
  }),
  where({
    id: 'java-mode-posix',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may change what is kept here.',
    on: 'call',
    when: ({ written, around }) => {
      const mode = /\bchmod\b["',\s]+(?:-R["',\s]+)?["']?([0-7]{3,4})\b/.exec(written.join(', '))?.[1];
      return mode !== undefined && openMode(`0${mode}`, around);
    },
  }),
  call({
    id: 'java-mode-set',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'Others may read or change what is kept here.',
    call: /^(?:EnumSet|Set)\.(?:of|allOf)$|\.add$/,
    when: ({ name, written, around }) =>
      name.endsWith('allOf')
        ? /PosixFilePermission\.class/.test(written[0] ?? '')
        : /\bOTHERS_WRITE\b/.test(written.join()) ||
          (/\bOTHERS_READ\b/.test(written.join()) &&
            /key|secret|token|password|credential|\bpem\b|private/i.test(around)),
  }),
  where({
    id: 'java-check-use',
    cwe: 'CWE-367',
    severity: 'medium',
    why: 'Between the question whether the file is there and its writing somebody else may put one there.',
    on: 'function',
    when: ({ text }) =>
      /if\s*\(\s*!\s*(?:Files\.exists\((\w+)[^)]*\)|(\w+)\.exists\(\))\s*\)\s*\{?[^{}]*?(?:\{[^{}]*?)?(?:new File(?:OutputStream|Writer)|Files\.(?:write\w*|copy|new\w+))\(\s*(?:\1|\2)\b/.test(
        text,
      ) &&
      !/CREATE_NEW/.test(text) &&
      /lock|pid\b|\bonce\b|once\(|claim|reserv|overwrit|unique|exclusive/i.test(text),
  }),
  where({
    id: 'java-path-object',
    cwe: 'CWE-22',
    severity: 'high',
    why: 'A file is deleted, moved or listed by a name that is not confined to its folder.',
    on: 'call',
    when: ({ name, receiver }) =>
      /\.(?:delete|deleteOnExit|renameTo|listFiles|mkdirs?|createNewFile)$/.test(name) &&
      FILE.test(receiver.origin) &&
      receiver.built &&
      reaches(receiver, 'path') &&
      !asGiven(receiver),
  }),
  call({
    id: 'java-mode-default',
    cwe: 'CWE-732',
    severity: 'medium',
    why: 'A file for secrets gets the mode that others can read with.',
    call: /^Files\.(?:write|writeString|newBufferedWriter|newOutputStream)$|^(?:FileWriter|FileOutputStream)$/,
    when: ({ arguments: [value] }, code) =>
      /(?:secrets?|credentials|private[-_]?key|id_rsa|id_ed25519|\.htpasswd|\.pgpass|\.netrc|master\.key)[\w.-]*$|\.pem$/i.test(
        value?.text ?? '',
      ) && !/PosixFilePermission|setReadable|setPosix|public/i.test(code),
  }),
];
