import type { Loader, LoadingCode, LoadingRow } from '../dossier/loading.ts';
import type { CodeReference, LoadingFacts } from './facts.ts';
import { allOfFirst, firstOf, type Folder, named, type Weights } from './folder.ts';
import { list, remoteCode, template, templateFiles, unpickling } from './runs.ts';

/** What a loader is told: the folder, those beside it, and the code that configurations name, where it was read. */
export interface Loading {
  readonly folder: Folder;
  readonly folders: ReadonlyMap<string, Folder>;
  readonly references: readonly CodeReference[] | undefined;
}

const SHOWN = 12;

function row(
  { folder }: Loading,
  loader: Loader,
  call: string,
  files: readonly string[],
  runs: readonly LoadingCode[],
  note: string | undefined,
): LoadingRow {
  return {
    loader,
    folder: folder.path.replace(/\/$/, ''),
    call,
    files: files.slice(0, SHOWN),
    fileCount: files.length,
    runs,
    ...(note === undefined || note === '' ? {} : { note }),
  };
}

const missing = (weights: Weights | undefined): string =>
  weights === undefined || weights.missing === 0 ? '' : `${weights.missing} of its shards are not here.`;

const refusal = (weights: Weights | undefined): string =>
  weights?.kind === 'pickle' && weights.refused.length > 0
    ? `PyTorch refuses it by default: ${list(weights.refused)}.`
    : '';

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** transformers 5.23, modeling_utils.py `_get_resolved_checkpoint_files`, tokenization_utils_base.py `_from_pretrained`. */
export function transformers(loading: Loading): LoadingRow | undefined {
  const { folder, references } = loading;
  const config = folder.files.get('config.json');
  if (config === undefined) return undefined;
  const safe = firstOf(folder, ['model.safetensors', 'model.safetensors.index.json']);
  const pickled = firstOf(folder, ['pytorch_model.bin', 'pytorch_model.bin.index.json']);
  const weights = safe ?? pickled;
  const templates = templateFiles(folder);
  const files = [
    ...(weights?.files ?? []),
    config.path,
    ...named(folder, /^(?:tokenizer\.json|tokenizer\.model|vocab\.(?:json|txt))$/),
    ...templates,
  ];
  const left =
    safe !== undefined && pickled !== undefined ? 'The pickle beside it is taken only with use_safetensors=False.' : '';
  const none = weights === undefined ? 'No weights under the names that it looks for.' : '';
  return row(
    loading,
    'transformers',
    'AutoModel.from_pretrained(folder)',
    files,
    [
      ...unpickling(weights),
      ...remoteCode(folder, references, 'trust_remote_code=True'),
      ...template(templates, 'apply_chat_template()'),
    ],
    sentences(none, missing(weights), refusal(weights), left),
  );
}

/** PEFT, utils/save_and_load.py `load_peft_weights`: safetensors where it is there, else the pickle. */
export function peft(loading: Loading): LoadingRow | undefined {
  const config = loading.folder.files.get('adapter_config.json');
  if (config === undefined) return undefined;
  const weights = firstOf(loading.folder, ['adapter_model.safetensors', 'adapter_model.bin']);
  const files = [...(weights?.files ?? []), config.path];
  const note = sentences('The base model that the configuration names is loaded with it.', refusal(weights));
  return row(loading, 'peft', 'PeftModel.from_pretrained(base, folder)', files, unpickling(weights), note);
}

/**
 * diffusers takes the parts that model_index.json names from their folders, safetensors first.
 * https://huggingface.co/docs/diffusers/using-diffusers/using_safetensors
 */
export function diffusers(loading: Loading): LoadingRow | undefined {
  const { folder, folders } = loading;
  const index = folder.files.get('model_index.json');
  if (index === undefined) return undefined;
  const parts = [...folders.values()].filter(
    ({ path }) =>
      path !== folder.path && path.startsWith(folder.path) && !path.slice(folder.path.length, -1).includes('/'),
  );
  const weights = parts.flatMap(
    (part) =>
      allOfFirst(part, [
        /^(?:diffusion_pytorch_model|model)(?:-\d+-of-\d+)?\.safetensors$/,
        /^(?:diffusion_pytorch_model|pytorch_model)(?:-\d+-of-\d+)?\.bin$/,
      ]) ?? [],
  );
  const pipeline = named(folder, /^pipeline\.py$/);
  const custom: LoadingCode[] =
    pipeline.length === 0
      ? []
      : [
          {
            what: 'Python of a custom pipeline',
            files: pipeline,
            under: 'custom_pipeline, or trust_remote_code=True',
            byDefault: false,
          },
        ];
  const files = [index.path, ...weights.flatMap((one) => one.files)];
  return row(
    loading,
    'diffusers',
    'DiffusionPipeline.from_pretrained(folder)',
    files,
    [...weights.flatMap(unpickling), ...custom],
    undefined,
  );
}

