/** Names that a process with a model needs of our environment: no token, no key, no option of Node's or llama.cpp's. */
const KEPT = new Set([
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LD_LIBRARY_PATH',
  'SYSTEMROOT',
  'WINDIR',
  'CUDA_VISIBLE_DEVICES',
]);

export function childEnvironment(ours: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(ours).filter(([name]) => KEPT.has(name.toUpperCase()));
  // Without this a failed assertion in llama.cpp starts a debugger.
  return { ...Object.fromEntries(kept), GGML_NO_BACKTRACE: '1' };
}
