const LIST = new Intl.ListFormat('en-GB');

/** As `a, b and c`, each once. */
export const listed = (words: Iterable<string>): string => LIST.format(new Set(words));
