import type { Structure } from '../format.ts';

/** A tar archive: its members in order. */
export interface TarStructure extends Structure {
  readonly format: 'tar';
  /** `torch-tar`: what `torch.save` wrote before version 0.1.10. `nemo`: NVIDIA NeMo's model archive. */
  readonly flavour?: 'torch-tar' | 'nemo';
  /** At most `tar.entries`. */
  readonly members: readonly TarMember[];
  readonly memberCount: number;
  /** Bytes after the two blocks of zeros that end the archive, padding left out. */
  readonly tailLength: number;
}

export type TarKind = 'file' | 'folder' | 'symlink' | 'hardlink' | 'device' | 'other';

export interface TarMember {
  /** As a loader sees it: from a pax header or a GNU long name where there is one. Cut to 4,096 bytes. */
  readonly name: string;
  /** The name in the header itself, where it is another. */
  readonly headerName?: string;
  readonly kind: TarKind;
  /** Bytes of content in the archive. */
  readonly size: number;
  /** Of the header. */
  readonly offset: number;
  /** Where a link points. */
  readonly target?: string;
  /** Stored with holes: the content is the pieces without them. */
  readonly sparse: boolean;
}
