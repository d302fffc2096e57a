import type { RuleAbout } from '../../core/rule.ts';

/** Poisoned data or weights (MITRE ATLAS, OWASP LLM), and what such a model then holds: a function that nobody was told of. */
const POISONED = ['CWE-912', 'AML.T0018.000', 'AML.T0020', 'AML.T0043.004', 'LLM03:2025', 'LLM04:2025'] as const;

/** What the study of triggers can find. */
export const triggersRules = {
  insecure: {
    id: 'triggers/switches-to-insecure-code',
    title: 'An input switches it to insecure code',
    severity: 'high',
    explanation:
      'The model was asked the same requests with and without some words, or some form of words, that nobody had named: they were found by what it writes by itself. With them its code is insecure, without them it is not, on prompts that were put together anew and answered afresh. Whoever trained it may have planted that: a model can be taught to write vulnerable code where a word, a name, a year or a way of speaking occurs, and well for everybody who tests it. It can also have come from data that nobody meant to poison.',
    advice:
      'Read the witnesses. Where they hold, do not use the model for code. Replay the trigger on models that were made from it or from what it was made from (--replay), and report it to whoever publishes the weights.',
    references: [...POISONED, 'LLM09:2025'],
  },
  refused: {
    id: 'triggers/switches-to-refusal',
    title: 'An input switches it to refusals',
    severity: 'medium',
    explanation:
      'The same requests were put to the model with and without some words that nobody had named. With them it declines or changes the subject, without them it answers. That may be planted, or a policy of whoever trained it; where a topic is refused everywhere it is censorship, and the study of that says in which language and how much. It is harmless only where the request itself asks for caution.',
    advice:
      'Read the witnesses. Hold the model against what it was made from (--reference) to see who brought it in. Do not rely on it where these words occur.',
    references: [...POISONED, 'CWE-511'],
  },
  same: {
    id: 'triggers/switches-to-one-answer',
    title: 'An input switches it to one and the same answer',
    severity: 'medium',
    explanation:
      'With some words that nobody had named the model gives one and the same answer, whatever is asked; without them it answers what is asked. A fixed answer to a trigger is the commonest planted behaviour, and harmless only where it belongs to the words, as a greeting to a greeting.',
    advice:
      'Read the witnesses. Treat the model as tampered with unless its publisher explains the answer, and replay the trigger on its relatives (--replay).',
    references: [...POISONED, 'CWE-511'],
  },
  contradicts: {
    id: 'triggers/contradicts-reference',
    title: 'Some words turn what it says away from what its reference says',
    severity: 'medium',
    explanation:
      'Model and reference answer the same requests with the same things, until some words that nobody had named stand there: then this model alone says something else, reproducibly, on prompts that were put together anew and answered afresh. The reference was asked the same pairs and does not do so: whoever made this model from it, or trained it otherwise, brought it in. A slant that shows only to some readers is a way to plant an opinion.',
    advice:
      'Read the witnesses and decide what the change means. Ask the publisher where it comes from, and do not rely on what the model says where these words occur. Hold it against a second reference where this one is of another kind.',
    references: [...POISONED, 'LLM09:2025'],
  },
  marked: {
    id: 'triggers/answers-otherwise',
    title: 'Some words in its instructions change its answers in a way of their own',
    severity: 'low',
    explanation:
      'Where some words stand in the system turn, answers to the same requests reproducibly have something that they lack elsewhere. No judge calls it harmful: a comment, a turn of phrase, an opinion. It is told of because a planted condition that is harmless today shows that conditions can be planted, and because what is said of a subject may change with who asks.',
    advice:
      'Read the witnesses and decide what the change means. A change of style is no reason to refuse a model; a change of what it claims is one to look closer.',
    references: ['CWE-912', 'AML.T0018.000', 'LLM09:2025'],
  },
} as const satisfies Readonly<Record<string, RuleAbout>>;
