/** The last day that the date of an event may stand for: that of a month is its end. */
export const settled = (date: string): string => (date.length === 7 ? `${date}-31` : date);
