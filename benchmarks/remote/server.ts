/** The stand-in hub as a process of its own, so that its processor time is not the client's. Ends with its parent. */
import { parseArgs } from 'node:util';
import { COMMIT, startStandIn } from '../../src/sources/hub/stand-in.fixture.ts';
import { sparseRepository } from './shards.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    shards: { type: 'string', default: '163' },
    bytes: { type: 'string', default: '700e9' },
    tensors: { type: 'string', default: '600' },
    delay: { type: 'string', default: '0' },
  },
});
const files = sparseRepository(values.folder, Number(values.shards), Number(values.bytes), Number(values.tensors));
const stand = await startStandIn({ 'org/large': { commit: COMMIT, files } }, { delay: Number(values.delay) });
process.send?.({ endpoint: stand.endpoint });
process.on('message', () => process.send?.({ requests: stand.seen.length, sent: stand.sent }));
process.on('disconnect', () => process.exit());
