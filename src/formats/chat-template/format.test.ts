import { describe, expect, it } from 'vitest';
import { chatTemplateFormat } from './format.ts';
import { seeds } from './fuzz.ts';

describe('chat-template', () => {
  it('knows its own files by content', () => {
    for (const { bytes } of seeds()) {
      expect(chatTemplateFormat.identify({ name: 'file', size: bytes.length, head: bytes, tail: bytes })).toBe('magic');
    }
  });
});
