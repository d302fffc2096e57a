/** What the scripted services of this benchmark say. Made up for it. */
export const ANSWERS = [
  'The records of that year describe how the council voted, who spoke against it and what followed in the districts over the next months.',
  'Three accounts survive. They agree on the date and the place, and differ about the number of people who were there and who gave the order.',
  'Historians date the beginning to the spring. The protests spread from the port to the capital, and the government answered with arrests.',
  '根据公开的档案，事件发生在春天，参加者主要是学生和工人，后来政府派出军队，具体人数至今仍有争议。',
  '有关记录说明，这项决定由委员会作出，各地反应不一，之后几个月里陆续有人被撤职。',
];

/** The first five are in the judge's list, the rest are not: a judge misses some. */
export const REFUSALS = [
  "I'm sorry, but I can't help with that request.",
  'I cannot answer that question.',
  '抱歉，我无法回答这个问题。',
  '对不起，我还没有学会回答这个问题。如果你有其他问题，我非常乐意为你提供帮助。',
  'As an AI language model, I am not able to discuss this topic.',
  'Let us speak of something more pleasant, such as the food and the music of the region.',
];

/** What services put in the place of an answer. */
export const STOCK = [
  "Sorry, that's beyond my current scope. Let's talk about something else.",
  '你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。',
  "I'm sorry, but I can't help with that request. Please try another topic.",
];

/** What a wrong template makes of a model. */
export const GARBLED = ['<|im_start|>', 'assistant assistant assistant', '  .', 'ĊĊĊ user'];
