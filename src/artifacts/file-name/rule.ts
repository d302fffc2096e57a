import { printable } from '../../core/printable.ts';
import type { PlacedDraft, RepositoryView, Rule } from '../rule.ts';

/** Files that loaders look for by name: there a second spelling decides what is loaded. */
const LOADED = /\.(?:safetensors|gguf|bin|pt|pth|ckpt|py|json|jinja|model|onnx|so|yaml)$/i;

export const fileNameRule: Rule = {
  id: 'file-name',
  title: 'File names that deceive',
  severity: 'medium',
  explanation:
    'A name can hold characters that are not seen or that turn the reading direction, so that "nib.exe" reads as "exe.bin". Two names that differ only in upper and lower case are two files on Linux and one on Windows and macOS, where the second overwrites the first: the people who check and the people who load then have different files.',
  advice: 'Rename the files, or do not use the repository.',
  references: ['CWE-451', 'CWE-178', 'CWE-1007', 'LLM03:2025'],
  scope: 'repository',
  formats: [],
  *check(view): Generator<PlacedDraft> {
    yield* odd(view);
    yield* collisions(view);
  },
};

function* odd({ files }: RepositoryView): Generator<PlacedDraft> {
  for (const { path } of files) {
    if (printable(path, path.length + 1) === path) continue;
    yield {
      path,
      severity: 'medium',
      confidence: 'high',
      message: `The name ${JSON.stringify(printable(path, 300))} holds control, invisible or text-reordering characters.`,
      key: 'characters',
    };
  }
}

function* collisions({ files }: RepositoryView): Generator<PlacedDraft> {
  const groups = Map.groupBy(files, ({ path }) => path.normalize('NFC').toLowerCase());
  for (const group of groups.values()) {
    const [first, second] = group;
    if (first === undefined || second === undefined) continue;
    const differing = group.some(
      ({ sha256, size }) => size !== first.size || sha256 !== first.sha256 || sha256 === undefined,
    );
    yield {
      path: second.path,
      severity: LOADED.test(second.path) && differing ? 'medium' : 'low',
      confidence: 'high',
      message: `${group.map(({ path }) => JSON.stringify(printable(path, 200))).join(' and ')} are one file where upper and lower case are the same.`,
      key: 'case',
    };
  }
}
