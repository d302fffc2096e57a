const MODEL = `# coding: utf-8
import os as o, sys, torch
from .configuration_x import XConfig
from importlib import *

class XModel(Base, metaclass=Meta):
    scale: float = 0.5
    table = {'a': o.system, "b": [torch.load]}

    def __init__(self, config: XConfig, *args, q=lambda x: x + 1, **kwargs) -> None:
        super().__init__(config)
        self.run = getattr(o, 'sys' + 'tem')
        self.names = [chr(c ^ 3) for c in [98, 99]]

    def forward(self, x):
        with open(o.path.join('~', '.cache'), 'w') as f, torch.no_grad():
            f.write(f"{x!r:>{3}} \\x41" '%s' % x)
        return self.run('echo ' + x[::-1]) if x else None

@decorated(1)
async def f(a, b=__import__('base64').b64decode('ZWNobw==').decode()):
    exec(b)
    for i, j in zip(a, b): yield i
    while (n := a.pop()): del n
    try:
        o.environ['X'] += '1'
    except* OSError as e:
        raise e from None
    match a:
        case [1, *rest]: return rest

if __name__ == "__main__":
    f(sys.argv[1])
`;

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return [
    { name: 'modeling_x.py', bytes: bytes(MODEL) },
    {
      name: 'escaped.py',
      bytes: bytes('# coding: raw_unicode_escape\n# \\u000aimport os\\u000aos.system("echo harmless")\n'),
    },
    { name: 'wide.py', bytes: bytes('é = "\\N{BULLET}"\n𝐞xec("1")\n# \u202e\n') },
  ];
}
