/** Three different things never share a class: the input is bad, the tool was used wrongly, the tool failed. */

export type InputFault =
  | 'truncated' // the bytes end before the structure does
  | 'malformed' // the bytes break the format's rules
  | 'limit' // a named limit was passed
  | 'unsupported' // a feature of the format that we do not read
  | 'unreadable' // the operating system or the server would not give the bytes
  | 'changed' // the file changed or shrank while it was read
  | 'budget'; // the user's bound on bytes over the network is spent

/** Faults that say nothing about the bytes. */
export const OF_THE_SOURCE: ReadonlySet<InputFault> = new Set(['unreadable', 'changed', 'budget']);

/** The input is bad: becomes an anomaly and a status, never a crash. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly fault: InputFault;
  readonly offset: number | undefined;

  constructor(fault: InputFault, message: string, options: { offset?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = fault;
    this.offset = options.offset;
  }
}

/** The tool was asked for something it cannot do: exit code 2 with the message and no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was found out could not be kept, or what was kept cannot be read: exit code 2 with the message and no stack. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
