import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

/** `npm run build` puts the grammar beside the compiled file, so that what is installed needs no grammar package. */
const wasmFile = (): URL =>
  import.meta.url.endsWith('.ts')
    ? pathToFileURL(createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm'))
    : new URL('./tree-sitter-python.wasm', import.meta.url);

let loading: Promise<Language> | undefined;

/** The grammar of Python, loaded once for each thread. */
export function pythonGrammar(): Promise<Language> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Language> {
  const [wasm] = await Promise.all([readFile(wasmFile()), Parser.init()]);
  return Language.load(wasm);
}
