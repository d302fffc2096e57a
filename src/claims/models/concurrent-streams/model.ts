import { NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requireNotNegative, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/** How many answers are written at once: what a service puts out, over how fast each of them is written (J. Little, 1961). */
export const concurrentStreamsModel: Model<'output' | 'speed'> = {
  id: 'concurrent-streams',
  title: 'Streams at once',
  equation: 'streams = output / (86400 s/day · speed)',
  source: 'J. D. C. Little, Operations Research 9, 1961, p. 383',
  inputs: {
    output: { unit: 'token:output/day', allowed: NOT_NEGATIVE, about: 'tokens that the service puts out' },
    speed: { unit: 'token:output/s/stream', allowed: POSITIVE, about: 'tokens of one answer' },
  },
  output: { name: 'streams', unit: 'stream' },
  evaluate({ output, speed }) {
    requireNotNegative(output, 'the output');
    requirePositive(speed, 'the speed');
    return output / 86_400 / speed;
  },
};
