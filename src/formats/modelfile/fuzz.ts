/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const text =
    'FROM ./tiny.gguf\nPARAMETER stop "<|end|>"\nTEMPLATE """{{ if .System }}<|system|>{{ .System }}{{ end }}{{ .Prompt }}"""\nSYSTEM You are Tiny.\nMESSAGE user Hello\n';
  return [{ name: 'Modelfile', bytes: new TextEncoder().encode(text) }];
}
