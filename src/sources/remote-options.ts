/** What a user said about subjects that are elsewhere. */
export interface RemoteOptions {
  /** Of the subject's own hub; a hub that is compared with is found as its own tools find it. */
  readonly hubEndpoint?: string | undefined;
  /** For the subject's own hub. */
  readonly tokenFile?: string | undefined;
  /** False: none is sent. */
  readonly token: boolean;
  readonly byteBudget?: number | undefined;
  readonly download: boolean;
  readonly allowPrivate: boolean;
  /** Folder of the cache; false for none. */
  readonly cache: string | undefined | false;
  /** A listing on another hub to compare digests with. */
  readonly compareWith?: string | undefined;
  readonly userAgent: string;
  readonly env: NodeJS.ProcessEnv;
}
