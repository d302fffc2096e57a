import { NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requireNotNegative, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/**
 * Electricity of chip hours: rated power of a chip, what its server adds, how much of that it draws on average, and what the
 * building adds (B. Cottier et al., arXiv:2405.21015, appendix A.4).
 */
export const energyModel: Model<'hours' | 'power' | 'server' | 'load' | 'building'> = {
  id: 'energy',
  title: 'Energy',
  equation: 'E = hours · power · server · load · building',
  source: 'arXiv:2405.21015 appendix A.4',
  inputs: {
    hours: { unit: 'chip*h', allowed: NOT_NEGATIVE, about: 'chip hours' },
    power: { unit: 'kW/chip', allowed: POSITIVE, about: 'rated power of a chip' },
    server: { unit: '1', allowed: POSITIVE, about: 'power of a server over that of its chips: H100 1.82, A100 2.03' },
    load: { unit: '1', allowed: POSITIVE, about: 'average draw over rated power', default: 0.75 },
    building: {
      unit: '1',
      allowed: POSITIVE,
      about: 'power usage effectiveness: 1.10 at hyperscalers, 1.25 elsewhere',
      default: 1.1,
    },
  },
  output: { name: 'energy', unit: 'kWh' },
  evaluate({ hours, power, server, load, building }) {
    requireNotNegative(hours, 'the chip hours');
    for (const [value, what] of [
      [power, 'the power'],
      [server, 'the server factor'],
      [load, 'the load'],
      [building, 'the building factor'],
    ] as const) {
      requirePositive(value, what);
    }
    return hours * power * server * load * building;
  },
};
