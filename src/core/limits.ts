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
  'zip.inflated': { value: 268_435_456, reason: 'bytes inflated from one file (CWE-409)' },
  'zip.ratio': { value: 1_100, reason: 'expansion of one member; DEFLATE cannot pass 1,032 (CWE-409)' },
  'safetensors.header': { value: 100_000_000, reason: 'header bytes; the reference reader has the same cap (CWE-770)' },
  'safetensors.tensors': { value: 250_000, reason: 'tensors in one header (CWE-770)' },
  'gguf.metadata': { value: 100_000, reason: 'key-value pairs (CWE-770)' },
  'gguf.tensors': { value: 250_000, reason: 'tensors (CWE-770)' },
  'gguf.string': { value: 16_777_216, reason: 'bytes of one string (CWE-770)' },
  'gguf.array': { value: 16_777_216, reason: 'elements of one array (CWE-770)' },
  'json.bytes': { value: 33_554_432, reason: 'bytes of one JSON document (CWE-770)' },
  'text.bytes': { value: 16_777_216, reason: 'bytes of one source text (CWE-770)' },
  'template.bytes': { value: 4_194_304, reason: 'bytes of one chat template; long ones have 30,000 (CWE-770)' },
  'template.tokens': { value: 500_000, reason: 'tokens of one chat template (CWE-770)' },
  'template.depth': { value: 100, reason: 'brackets or blocks inside one another in a template (CWE-674)' },
  'template.steps': { value: 150_000, reason: 'expressions and tags followed in one template (CWE-834)' },
  'template.facts': { value: 2_000, reason: 'facts of a kind kept of one template (CWE-770)' },
  'subject.files': { value: 2_000_000, reason: 'files of one subject (CWE-770)' },
  'subject.depth': { value: 64, reason: 'folders inside folders (CWE-674)' },
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
