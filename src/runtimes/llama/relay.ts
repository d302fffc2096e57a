/**
 * What a callback is told, as an iterable. Whoever stops reading ends the work, and the iterable waits until it has
 * ended.
 */
export async function* relay<T>(
  signal: AbortSignal | undefined,
  work: (tell: (items: readonly T[]) => void, ended: AbortSignal) => Promise<unknown>,
): AsyncGenerator<T, void, void> {
  const left = new AbortController();
  const ended = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
  const waiting: T[] = [];
  let wake = (): void => {};
  let over = false;
  const working = work((items) => {
    waiting.push(...items);
    wake();
  }, ended).finally(() => {
    over = true;
    wake();
  });
  // It is awaited below; until then nobody listens.
  working.catch(() => {});
  try {
    for (;;) {
      yield* waiting.splice(0);
      if (over) break;
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    }
    await working;
    yield* waiting.splice(0);
  } finally {
    left.abort(new Error('nobody reads on'));
    await working.catch(() => {});
  }
}
