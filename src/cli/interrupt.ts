/** Ends a command at Ctrl-C or SIGTERM. A second one ends the process at once. */
export function onInterrupt(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  return {
    signal: controller.signal,
    end: () => void process.removeListener('SIGINT', abort).removeListener('SIGTERM', abort),
  };
}
