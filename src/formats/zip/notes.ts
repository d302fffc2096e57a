import type { Anomaly } from '../../core/coverage.ts';

const MOST_OF_ONE_CODE = 50;

export type ZipAnomaly =
  // The directory and the end of the archive
  | 'zip.truncated'
  | 'zip.comment-truncated'
  | 'zip.comment-signature'
  | 'zip.several-directories'
  | 'zip.directory-missing'
  | 'zip.directory-broken'
  | 'zip.directory-size'
  | 'zip.entry-count'
  | 'zip.zip64-mismatch'
  | 'zip.multi-disk'
  | 'zip.prefix'
  | 'zip.suffix'
  | 'zip.entries'
  // Two headers of one member
  | 'zip.local-missing'
  | 'zip.name-mismatch'
  | 'zip.flags-mismatch'
  | 'zip.method-mismatch'
  | 'zip.crc-header-mismatch'
  | 'zip.size-header-mismatch'
  | 'zip.descriptor-mismatch'
  | 'zip.extra'
  | 'zip.extra-data'
  | 'zip.unicode-path'
  // Names and attributes
  | 'zip.duplicate-name'
  | 'zip.similar-name'
  | 'zip.path-traversal'
  | 'zip.name-nul'
  | 'zip.name-encoding'
  | 'zip.symlink'
  // Layout
  | 'zip.overlap'
  | 'zip.hidden-member'
  | 'zip.gap'
  | 'zip.unscanned'
  | 'zip.member-truncated'
  // Data
  | 'zip.encrypted-flag'
  | 'zip.encrypted'
  | 'zip.patched-flag'
  | 'zip.unsupported-method'
  | 'zip.method-lie'
  | 'zip.inflate'
  | 'zip.deflate-tail'
  | 'zip.size-mismatch'
  | 'zip.crc-mismatch'
  | 'zip.ratio'
  | 'zip.inflated'
  | 'zip.folder-with-data';

/** Where and whether; `stops` means that something could not be read because of it. */
export interface Place {
  readonly offset?: number;
  readonly length?: number;
  readonly stops?: boolean;
}

/** Passes anomalies on, at most fifty of one code one by one: a million bad members make one line, not a million. */
export class Notes {
  private readonly seen = new Map<string, { count: number; held: number; stops: boolean }>();
  private summarised = false;
  private readonly pass: (anomaly: Anomaly) => void;

  constructor(pass: (anomaly: Anomaly) => void) {
    this.pass = pass;
  }

  note(code: ZipAnomaly, message: string, { offset, length, stops = false }: Place = {}): void {
    const seen = this.seen.get(code) ?? { count: 0, held: 0, stops: false };
    this.seen.set(code, seen);
    seen.count++;
    const firstStop = stops && !seen.stops;
    seen.stops ||= stops;
    if (seen.count > MOST_OF_ONE_CODE && !firstStop) {
      seen.held++;
      if (this.summarised && seen.held === 1) this.summariseOne(code, seen);
      return;
    }
    const place = { ...(offset === undefined ? {} : { offset }), ...(length === undefined ? {} : { length }) };
    this.pass({ code, message, ...place, stops });
  }

  /** One line for each code of which there were more. Those that parts find later get one line more. */
  summarise(): void {
    this.summarised = true;
    for (const [code, seen] of this.seen) if (seen.held > 0) this.summariseOne(code, seen);
  }

  private summariseOne(code: string, seen: { held: number; stops: boolean }): void {
    this.pass({ code, message: `and ${seen.held} more of the same`, stops: seen.stops });
  }
}
