import { NOT_ALL, POSITIVE } from '../../allowed.ts';
import { requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/** What buying a cluster costs: chips, their servers, and the share of the whole that is network (arXiv:2405.21015, section 2). */
export const acquisitionCostModel: Model<'chips' | 'price' | 'serverOverhead' | 'network'> = {
  id: 'acquisition-cost',
  title: 'Cost of acquisition',
  equation: 'cost = chips · price · serverOverhead / (1 - network)',
  source: 'arXiv:2405.21015 section 2 and appendix A',
  inputs: {
    chips: { unit: 'chip', allowed: POSITIVE, about: 'chips bought' },
    price: { unit: 'USD/chip', allowed: POSITIVE, about: 'price of a chip alone' },
    serverOverhead: { unit: '1', allowed: POSITIVE, about: 'price of a server over that of its chips', default: 1.64 },
    network: { unit: '1', allowed: NOT_ALL, about: 'share of the cluster that is interconnect', default: 0.19 },
  },
  output: { name: 'cost of acquisition', unit: 'USD' },
  evaluate({ chips, price, serverOverhead, network }) {
    requirePositive(chips, 'the number of chips');
    requirePositive(price, 'the price');
    requirePositive(1 - network, 'what is not network');
    return (chips * price * serverOverhead) / (1 - network);
  },
};
