import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gate, type Turn } from './gate.ts';

async function fill(gate: Gate, count: number): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (let at = 0; at < count; at++) turns.push(await gate.enter(undefined));
  return turns;
}

describe('the gate of an endpoint', () => {
  it('opens by one with each success, up to the bound of its user', async () => {
    const gate = new Gate(12);
    expect(gate.limit).toBe(8);
    for (const turn of await fill(gate, 8)) turn.leave('ok');
    expect(gate.limit).toBe(12);
    expect(new Gate(3).limit).toBe(3);
  });

  it('halves once for all that were under way, then opens by one a round', async () => {
    const gate = new Gate(64);
    for (const turn of await fill(gate, 8)) turn.leave('busy');
    expect(gate.limit).toBe(4);
    for (const turn of await fill(gate, 4)) turn.leave('busy');
    expect(gate.limit).toBe(2);
    for (const turn of await fill(gate, 2)) turn.leave('ok');
    expect(gate.limit).toBe(2);
    for (const turn of await fill(gate, 2)) turn.leave('ok');
    expect(gate.limit).toBe(3);
  });

  it('never closes for good, and a failure of another kind changes nothing', async () => {
    const gate = new Gate(2);
    for (let round = 0; round < 9; round++) (await gate.enter(undefined)).leave('busy');
    expect(gate.limit).toBe(1);
    (await gate.enter(undefined)).leave('failed');
    expect(gate.limit).toBe(1);
  });

  it('lets nobody in while the server asks to wait', async () => {
    const gate = new Gate(4);
    (await gate.enter(undefined)).leave('busy', 80);
    const began = performance.now();
    await Promise.all([gate.enter(undefined), gate.enter(undefined)]);
    expect(performance.now() - began).toBeGreaterThan(70);
  });

  it('forgets who gave up waiting', async () => {
    const gate = new Gate(1);
    const turn = await gate.enter(undefined);
    const given = gate.enter(AbortSignal.timeout(5));
    await expect(given).rejects.toMatchObject({ name: 'TimeoutError' });
    const next = gate.enter(undefined);
    turn.leave('ok');
    (await next).leave('ok');
  });

  it('never lets in more than its bound, whatever happens', async () => {
    const outcome = fc.constantFrom('ok' as const, 'busy' as const, 'failed' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(outcome, { maxLength: 60 }),
        async (most, outcomes) => {
          const gate = new Gate(most);
          let running = 0;
          let peak = 0;
          await Promise.all(
            outcomes.map(async (ends) => {
              const turn = await gate.enter(undefined);
              peak = Math.max(peak, ++running);
              await Promise.resolve();
              running--;
              turn.leave(ends);
              turn.leave('ok');
            }),
          );
          expect(peak).toBeLessThanOrEqual(most);
          expect(gate.limit).toBeGreaterThanOrEqual(1);
          expect(gate.limit).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
