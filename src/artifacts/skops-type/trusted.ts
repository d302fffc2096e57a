/** Loaders of skops that build plain containers, numbers and arrays, or the object of the type that they name. */
export const LOADERS: ReadonlySet<string> = new Set([
  'BytearrayNode',
  'BytesNode',
  'CachedNode',
  'ConstructorFromReduceNode',
  'DTypeNode',
  'DefaultDictNode',
  'DictNode',
  'JsonNode',
  'ListNode',
  'LossNode',
  'MaskedArrayNode',
  'NdArrayNode',
  'ObjectNode',
  'PartialNode',
  'QuantileForestNode',
  'RandomGeneratorNode',
  'RandomStateNode',
  'SetNode',
  'SGDNode',
  'SliceNode',
  'SparseMatrixNode',
  'TreeNode',
  'TupleNode',
  'TypeNode',
  'FunctionNode',
  '_DictWithDeprecatedKeysNode',
]);

const BUILTINS = 'bool bytearray bytes complex dict float frozenset int list map object range set slice str tuple type';
const NUMPY =
  'ndarray matrix dtype memmap bool bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 ' +
  'longdouble complex64 complex128 str_ bytes_ void object_ datetime64 timedelta64 intp uintp';
/** NumPy's elementwise functions: numbers in, numbers out. */
const UFUNCS =
  'abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin asinh ' +
  'atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not ' +
  'bitwise_or bitwise_right_shift bitwise_xor cbrt ceil conj conjugate copysign cos cosh deg2rad ' +
  'degrees divide divmod equal exp exp2 expm1 fabs float_power floor floor_divide fmax fmin fmod ' +
  'frexp gcd greater greater_equal heaviside hypot invert isfinite isinf isnan isnat lcm ldexp ' +
  'left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not ' +
  'logical_or logical_xor matmul matvec maximum minimum mod modf multiply negative nextafter ' +
  'not_equal positive pow power rad2deg radians reciprocal remainder right_shift rint sign ' +
  'signbit sin sinh spacing sqrt square subtract tan tanh true_divide trunc vecdot vecmat';

const names = (module: string, list: string): string[] => list.split(' ').map((name) => `${module}.${name}`);

const TRUSTED: ReadonlySet<string> = new Set([
  ...names('builtins', BUILTINS),
  ...names('numpy', NUMPY),
  ...names('numpy', UFUNCS),
  'numpy.ma.MaskedArray',
  'numpy.ma.core.MaskedArray',
  'numpy.random.mtrand.RandomState',
  'numpy.random.RandomState',
  'numpy.random._generator.Generator',
  ...['MT19937', 'PCG64', 'PCG64DXSM', 'Philox', 'SFC64'].flatMap((name) => [
    `numpy.random._${name.toLowerCase().replace('dxsm', '')}.${name}`,
    `numpy.random.${name}`,
  ]),
  'collections.OrderedDict',
  'collections.defaultdict',
  'functools.partial',
  'scipy.interpolate._interpolate.interp1d',
]);

/** Classes of libraries whose estimators skops is made for, by module; functions in them are not covered. */
const CLASSES =
  /^(?:sklearn|xgboost|lightgbm|catboost|imblearn|quantile_forest)\.(?!externals|utils\._testing|datasets|tests)[\w.]*$/;
const SPARSE = /^scipy\.sparse(?:\.\w+)*\.(?:[a-z]{3}_(?:matrix|array))$/;
const SCIPY_UFUNC = /^scipy\.special\._?\w*\.?[a-z]\w*$/;

/** True for what can be built without giving the file any power. */
export function isTrusted(module: string, name: string, loader: string): boolean {
  const full = `${module}.${name}`;
  if (TRUSTED.has(full) || SPARSE.test(full)) return true;
  if (loader === 'FunctionNode') return SCIPY_UFUNC.test(full);
  return CLASSES.test(`${module}.`) && /^_?[A-Z]\w*$/.test(name);
}