/** What vLLM leaves out of pickles: `filter_files_not_needed_for_inference`. */
const TRAINING = /^(?:training_args|optimizer|scheduler|scaler)\.(?:bin|pt)$/;

/** vLLM, model_loader/default_loader.py `_prepare_weights` with `--load-format auto`, and weight_utils.py. */
export function vllm(loading: Loading): LoadingRow | undefined {
  const { folder, references } = loading;
  if (!folder.files.has('config.json') && !folder.files.has('params.json')) return undefined;
  const weights = allOfFirst(folder, [/^consolidated.*\.safetensors$/, /\.safetensors$/, /\.bin$/, /\.pt$/], TRAINING);
  const shards = new Set(folder.files.get('model.safetensors.index.json')?.shards.map((name) => folder.path + name));
  const indexed = weights?.kind === 'safetensors' && weights.files.some((file) => shards.has(file));
  const taken = weights?.files.filter((file) => !indexed || shards.has(file)) ?? [];
  const templates = templateFiles(folder);
  return row(
    loading,
    'vllm',
    'vllm serve folder',
    [...taken, ...named(folder, /^(?:config|params)\.json$/), ...templates],
    [
      ...unpickling(weights),
      ...remoteCode(folder, references, '--trust-remote-code'),
      ...template(templates, 'every chat request'),
    ],
    sentences(weights === undefined ? 'No weights under the names that it looks for.' : '', refusal(weights)),
  );
}

/**
 * llama.cpp reads GGUF alone. Its server renders the file's own template by default since December 2025
 * (https://github.com/ggml-org/llama.cpp/pull/17911), before and elsewhere under `--jinja`.
 */
export function llamaCpp(loading: Loading): LoadingRow | undefined {
  const files = [...loading.folder.files.values()].filter(({ path }) => path.toLowerCase().endsWith('.gguf'));
  if (files.length === 0) return undefined;
  const templates = files.filter((file) => file.template).map(({ path }) => path);
  const under = 'llama-server; before December 2025 with --jinja only';
  const strange = files.filter(({ format }) => format !== 'gguf' && format !== 'lfs-pointer').map(({ path }) => path);
  const note = strange.length === 0 ? undefined : `It refuses what is not GGUF: ${list(strange)}.`;
  const runs = template(templates, under).map((code) => ({
    ...code,
    what: "chat template (llama.cpp's own Jinja, no Python)",
  }));
  return row(
    loading,
    'llama.cpp',
    'llama-server -m file',
    files.map(({ path }) => path),
    runs,
    note,
  );
}

const TORCH = /\.(?:bin|pt|pth|ckpt|pt2|tar)$/i;
const OWN_LOADER = /\.(?:pkl|pickle|joblib|dill|p|dat|sav)$/i;

/** torch.load as users call it on a checkpoint: `weights_only=True` unless told otherwise since PyTorch 2.6. */
export function torchLoad(loading: Loading): LoadingRow | undefined {
  const files = [...loading.folder.files.values()].filter(isTorch);
  if (files.length === 0) return undefined;
  const refused = files.filter((file) => file.refused.length > 0);
  const weights: Weights = {
    files: files.map(({ path }) => path),
    kind: 'pickle',
    refused: [...new Set(refused.flatMap((file) => file.refused))],
    missing: 0,
  };
  const script = files.filter(({ format }) => format === 'torchscript').map(({ path }) => path);
  const scripts: LoadingCode[] =
    script.length === 0
      ? []
      : [
          {
            what: 'TorchScript code',
            files: script.slice(0, SHOWN),
            under: 'torch.jit.load, or weights_only=False',
            byDefault: false,
          },
        ];
  const note = refused.length === 0 ? undefined : `By default it refuses ${list(refused.map(({ path }) => path))}.`;
  return row(loading, 'torch.load', 'torch.load(file)', weights.files, [...unpickling(weights), ...scripts], note);
}

const isTorch = ({ path, format, pickled }: LoadingFacts): boolean =>
  ['torch-zip', 'torch-legacy', 'torchscript', 'torch-package'].includes(format) || (pickled && TORCH.test(path));

/** Pickles that are no checkpoints: pickle, joblib, dill and pandas run whatever they name. */
export function pickleLoad(loading: Loading): LoadingRow | undefined {
  const files = [...loading.folder.files.values()].filter(
    (file) => file.pickled && !isTorch(file) && (file.format === 'pickle' || OWN_LOADER.test(file.path)),
  );
  if (files.length === 0) return undefined;
  const paths = files.map(({ path }) => path);
  const names = [...new Set(files.flatMap(({ refused }) => refused))];
  const what = names.length === 0 ? 'pickle: nothing but plain values' : `pickle: ${list(names)}`;
  const runs: LoadingCode[] =
    names.length === 0
      ? []
      : [{ what, files: paths.slice(0, SHOWN), under: 'there is no flag against it', byDefault: true }];
  return row(loading, 'pickle.load', 'pickle.load, joblib.load(file)', paths, runs, undefined);
}
