/** A text as a pattern that matches just it. */
export const word = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
