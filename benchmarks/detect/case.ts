import type { Claimed } from '../../src/sources/subject.ts';

/** One case of the detection benchmark: a subject built in memory and what is true about it. */
export interface DetectCase {
  /** Stable and unique: `trick-class/short-name@container`. */
  readonly id: string;
  /** Trick class: what the attacker relies on. Rates are reported for each class. */
  readonly trick: TrickClass;
  /** What carries the trick. */
  readonly container: Container;
  readonly malicious: boolean;
  /** One line: what a victim's loader would do, or why this one is harmless. */
  readonly title: string;
  /** Advisory, paper or specification the case comes from. */
  readonly reference?: string;
  /** The subject's files by relative path. Deterministic. */
  build(): Readonly<Record<string, Uint8Array>>;
  /** What a hub says of the files, where they come from one. */
  readonly claims?: Readonly<Record<string, Claimed>>;
}

export type TrickClass =
  | 'gadget' // a dangerous callable, called plainly
  | 'unlisted-gadget' // a dangerous callable that deny-lists are known to miss
  | 'alias' // C aliases, Python-2 names, submodules of a listed parent, dotted names
  | 'computed-name' // names built or fetched at load time; attribute walks
  | 'memo-stack' // memo and stack tricks that make a scanner see other operands
  | 'call-form' // INST, OBJ, NEWOBJ, NEWOBJ_EX, BUILD, EXT, PERSID instead of REDUCE
  | 'poisoning' // BUILD or SETITEM onto classes, modules or functions, allow-listed globals only
  | 'broken-stream' // payload before a break, truncation, missing STOP
  | 'multi-stream' // several pickles, padding, junk, payload after STOP
  | 'framing' // FRAME lengths that readers disagree about
  | 'nested' // pickles inside pickles, encoded or compressed
  | 'zip-structure' // flags, CRC, names, sizes, duplicates, methods, prefix and suffix of an archive
  | 'lying-extension' // the name says another format
  | 'legacy-torch' // the pre-zip torch stream
  | 'torchscript' // code in an archive of torch.jit
  | 'resource' // bombs: counts, lengths, depth, expansion
  | 'tensor-structure' // overlap, gaps, offsets, shapes, duplicate keys, index against shards
  | 'hidden-data' // payloads in gaps, padding, trailing bytes, metadata
  | 'container' // a payload inside compressed data, tar, 7z, raw array blocks or containers inside containers
  | 'archive-structure' // traversal, links, devices, duplicates, lies and bombs of tar, 7z and compressed streams
  | 'template-code' // a chat template that reaches Python: attribute walks, filters, globals, exploding loops
  | 'template-text' // a chat template that adds hidden instructions or tampers with messages
  | 'template-drift' // templates of one repository that differ where they should agree
  | 'python-code' // Python that a loader imports from the repository
  | 'config-reference' // configuration that names code to import or run: auto_map, _target_, loader_module, YAML tags
  | 'repository' // what whole repositories do: loader preference, mismatched files, executables among weights
  | 'tokenizer'; // remapped, duplicated or unreachable tokens, normalizers that rewrite the input

export type Container =
  | 'pickle'
  | 'torch-zip'
  | 'torch-legacy'
  | 'safetensors'
  | 'gguf'
  | 'ggml'
  | 'folder'
  | 'zip'
  | 'npz'
  | 'joblib'
  | 'tar'
  | '7z'
  | 'compressed'
  | 'template'
  | 'repository';
