import type { Capability, Runtime } from '../../runtimes/runtime.ts';
import type { Arm } from '../../studies/engine/arm.ts';

/** How much of a model may be used: a chat; what it writes from its bare template, too; and probabilities. */
const ACCESS = ['chat', 'openings', 'probabilities'] as const;
export type Access = (typeof ACCESS)[number];

const PROBABILITIES: readonly Capability[] = ['logprobs', 'prompt-logprobs', 'tokens'];
const BEYOND_CHAT: readonly Capability[] = ['text', 'prefill', 'opening'];

/** The arm without what may not be used: as an endpoint would be that offers no more. */
export function withAccess(arm: Arm, access: Access): Arm {
  if (access === 'probabilities') return arm;
  const withheld = access === 'chat' ? [...PROBABILITIES, ...BEYOND_CHAT] : PROBABILITIES;
  const { runtime } = arm;
  const less: Runtime = {
    describe: () => {
      const identity = runtime.describe();
      return { ...identity, capabilities: identity.capabilities.filter((one) => !withheld.includes(one)) };
    },
    concurrency: runtime.concurrency,
    ...(runtime.replays === undefined ? {} : { replays: runtime.replays }),
    generate: (request, signal) => runtime.generate(request, signal),
    close: () => runtime.close(),
  };
  return { ...arm, runtime: less };
}
