/** What is used of jstat, which ships no types of its own. */
declare module 'jstat' {
  const module: {
    readonly jStat: {
      readonly beta: { inv(p: number, alpha: number, beta: number): number };
      readonly normal: { inv(p: number, mean: number, deviation: number): number };
      readonly studentt: { cdf(x: number, freedom: number): number; inv(p: number, freedom: number): number };
      gammaln(x: number): number;
    };
  };
  export default module;
}
