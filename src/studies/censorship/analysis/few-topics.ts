/** From here on a test over topics says that what was found may not hold for others. */
const ALPHA = 0.05;

/** @param p of sign flips over topics; undefined where there are none to flip */
export const restsOnFew = (p: number | undefined): boolean => p === undefined || p > ALPHA;

/** Said of what {@link restsOnFew}. */
export const MAY_NOT_HOLD = 'It rests on few topics, and may not hold for others.';
