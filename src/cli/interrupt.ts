/** Ends a command at Ctrl-C or SIGTERM. A second one ends the process at once. */
export function onInterrupt(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const { signal } = controller;
  // Stays after the first: what redraws a line of a terminal also listens, and where it finds itself alone it ends the
  // process, before anything was said or put away.
  const abort = (): void => {
    if (signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', abort).on('SIGTERM', abort);
  return { signal, end: () => void process.removeListener('SIGINT', abort).removeListener('SIGTERM', abort) };
}
