import type { Credential } from './http/credential.ts';
import type { RemoteAccess, Target } from './http/remote-access.ts';
import type { HubListing, ListedFile } from './listing.ts';
import type { RemoteOptions } from './remote-options.ts';

/** One repository of one hub, ready to be asked. */
export interface Repository {
  readonly name: string;
  readonly access: RemoteAccess;
  /** @throws UsageError where the hub refuses or does not answer */
  list(signal: AbortSignal | undefined): Promise<HubListing>;
  /** Where the bytes of a listed file are. */
  target(file: ListedFile, listing: HubListing): Target;
}

/** How a hub is reached: the address without its scheme, and a way to talk with a credential for that hub alone. */
export type Connect = (
  rest: string,
  options: RemoteOptions,
  open: (credential: Credential | undefined) => Promise<RemoteAccess>,
) => Promise<Repository>;
