import { describe, expect, it } from 'vitest';
import type { PickleValue } from '../formats/pickle/structure.ts';
import { holds } from './pickle-judgement.ts';

const text = (value: string, cut = false): PickleValue => ({ type: 'str', text: value, cut });

describe('holds', () => {
  it('compares constants by type and value', () => {
    expect(holds(text('latin1'), { oneOf: ['latin1'] })).toBe(true);
    expect(holds(text('latin1', true), { oneOf: ['latin1'] })).toBe(false);
    expect(holds({ type: 'int', value: 1 }, { oneOf: ['1'] })).toBe(false);
    expect(holds({ type: 'none' }, { oneOf: [null] })).toBe(true);
  });

  it('matches the whole of a text', () => {
    expect(holds(text('Europe/Berlin'), { matches: '[A-Za-z_]+/[A-Za-z_]+' })).toBe(true);
    expect(holds(text('../etc/passwd'), { matches: '[A-Za-z_]+/[A-Za-z_]+' })).toBe(false);
    expect(holds(text('a/b\n'), { matches: '[a-z]/[a-z]' })).toBe(false);
  });

  it('knows globals and results by name, and prefixes with a dot only', () => {
    expect(holds({ type: 'global', name: 'a.b.C' }, { global: ['a.b.*'] })).toBe(true);
    expect(holds({ type: 'global', name: 'a.bad.C' }, { global: ['a.b.*'] })).toBe(false);
    expect(holds({ type: 'result', of: 'a.b' }, { result: ['a.b'] })).toBe(true);
    expect(holds({ type: 'result', of: 'a.b' }, { global: ['a.b'] })).toBe(false);
  });

  it('asks every key of a constraint to hold', () => {
    expect(holds(text('x'), { type: ['str'], oneOf: ['y'] })).toBe(false);
  });

  it('never allows what could not be told', () => {
    expect(holds({ type: 'unknown' }, { allowed: true })).toBe(false);
    expect(holds({ type: 'unknown' }, { type: ['str', 'bytes'] })).toBe(false);
    expect(holds({ type: 'extension' }, { allowed: true })).toBe(false);
    expect(holds({ type: 'global', name: 'os.system' }, { allowed: true })).toBe(false);
  });
});
