/** One event of a log: a server-sent event, or a message of a socket. */
export interface LogEvent {
  /** Milliseconds since the request was sent, where the log tells. */
  readonly at?: number;
  readonly event?: string;
  readonly data: string;
}
