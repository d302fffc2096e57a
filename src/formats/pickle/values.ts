/** A value on the simulated stack is a kind and a payload, so that millions of them are two flat arrays. */
export const Kind = {
  absent: 0,
  unknown: 1,
  none: 2,
  bool: 3, // payload 0 or 1
  int: 4, // payload: the value where it is a safe integer, else NaN
  float: 5,
  str: 6, // payload: offset of the opcode that pushed it
  bytes: 7, // payload: offset of the opcode
  list: 8,
  dict: 9,
  set: 10,
  frozenset: 11,
  tuple: 12, // payload: position in the tuple arena
  global: 13, // payload: index of the callable
  result: 14, // payload: index of the callable + example number * RESULT_STRIDE
  persistent: 15, // payload: index of the callable + (number of the storage + 1) * RESULT_STRIDE
  extension: 16, // payload: index of the callable
  buffer: 17,
  computed: 18, // payload: index of the callable: an import whose name is not a constant
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** More than any `pickle.callables` limit can be. */
export const RESULT_STRIDE = 2 ** 24;
