const HEAD = 'op_version_set = 1\n';

const MODULE = `class Net(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
  packed : __torch__.torch.classes.quantized.LinearPackedParamsBase
  __annotations__["0"] = __torch__.torch.nn.modules.linear.Linear
  def forward(self: __torch__.Net,
    x: Tensor) -> Tensor:
    _0 = getattr(self, "0")
    # a comment with torch.save("x")
    _1 = torch.add(torch.mul(x, self.weight), self.bias, alpha=1)
    if torch.gt(torch.len(annotate(List[int], [])), 0):
      _2 = ops.prim.data(_1)
    else:
      _2 = (_0).forward(_1, )
    return _2
def relu(input: Tensor,
    inplace: bool=False) -> Tensor:
  return torch.relu(input)
`;

const FROM_FILE = `class Reader(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Reader,
    x: Tensor) -> Tensor:
    path = "/etc/passwd"
    _0 = torch.from_file(path, True, 64, dtype=0, layout=None, device=None, pin_memory=None)
    ops.aten.save(_0, "/tmp/out")
    return _0
`;

/** Small files that read without a fault, for mutation. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'module.py', bytes: Buffer.from(MODULE) },
    { name: 'old.py', bytes: Buffer.from(HEAD + MODULE) },
    { name: 'reader.py', bytes: Buffer.from(FROM_FILE) },
  ];
}
