import type { Rule } from '../rule.ts';

export const invisibleTextRule: Rule = {
  id: 'invisible-text',
  title: 'A text holds writing that does not show',
  severity: 'high',
  explanation:
    'Unicode has characters that show nothing: tags that spell the letters of ASCII, selectors for the form of a character, spaces without width. One at a time they are ordinary, in flags, emoji and Indic scripts. A long run of them is writing that a person does not see and that a model or an assistant reads when it is given the card, the configuration or the data.',
  advice: 'Do not give the file to an assistant, and remove the characters. Ask who wrote them.',
  references: ['CWE-1007', 'CWE-506', 'AML.T0051', 'LLM01:2025'],
  anomalies: { 'survey.invisible-text': 'high' },
  scope: 'anomaly',
};
