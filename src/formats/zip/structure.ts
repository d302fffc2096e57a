import type { Structure } from '../format.ts';

/** What a ZIP archive holds, seen through its central directory and through its local headers. */
export interface ZipStructure extends Structure {
  readonly format: 'zip';
  readonly flavour?: ZipFlavour;
  /** In file order; at most `zip.entries`. */
  readonly members: readonly ZipMember[];
  /** Members that the directories and the hidden local headers name, listed above or not. */
  readonly memberCount: number;
  /** One in a sound archive; more where two loaders may open two different archives in the same bytes. */
  readonly directories: readonly ZipDirectory[];
  /** Bytes before the first local header, after the end record's comment, and in that comment. */
  readonly prefixLength: number;
  readonly suffixLength: number;
  readonly commentLength: number;
  readonly zip64: boolean;
  /** The folder that a torch archive keeps everything in. */
  readonly root?: string;
  readonly torch?: TorchRecords;
  /** Members that hold raw tensor bytes only, by their place in a torch archive: listed, not emitted as parts. */
  readonly storages: { readonly count: number; readonly bytes: number };
}

/** `torch-zip`: what `torch.save` writes. `torchscript`: what `torch.jit.save` writes. `npz`: what `numpy.savez` writes.
 * `torchserve`: a model archive of TorchServe. */
export type ZipFlavour = 'torch-zip' | 'torchscript' | 'npz' | 'torch-package' | 'skops' | 'keras' | 'torchserve';

/** Small records of a torch archive, as written, at most 64 bytes each. */
export interface TorchRecords {
  readonly version?: string;
  readonly byteorder?: string;
  readonly formatVersion?: string;
  readonly storageAlignment?: string;
}

export interface ZipDirectory {
  readonly offset: number;
  readonly length: number;
  readonly entries: number;
  /** Where the end-of-central-directory record that leads here is. */
  readonly endOffset: number;
  /** What must be added to offsets written in it, where data was put before the archive. */
  readonly shift: number;
}

export interface ZipMember {
  /** From the central directory where that has it, decoded; cut to 4,096 bytes. */
  readonly name: string;
  /** Where the local header gives another. */
  readonly localName?: string;
  /** The name's bytes, where they are not what the flags say (UTF-8). */
  readonly rawNameHex?: string;
  /** Which headers name it; `directory` alone where the local header is missing, `local` where it is hidden. */
  readonly listed: 'both' | 'directory' | 'local';
  /** Compression method (APPNOTE 4.4.5): 0 stored, 8 deflated. */
  readonly method: number;
  /** General purpose bits (APPNOTE 4.4.4), of both headers. */
  readonly flags: number;
  readonly crc: number;
  /** As claimed, in bytes. */
  readonly compressedSize: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
  /** Of the first byte of data; absent where there is no local header. */
  readonly dataOffset?: number;
  readonly directory: boolean;
  /** As the flags say, true or not. */
  readonly encrypted: boolean;
  readonly symlink: boolean;
  /** `part`: emitted. `storage`: raw tensor bytes. `none`: a folder, torch's random identifier, or nothing that could be read. */
  readonly reading: 'part' | 'storage' | 'none';
}
