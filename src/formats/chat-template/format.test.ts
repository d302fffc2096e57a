import { describe, expect, it } from 'vitest';
import { chatTemplateFormat } from './format.ts';
import { seeds } from './fuzz.ts';

describe('chat-template', () => {
  const probe = (name: string, bytes: Uint8Array) => ({ name, size: bytes.length, head: bytes, tail: bytes });

  it('is known by what its container says, or by the name, and never by content', () => {
    for (const { bytes } of seeds()) {
      expect(chatTemplateFormat.identify({ ...probe('template', bytes), role: 'chat-template' })).toBe('structure');
      expect(chatTemplateFormat.identify(probe('chat_template.jinja', bytes))).toBe('name');
      expect(chatTemplateFormat.identify(probe('notes.txt', bytes))).toBeUndefined();
    }
  });
});
