/**
 * Names that `torch.load(weights_only=True)` imports; anything else it refuses. By name alone: it also restricts what may
 * be built and set, so that a file of these names can still be refused, but none with another name is loaded.
 * torch/_weights_only_unpickler.py, `_get_allowed_globals`, PyTorch 2.11.
 */
export function allowedByTorch(name: string): boolean {
  return NAMES.has(name) || PATTERNS.some((pattern) => pattern.test(name));
}

const NAMES: ReadonlySet<string> = new Set([
  '_codecs.encode',
  'builtins.bytearray',
  'builtins.complex',
  'builtins.set',
  '__builtin__.bytearray',
  '__builtin__.complex',
  '__builtin__.set',
  'collections.Counter',
  'collections.OrderedDict',
  'torch.Size',
  'torch.Tensor',
  'torch.bool',
  'torch.device',
  'torch._tensor._rebuild_from_type_v2',
  'torch.nn.parameter.Parameter',
  'torch.serialization._get_layout',
  'torch.storage.TypedStorage',
  'torch.storage.UntypedStorage',
]);
const PATTERNS: readonly RegExp[] = [
  /^torch\.(?:cuda\.)?(?:sparse\.)?[A-Z][A-Za-z0-9]+Tensor$/,
  /^torch\.(?:cuda\.)?[A-Z][A-Za-z0-9]+Storage$/,
  /^torch\.(?:b?float|complex|u?int|qu?int|bits)\d+[a-z0-9_]*$/,
  /^torch\.per_(?:tensor|channel)_[a-z_]+$/,
  /^torch\._utils\._rebuild_(?:device_tensor_from_(?:cpu_tensor|numpy)|meta_tensor_no_storage|nested_tensor|parameter|parameter_with_state|qtensor|sparse_tensor|tensor(?:_v[23])?|wrapper_subclass)$/,
];
