/**
 * Sentences that services were seen to put in the place of an answer, in public reports and recordings of 2025 and 2026:
 * DeepSeek's chat (English, Chinese), and assistants of Baidu, Alibaba and Moonshot.
 */
const STOCK = [
  "Sorry, that's beyond my current scope. Let's talk about something else.",
  "Sorry, I'm not sure how to approach this type of question yet. Let's chat about math, coding, and logic problems instead!",
  'I am sorry, I cannot answer that question. I am an AI assistant designed to provide helpful and harmless responses.',
  '你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。',
  '对不起，我还没有学会回答这个问题。如果你有其他问题，我非常乐意为你提供帮助。',
].map(letters);

/** True where a text is such a sentence, but for case, width and punctuation, alone or for most of its length. */
export function isStock(text: string): boolean {
  const said = letters(text.slice(0, 1_000));
  return STOCK.some((one) => said.includes(one) && one.length >= said.length * 0.6);
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
