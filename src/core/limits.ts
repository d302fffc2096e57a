/**
 * Every bound on what a file may make us do. Each is settable with `--limit NAME=VALUE`; past one the file is partial
 * and says so. CWE-400/770: a count, length or depth read from a file must not decide our memory or time.
 */
export const LIMITS = {
  'pickle.stack': { value: 4_194_304, reason: 'values on the pickle stack, 8 bytes each (CWE-770)' },
  'pickle.memo': { value: 8_388_608, reason: 'memo entries kept, 8 bytes each; later ones read as unknown (CWE-770)' },
  'pickle.opcodes': { value: 4_000_000_000, reason: 'opcodes simulated in one file (CWE-834)' },
  'pickle.streams': { value: 100_000, reason: 'pickles one after another in one file (CWE-834)' },
  'pickle.callables': { value: 20_000, reason: 'distinct callables kept for one file (CWE-770)' },
  'pickle.values': { value: 512, reason: 'distinct values kept for one argument of one callable (CWE-770)' },
  'pickle.text': { value: 65_536, reason: 'bytes of one name or line that are decoded (CWE-770)' },
  'pickle.searched': {
    value: 268_435_456,
    reason: 'bytes after a last pickle that are searched for a further one (CWE-834)',
  },
  'pickle.line': { value: 16_777_216, reason: 'bytes of one line of text in protocol 0, held in memory (CWE-770)' },
  'pickle.fetches': {
    value: 100_000,
    reason: 'strings read again from far back in one file; later ones read as unknown (CWE-834)',
  },
  'parts.depth': { value: 8, reason: 'containers inside containers (CWE-674)' },
  'parts.count': { value: 50_000, reason: 'parts of one file (CWE-770)' },
  'zip.entries': { value: 50_000, reason: 'members of one archive (CWE-770)' },
  'expanded.bytes': {
    value: 268_435_456,
    reason: 'bytes decompressed from one file, over all that is compressed in it (CWE-409)',
  },
  'lzma.dictionary': {
    value: 67_108_864,
    reason: 'bytes that a match may reach back; a header may claim 4 GiB (CWE-789)',
  },
  'tar.entries': { value: 100_000, reason: 'members of one tar archive (CWE-770)' },
  'tar.header': { value: 1_048_576, reason: 'bytes of one pax or long-name header (CWE-770)' },
  'seven-zip.header': { value: 16_777_216, reason: 'bytes of the header of a 7z archive once decoded (CWE-770)' },
  'seven-zip.entries': { value: 50_000, reason: 'members of one 7z archive (CWE-770)' },
  'zip.ratio': { value: 1_100, reason: 'expansion of one member; DEFLATE cannot pass 1,032 (CWE-409)' },
  'safetensors.header': { value: 100_000_000, reason: 'header bytes; the reference reader has the same cap (CWE-770)' },
  'safetensors.tensors': { value: 250_000, reason: 'tensors in one header (CWE-770)' },
  'gguf.metadata': { value: 100_000, reason: 'key-value pairs (CWE-770)' },
  'gguf.tensors': { value: 250_000, reason: 'tensors (CWE-770)' },
  'gguf.string': { value: 16_777_216, reason: 'bytes of one string (CWE-770)' },
  'gguf.array': { value: 16_777_216, reason: 'elements of one array (CWE-770)' },
  'json.bytes': { value: 33_554_432, reason: 'bytes of one JSON document (CWE-770)' },
  'text.bytes': { value: 16_777_216, reason: 'bytes of one source text (CWE-770)' },
  'python.bytes': { value: 2_097_152, reason: 'bytes of one Python source (CWE-770)' },
  'python.tokens': {
    value: 125_000,
    reason: 'words and signs of one Python source; a third of a megabyte of code has so many (CWE-407, CWE-770)',
  },
  'python.nodes': { value: 500_000, reason: 'nodes of the syntax tree of one Python source (CWE-770)' },
  'tokenizer.bytes': {
    value: 67_108_864,
    reason: 'bytes of one tokenizer.json; the largest published have some 35 million (CWE-770)',
  },
  'tokenizer.tokens': {
    value: 2_000_000,
    reason: 'tokens, merges or added tokens of one tokenizer; published ones have under 600,000 (CWE-770)',
  },
  'secrets.bytes': { value: 4_194_304, reason: 'bytes of one text that are searched for credentials (CWE-400)' },
  'python.depth': { value: 600, reason: 'nodes inside nodes of a Python syntax tree (CWE-674)' },
  'config.bytes': { value: 1_048_576, reason: 'bytes of one YAML or requirements file (CWE-770)' },
  'config.values': { value: 200_000, reason: 'values read of one YAML file (CWE-770)' },
  'template.bytes': { value: 4_194_304, reason: 'bytes of one chat template; long ones have 30,000 (CWE-770)' },
  'template.tokens': { value: 500_000, reason: 'tokens of one chat template (CWE-770)' },
  'template.depth': { value: 100, reason: 'brackets or blocks inside one another in a template (CWE-674)' },
  'template.steps': { value: 150_000, reason: 'expressions and tags followed in one template (CWE-834)' },
  'template.facts': { value: 2_000, reason: 'facts of a kind kept of one template (CWE-770)' },
  'subject.files': { value: 2_000_000, reason: 'files of one subject (CWE-770)' },
  'subject.depth': { value: 64, reason: 'folders inside folders (CWE-674)' },
  'http.redirects': { value: 5, reason: 'redirects followed for one request (CWE-400)' },
  'http.attempts': { value: 5, reason: 'times that one request is tried (CWE-400)' },
  'http.answer': { value: 16_777_216, reason: "bytes of one answer of a hub's API (CWE-770)" },
  'http.slow': {
    value: 16,
    reason: 'questions that one server may answer too slowly; then it is asked no more (CWE-400)',
  },
  'http.listing': {
    value: 67_108_864,
    reason: 'bytes of all pages of one listing; 100,000 files take some 35 million (CWE-770)',
  },
  'http.pages': { value: 1_000, reason: 'pages of one listing; a hub puts up to 1,000 files on each (CWE-834)' },
  'http.files': { value: 200_000, reason: 'files and folders that one listing may name (CWE-770)' },
  'download.disk': {
    value: 137_438_953_472,
    reason: 'bytes that downloads hold on disk at one time; each is removed once it is read (CWE-400)',
  },
  'cache.bytes': { value: 4_294_967_296, reason: 'bytes that the cache keeps between runs (CWE-400)' },
  'compare.text': { value: 4_194_304, reason: 'bytes of a text whose lines or values are compared (CWE-407)' },
  'compare.dossier': { value: 1_073_741_824, reason: 'bytes of a dossier that is compared (CWE-770)' },
  'chat-log.bytes': { value: 268_435_456, reason: 'bytes of one HAR file or log of a chat (CWE-770)' },
  'stdin.bytes': { value: 68_719_476_736, reason: 'bytes spooled from standard input (CWE-400)' },
} as const satisfies Record<string, { value: number; reason: string }>;

export type LimitName = keyof typeof LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name);
}

/** The defaults with a user's values over them. */
export function resolveLimits(over: Partial<Record<LimitName, number>> = {}): Limits {
  const defaults = Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, limit.value]));
  return { ...defaults, ...over } as Limits;
}
