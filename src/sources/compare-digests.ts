import type { HubListing, ListedFile } from './listing.ts';
import type { Reference } from './subject.ts';

/**
 * Notes beside each file what another hub claims of the file of the same path, and counts. Nothing is fetched: where the
 * claims differ, at least one of the hubs has other content.
 */
export function compareDigests(
  files: readonly ListedFile[],
  other: HubListing,
): { readonly files: ListedFile[]; readonly reference: Reference } {
  const there = new Map(other.files.map((file) => [file.path, file.claimed]));
  let [compared, differing, incomparable] = [0, 0, 0];
  const noted = files.map((file): ListedFile => {
    if (!there.has(file.path)) return file;
    const claim = there.get(file.path);
    if (claim?.sha256 === undefined || file.claimed === undefined) {
      incomparable++;
      return file;
    }
    if (file.claimed.sha256 === undefined) incomparable++;
    else {
      compared++;
      if (file.claimed.sha256 !== claim.sha256) differing++;
    }
    return { ...file, claimed: { ...file.claimed, reference: { by: claim.by, sha256: claim.sha256 } } };
  });
  const here = new Set(files.map(({ path }) => path));
  const onlyHere = files.filter(({ path }) => !there.has(path)).length;
  const missing = onlyHere + other.files.filter(({ path }) => !here.has(path)).length;
  const { url, revision } = other;
  const pinned = revision === undefined ? {} : { revision };
  return { files: noted, reference: { url, ...pinned, compared, differing, incomparable, missing } };
}
