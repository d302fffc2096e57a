/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  return [
    file(
      'requirements.txt',
      '# x\n--extra-index-url https://download.pytorch.org/whl/cu121\ntorch==2.4.0 \\\n  --hash=sha256:00\nnumpy>=1.0; python_version > "3"\n-e git+https://github.com/a/b.git@main#egg=b\nc @ https://example.invalid/c-1-py3-none-any.whl\n./local.whl\n-r other.txt\n--trusted-host example.invalid\n',
    ),
    file(
      'pyproject.toml',
      '[project]\ndependencies = ["torch", "x @ git+https://github.com/a/x"]\n[[tool.uv.index]]\nurl = "https://example.invalid/simple"\n[tool.poetry.dependencies]\ny = { git = "https://github.com/a/y.git", rev = "0a" }\n',
    ),
  ];
}
