import { UsageError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import type { Limits } from '../core/limits.ts';
import { remoteAccess } from './access.ts';
import { compareDigests } from './compare-digests.ts';
import { listedEntries } from './http/listed.ts';
import { remoteEntry, remotePart } from './http/remote-subject.ts';
import { connectHub } from './hub/hub.ts';
import type { HubListing } from './listing.ts';
import { connectModelScope } from './modelscope/modelscope.ts';
import type { RemoteOptions } from './remote-options.ts';
import type { Connect, Repository } from './repository.ts';
import type { Entry, Subject } from './subject.ts';

const HUBS: Readonly<Record<string, Connect>> = { hf: connectHub, ms: connectModelScope };

/** A repository on a hub; with `--compare-with`, also what another hub claims of its files. @throws UsageError */
export async function openRepository(
  subject: string,
  limits: Limits,
  options: RemoteOptions,
  signal: AbortSignal | undefined,
): Promise<Subject> {
  const repository = await connect(subject, limits, options);
  const { access } = repository;
  try {
    const listing = await repository.list(signal);
    const bytes = listing.files.reduce((sum, { size }) => sum + size, 0);
    if (!Number.isSafeInteger(bytes)) throw new UsageError('the hub lists sizes that no hub can hold');
    const other = options.compareWith === undefined ? undefined : await listOther(limits, options, signal);
    const compared = other === undefined ? { files: listing.files } : compareDigests(listing.files, other);
    const entries = listedEntries(compared.files, (file) =>
      remoteEntry(
        access,
        repository.target(file, listing),
        file.claimed === undefined ? {} : { claimed: file.claimed },
      ),
    );
    const more = {
      ...(listing.revision === undefined ? {} : { revision: listing.revision }),
      ...('reference' in compared ? { reference: compared.reference } : {}),
    };
    return {
      name: repository.name,
      kind: 'repository',
      entries: [...entries, ...cutOff(listing)].toSorted((a, b) => compareText(a.path, b.path)),
      remote: remotePart(access, listing.url, more),
    };
  } catch (error) {
    await access.client.close();
    throw error;
  }
}

/** The other hub is found as its own tools find it; endpoint and token file of the subject are not for it. */
async function listOther(limits: Limits, options: RemoteOptions, signal: AbortSignal | undefined): Promise<HubListing> {
  const { hubEndpoint: _, tokenFile: __, ...rest } = options;
  const other = await connect(options.compareWith ?? '', limits, { ...rest, cache: false });
  try {
    return await other.list(signal);
  } finally {
    await other.access.client.close();
  }
}

function connect(subject: string, limits: Limits, options: RemoteOptions): Promise<Repository> {
  const end = subject.indexOf('://');
  const hub = HUBS[subject.slice(0, Math.max(end, 0)).toLowerCase()];
  if (hub === undefined) throw new UsageError(`${JSON.stringify(subject)} is no repository on a hub: hf://… or ms://…`);
  return hub(subject.slice(end + 3), options, (credential) => remoteAccess(limits, options, credential));
}

const cutOff = ({ cut = [] }: HubListing): Entry[] =>
  cut.map((path) => ({
    path: path === '' ? '…' : `${path}/…`,
    kind: 'refused',
    reason: 'limit',
    detail: 'the hub lists only a part of this folder',
  }));
