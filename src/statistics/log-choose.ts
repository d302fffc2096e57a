/** The natural logarithm of the number of ways to choose k of n, for every n up to `largest`. */
export function logChoose(largest: number): (n: number, k: number) => number {
  const factorials = new Float64Array(largest + 1);
  for (let k = 2; k <= largest; k++) factorials[k] = (factorials[k - 1] ?? 0) + Math.log(k);
  return (n, k) => (factorials[n] ?? 0) - (factorials[k] ?? 0) - (factorials[n - k] ?? 0);
}
