import type { FileLocation } from '../../core/finding.ts';
import type { Dossier, DossierFile } from '../../dossier/dossier.ts';
import { fromRoot, type ReportOptions } from '../place.ts';
import type { Artifact, ArtifactLocation } from './log.ts';

/** Where relative references start: viewers and hubs put the root of the sources there. */
export const ROOT = '%SRCROOT%';

/** Files that are listed though nothing refers to them. */
const MOST_UNNAMED = 5_000;

/** The files of the subject and the members that findings lie in, each listed once and named by index (3.14.15). */
export class Artifacts {
  private readonly list: Artifact[] = [];
  private readonly indices = new Map<string, number>();
  private readonly files: ReadonlyMap<string, DossierFile>;
  private readonly options: ReportOptions;
  private readonly dossier: Dossier;

  constructor(dossier: Dossier, options: ReportOptions) {
    this.files = new Map(dossier.files.map((file) => [file.path, file]));
    this.options = options;
    this.dossier = dossier;
  }

  /** Index of a file. */
  file(path: string): number {
    const known = this.files.get(path);
    return this.indexOf(path, () => ({
      location: { uri: this.uri(path), uriBaseId: ROOT },
      roles: ['analysisTarget'],
      ...(known === undefined ? {} : about(known)),
    }));
  }

  /** Index of a member: each level of nesting is an artifact in the one around it. */
  member({ path, member }: FileLocation): number {
    let parent = this.file(path);
    let way = path;
    for (const step of (member ?? '').split('!/')) {
      way += `!/${step}`;
      const parentIndex = parent;
      parent = this.indexOf(way, () => ({ location: { uri: encodePath(`/${step}`) }, parentIndex }));
    }
    return parent;
  }

  /** The file with the weights of a model that was asked; else the subject by its name. */
  model(arm: string): ArtifactLocation {
    const { files, studies = [], subject } = this.dossier;
    const weights = studies.flatMap(({ arms }) => arms).find(({ id }) => id === arm)?.identity.weights?.sha256;
    const path = weights === undefined ? undefined : files.find(({ sha256 }) => sha256 === weights)?.path;
    if (path !== undefined) return { uri: this.uri(path), uriBaseId: ROOT, index: this.file(path) };
    return { uri: this.uri(subject.name), uriBaseId: ROOT };
  }

  uri(path: string): string {
    return encodePath(fromRoot(path, this.options));
  }

  /** Everything named, and of the other files as many as fit. Returns how many were left out beside it. */
  all(): { readonly artifacts: readonly Artifact[]; readonly leftOut: number } {
    let leftOut = 0;
    let unnamed = 0;
    for (const path of this.files.keys()) {
      if (this.indices.has(path)) continue;
      if (unnamed++ < MOST_UNNAMED) this.file(path);
      else leftOut++;
    }
    return { artifacts: this.list, leftOut };
  }

  private indexOf(key: string, make: () => Artifact): number {
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    const index = this.list.push(make()) - 1;
    this.indices.set(key, index);
    return index;
  }
}

function about({ size, sha256, format, status }: DossierFile): Partial<Artifact> {
  return {
    length: size,
    ...(sha256 === undefined ? {} : { hashes: { 'sha-256': sha256 } }),
    properties: { format, status },
  };
}

/** A path as a relative URI reference (RFC 3986): what is no plain character is percent-encoded, so is a colon. */
function encodePath(path: string): string {
  // A file name need not be well-formed UTF-16, which encodeURIComponent refuses.
  return path
    .toWellFormed()
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}
