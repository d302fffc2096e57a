import { printable } from '../core/printable.ts';
import type { LoadingCode } from '../dossier/loading.ts';
import type { CodeReference } from './facts.ts';
import { type Folder, named, type Weights } from './folder.ts';

/** Names and files shown of many. */
const SHOWN = 6;

/** Python that a configuration names; without knowing the configuration, Python under the names that it uses. */
export function remoteCode(
  folder: Folder,
  references: readonly CodeReference[] | undefined,
  flag: string,
): LoadingCode[] {
  if (references === undefined) {
    const files = named(folder, AUTO_NAMES);
    if (files.length === 0) return [];
    return [
      {
        what: 'Python of this repository, where the configuration names it',
        files: files.slice(0, SHOWN),
        under: flag,
        byDefault: false,
      },
    ];
  }
  const own = references.filter(({ path }) => path.slice(0, path.lastIndexOf('/') + 1) === folder.path);
  if (own.length === 0) return [];
  const files = [...new Set(own.map(({ reference }) => fileOf(folder, reference)))];
  const what = `Python classes ${list(own.map(({ reference }) => reference))}, with all that their files import`;
  return [{ what, files: files.slice(0, SHOWN), under: flag, byDefault: false }];
}

/** Files that hold the classes of `auto_map` by custom. */
const AUTO_NAMES =
  /^(?:(?:modeling|modelling|configuration|tokenization|processing|image_processing|video_processing|audio_processing|feature_extraction)_\w+|pipeline)\.py$/;

/** `modeling_x.Class` to `modeling_x.py`; of another repository as it is written. */
function fileOf(folder: Folder, reference: string): string {
  const [repository, local] = reference.includes('--') ? reference.split('--', 2) : [undefined, reference];
  const module = `${(local ?? '').split('.')[0] ?? ''}.py`;
  return printable(repository === undefined ? folder.path + module : `${repository}: ${module}`, 200);
}

/** What unpickling weights runs. PyTorch 2.6 made `weights_only=True` the default, and transformers asks for 2.6. */
export function unpickling(weights: Weights | undefined): LoadingCode[] {
  if (weights === undefined || weights.kind !== 'pickle') return [];
  const names = weights.refused.length === 0 ? 'whatever a changed file would name' : list(weights.refused);
  return [
    {
      what: `pickle: ${names}`,
      files: weights.files.slice(0, SHOWN),
      under: 'weights_only=False, or PyTorch before 2.6',
      byDefault: false,
    },
  ];
}

/** A chat template: a program in Jinja, rendered in a sandbox, see CVE-2025-27516 for what that is worth. */
export function template(files: readonly string[], under: string, byDefault = true): LoadingCode[] {
  return files.length === 0
    ? []
    : [{ what: 'chat template (Jinja, in a sandbox)', files: files.slice(0, SHOWN), under, byDefault }];
}

/** Where transformers looks: files of their own come before the one in the configuration. */
export function templateFiles(folder: Folder): string[] {
  const own = named(folder, /^chat_template\.jinja$/);
  if (own.length > 0) return own;
  const configured = folder.files.get('tokenizer_config.json');
  return configured?.template === true ? [configured.path] : named(folder, /^chat_template\.json$/);
}

export function list(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => printable(name, 100));
  return names.length > SHOWN ? `${shown.join(', ')} and ${names.length - SHOWN} more` : shown.join(', ');
}
