import { describe, expect, it } from 'vitest';
import { onInterrupt } from './interrupt.ts';

describe('an interrupt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves no other listener alone, which would end the process',
    (name) => {
      const before = process.listenerCount(name);
      const interrupt = onInterrupt();
      let seen = 0;
      const other = (): void => void (seen = process.listenerCount(name));
      process.on(name, other);
      process.emit(name, name);
      process.removeListener(name, other);
      expect(interrupt.signal.aborted).toBe(true);
      expect(seen).toBe(before + 2);
      interrupt.end();
      expect(process.listenerCount(name)).toBe(before);
    },
  );
});
