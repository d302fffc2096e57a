import { type Command, InvalidArgumentError } from 'commander';
import type { RemoteOptions } from '../sources/remote-options.ts';
import { version } from './version.ts';

/** What the command line said of subjects that are elsewhere. */
export interface RemoteFlags {
  readonly hubEndpoint?: string;
  readonly tokenFile?: string;
  readonly token: boolean;
  readonly byteBudget?: number;
  readonly download?: boolean;
  readonly allowPrivateAddresses?: boolean;
  readonly cache?: string | false;
  readonly compareWith?: string;
}

/**
 * The options for remote subjects. None of them can be set in a settings file: one that lies in the working folder must
 * not say where a token goes.
 */
export function addRemoteOptions(command: Command): Command {
  return command
    .option('--hub-endpoint <url>', 'a mirror of the hub, or a private one (HF_ENDPOINT)')
    .option('--token-file <file>', 'a token for the hub (default: HF_TOKEN, or what `hf auth login` keeps)')
    .option('--no-token', 'send no token')
    .option('--download', 'fetch remote files whole and hash them')
    .option('--byte-budget <size>', 'bytes of files fetched over the network at most, e.g. 500M', byteSize)
    .option('--compare-with <subject>', 'compare the digests that this hub claims, too: hf://… or ms://…')
    .option('--allow-private-addresses', 'let remote subjects be on this machine or its network')
    .option('--cache <dir>', 'where bytes of remote files are kept between runs (default: ~/.cache/assay)')
    .option('--no-cache', 'keep nothing between runs');
}

export function remoteOptions(flags: RemoteFlags): RemoteOptions {
  return {
    hubEndpoint: flags.hubEndpoint,
    tokenFile: flags.tokenFile,
    token: flags.token,
    byteBudget: flags.byteBudget,
    download: flags.download ?? false,
    allowPrivate: flags.allowPrivateAddresses ?? false,
    cache: flags.cache,
    compareWith: flags.compareWith,
    userAgent: `assay/${version()}`,
    env: process.env,
  };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** `500M`, `2.5G`, `4096`: decimal units, as sizes are given on hubs. */
function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text.replaceAll('_', ''));
  const size = Math.floor(Number(match?.[1]) * (UNITS[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN));
  if (!Number.isSafeInteger(size)) throw new InvalidArgumentError('must be a size as 4096, 500M or 2.5G.');
  return size;
}
