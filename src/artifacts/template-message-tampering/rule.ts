import { printable } from '../../core/printable.ts';
import type { Severity } from '../../core/finding.ts';
import type { ChatTemplateStructure, Tampering } from '../../formats/chat-template/structure.ts';
import type { Draft, Rule } from '../rule.ts';
import { isMarker, wordsOf } from '../template-text.ts';

export const templateMessageTamperingRule: Rule = {
  id: 'template-message-tampering',
  title: 'The chat template changes what people said',
  severity: 'high',
  explanation:
    'The template puts other words into a message, drops some of them, or leaves a message out because of what it says. The model then answers something that nobody wrote, and the log of the conversation does not show it. Taking out tags, thoughts of the model or special tokens is ordinary.',
  advice:
    'Compare what the template makes of a message with the message. Use the template of the base model where they differ.',
  references: ['CWE-506', 'CWE-345', 'AML.T0051', 'LLM01:2025'],
  scope: 'part',
  formats: ['chat-template'],
  *check(part): Generator<Draft> {
    const template = part.structure as ChatTemplateStructure | undefined;
    for (const tampering of template?.tamperings ?? []) {
      const judged = judge(tampering);
      if (judged === undefined) continue;
      const [severity, what] = judged;
      const { operation, from, to, line } = tampering;
      const key = `${operation}\0${from.join('\0')}\0${to.join('\0')}`;
      yield { severity, confidence: 'medium', message: `Line ${line}: the template ${what}.`, line, key };
    }
  },
};

/** Where a message, a payment or a request goes. */
const ADDRESS = /\b[\w.+-]+@[\w-]+\.\w{2,}|\b(?:https?|ftp|wss?):\/\/\w|\b(?:0x[0-9a-f]{40}|bc1[a-z0-9]{20,})\b/i;

function judge({ operation, from, to }: Tampering): [Severity, string] | undefined {
  const said = from.filter((text) => !isMarker(text));
  const put = to.filter((text) => !isMarker(text));
  const quoted = (texts: readonly string[]) =>
    texts
      .slice(0, 3)
      .map((text) => `"${printable(text, 60)}"`)
      .join(', ');
  switch (operation) {
    case 'replace':
      if (to.some((text) => ADDRESS.test(text)) && !from.every((text) => ADDRESS.test(text)))
        return ['high', `puts an address into messages: ${quoted(to)}`];
      if (said.length > 0 && put.length > 0)
        return isSpelling(said, put) ? undefined : ['high', `replaces ${quoted(said)} in messages by ${quoted(put)}`];
      if (put.some((text) => wordsOf(text) >= 2)) return ['medium', `puts ${quoted(put)} into messages`];
      return said.length > 0 ? ['medium', `takes ${quoted(said)} out of messages`] : undefined;
    case 'withhold':
      return said.length > 0 ? ['medium', `puts a message out only if it holds, or lacks, ${quoted(said)}`] : undefined;
    case 'slice': {
      const most = Math.max(0, ...from.map((bound) => Math.abs(Number(bound))).filter((bound) => !Number.isNaN(bound)));
      return most >= 20 ? ['medium', `cuts messages at character ${most}`] : undefined;
    }
    case 'cut':
      return ['medium', 'cuts messages to a length'];
    case 'reorder':
      return ['medium', 'turns the text of messages around'];
    case 'mutate':
      return to.some((text) => wordsOf(text) >= 4)
        ? ['medium', `adds a message that nobody wrote: ${quoted(to)}`]
        : undefined;
    case 'role':
      return ['high', `gives the words of ${quoted(from)} out as words of ${quoted(to)}`];
    case 'forget':
      return ['low', `shows the model the last ${Math.abs(Number(from[0]))} of the messages and no others`];
    case 'split':
      return said.length > 0 ? ['low', `keeps only a part of messages, split at ${quoted(said)}`] : undefined;
    case 'case':
      return ['low', 'changes upper and lower case in messages'];
  }
}

/** Python's spelling of a constant to that of JSON. */
function isSpelling(from: readonly string[], to: readonly string[]): boolean {
  return (
    from.every((text) => /^(?:None|True|False|null|true|false)$/.test(text)) &&
    to.every((text) => /^(?:null|true|false|None|True|False)$/.test(text))
  );
}
