interface Place {
  /** Columns where nobody says how many there are. */
  readonly otherwise: number;
  readonly most?: number;
  /** A file is as wide whoever writes it, and wherever. */
  readonly toFile?: boolean;
}

const NARROWEST = 20;

/** Columns of text on standard output: as the terminal says; where it says none, or there is none, by COLUMNS. */
export function widthOf({ otherwise, most = Infinity, toFile = false }: Place): number {
  if (toFile) return otherwise;
  const { isTTY, columns } = process.stdout;
  const told = Number(process.env['COLUMNS']);
  const said = Number.isSafeInteger(told) && told > 0 ? told : otherwise;
  // Some terminals report 0.
  return Math.max(NARROWEST, Math.min(isTTY === true && columns > 0 ? columns : said, most));
}
