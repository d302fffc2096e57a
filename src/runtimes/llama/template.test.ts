import { describe, expect, it } from 'vitest';
import { RuntimeFault } from '../fault.ts';
import { strftime } from './strftime.ts';
import { ChatTemplate } from './template.ts';

const DATE = new Date('2026-03-05T07:08:09Z');
const names = { bos: '<s>', eos: '</s>' };
const asked = [{ role: 'user', content: 'Hi' }] as const;

function rendered(source: string): string {
  return new ChatTemplate(source, names, DATE).render(asked);
}

function fault(source: string): RuntimeFault {
  try {
    rendered(source);
  } catch (error) {
    if (error instanceof RuntimeFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

describe('chat templates', () => {
  it('have the globals of transformers', () => {
    expect(
      rendered('{{ bos_token }}{{ messages[0].content }}{{ eos_token }}{% if add_generation_prompt %}>{% endif %}'),
    ).toBe('<s>Hi</s>>');
    expect(rendered('{% if tools is none and not documents %}none{% endif %}')).toBe('none');
    expect(rendered('{% for n in range(1, 7, 2) %}{{ n }}{% endfor %}{{ [true, True, none, None] | length }}')).toBe(
      '1354',
    );
  });

  it('lose the line break after a block and the space before it, as transformers has it', () => {
    expect(rendered('a\n  {% if true %}\nb\n  {% endif %}\nc')).toBe('a\nb\nc');
  });

  it('are told a date that stands still', () => {
    expect(rendered("{{ strftime_now('%d %B %Y') }}")).toBe('05 March 2026');
  });

  it('may refuse a conversation', () => {
    expect(fault("{{ raise_exception('no system turn') }}")).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('no system turn') as unknown,
    });
  });

  it('that cannot be read are said to be', () => {
    expect(fault('{% if %}')).toMatchObject({ kind: 'unsupported' });
  });

  it('do not run without end', () => {
    const loop = '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}';
    expect(fault(loop)).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('took more than') as unknown,
    });
    expect(fault('{% for a in range(1000000000) %}{% endfor %}').message).toContain('a range of 1000000000');
  });

  it('reach nothing of ours', () => {
    const source =
      "{{ strftime_now.constructor }}{{ messages.constructor }}{{ ''.constructor }}{{ process }}{{ globalThis }}";
    expect(() => rendered(source)).not.toThrow();
    expect(rendered(source)).not.toMatch(/function|object|native/i);
  });
});

it.each([
  ['%Y-%m-%d %H:%M:%S', '2026-03-05 07:08:09'],
  ['%A %a %b %y %j %p %I', 'Thursday Thu Mar 26 064 AM 07'],
  ['%-d %e %-m %F %T %%', '5  5 3 2026-03-05 07:08:09 %'],
  ['%Q', '%Q'],
])('writes a date by %s', (format, written) => {
  expect(strftime(DATE, format)).toBe(written);
});
