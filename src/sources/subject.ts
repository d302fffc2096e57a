import type { Anomaly } from '../core/coverage.ts';
import type { OpenFile } from './file-source.ts';

/** One name found in a subject: either a file to read or a reason why it is not read. */
export type Entry =
  | {
      readonly path: string;
      readonly kind: 'file';
      readonly size: number;
      readonly open: Opener;
      readonly claimed?: Claimed;
      /** What is odd about the name. */
      readonly anomalies?: readonly Anomaly[];
    }
  | { readonly path: string; readonly kind: 'refused'; readonly reason: Refusal; readonly detail: string };

export type Refusal = 'link-outside' | 'link-broken' | 'device' | 'unreadable' | 'limit' | 'history' | 'path-unsafe';

/** A local file travels to a thread; a remote one stays where its connections are. */
export type Opener =
  | { readonly kind: 'local'; readonly absolute: string }
  | {
      readonly kind: 'remote';
      /** `whole` fetches the file to a private copy first, which is removed when it is closed. */
      open(options: { readonly whole: boolean; readonly signal: AbortSignal | undefined }): Promise<RemoteFile>;
    };

export interface RemoteFile extends OpenFile {
  /** Distinct bytes of the file that were had, from the network or from what an earlier run kept. */
  readonly bytesRead: number;
  /**
   * Asked once all was read: a reason to doubt that all of it is of one version of the file.
   * @throws InputError `changed` where it is not
   */
  doubt(signal?: AbortSignal): Promise<Anomaly | undefined>;
  /** Of the whole, where it was fetched whole. */
  readonly digests?: Digests;
}

export interface Digests {
  readonly sha256: string;
  /** SHA-1 that git gives the content: over `blob <size>\0` and the bytes. */
  readonly gitBlob: string;
}

/** What a hub says of a file's content. Nobody but the hub vouches for it until the bytes are hashed. */
export interface Claimed {
  readonly by: string;
  readonly sha256?: string;
  readonly gitBlob?: string;
  /** What another hub says of the file of the same path. */
  readonly reference?: { readonly by: string; readonly sha256: string };
}

/** Files and where they come from. */
export interface Subject {
  /** The folder's or file's own name: what a dossier may say of it. */
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'repository';
  readonly entries: readonly Entry[];
  readonly remote?: Remote;
}

/** A subject that is elsewhere. */
export interface Remote {
  /** Without a query, which may hold a signature. */
  readonly url: string;
  /** The commit that every read is of, where the hub has commits. */
  readonly revision?: string;
  /** Another hub that its digests were compared with. */
  readonly reference?: Reference;
  /** Files in flight at one time: waiting costs no processor. */
  readonly concurrency: number;
  readonly traffic: Traffic;
  /** Ends connections and tidies what is kept between runs. */
  close(): Promise<void>;
}

export interface Reference {
  readonly url: string;
  readonly revision?: string;
  /** Files of the same path whose digests both hubs give. */
  readonly compared: number;
  readonly differing: number;
  /** Files of both hubs whose claims are not of one kind. */
  readonly incomparable: number;
  /** Files of one hub alone. */
  readonly missing: number;
}

/** What went over the network so far. */
interface Traffic {
  requests(): number;
  /** Bytes of files, further attempts among them. */
  fetched(): number;
  /** Bytes that an earlier run had kept. */
  cached(): number;
  watch(onBytes: (count: number) => void): void;
}
