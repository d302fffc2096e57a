/** What the answer thought aloud is no part of what it gives. Its lines stay, blank. */
export const withoutThought = (answer: string): string =>
  answer.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, (thought) => thought.replace(/[^\n]/g, ''));
