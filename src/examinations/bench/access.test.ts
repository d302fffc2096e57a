import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Runtime } from '../../runtimes/runtime.ts';
import { type Access, withAccess } from './access.ts';
import { tierOf } from './triggers-line.ts';

const runtime = {
  describe: () => ({ runtime: 'made-up', model: 'm', capabilities: CAPABILITIES }),
  concurrency: 3,
  async *generate() {
    yield { kind: 'end', reason: 'stop' } as never;
  },
  tokens: {},
  close: () => Promise.resolve(),
} as unknown as Runtime;

const tier = (access: Access): string => {
  const arm = withAccess({ id: 'm', role: 'suspect', runtime }, access);
  return tierOf([{ role: arm.role, identity: arm.runtime.describe() }]);
};

describe('the access to a model', () => {
  it('withholds what an endpoint would not offer', async () => {
    expect([tier('chat'), tier('openings'), tier('probabilities')]).toEqual(['chat', 'openings', 'probabilities']);
    const { runtime: less } = withAccess({ id: 'm', role: 'suspect', runtime }, 'chat');
    expect(less.tokens).toBeUndefined();
    expect(less.describe().capabilities).toEqual(['chat', 'seed', 'effort', 'thinking-budget']);
    const events = [];
    for await (const event of less.generate({} as never)) events.push(event);
    expect(events).toHaveLength(1);
  });

  it('says where a model was held against another', () => {
    const identity = runtime.describe();
    expect(
      tierOf([
        { role: 'suspect', identity },
        { role: 'reference', identity },
      ]),
    ).toBe('probabilities and a reference');
  });
});
