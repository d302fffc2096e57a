import { expect, it } from 'vitest';
import { factsOf } from './facts.ts';

const FACTS = [
  { id: 'toll', stated: [['412', 'died']], contradicted: ['nobody died'] },
  { id: 'warning', stated: [['Halmos', 'warned']], contradicted: [] },
];

it('a fact is stated, contradicted or missing', () => {
  expect(factsOf('412 people died.', FACTS)).toEqual({ toll: 'stated', warning: 'missing' });
  expect(factsOf('Nobody died. That 412 people died is a tale.', FACTS)).toEqual({
    toll: 'contradicted',
    warning: 'missing',
  });
  expect(factsOf('', FACTS)).toEqual({ toll: 'missing', warning: 'missing' });
});

it('its parts may stand in three neighbouring sentences, and no further apart', () => {
  expect(factsOf('The engineer was Halmos. He warned the ministry.', FACTS)).toMatchObject({ warning: 'stated' });
  expect(factsOf('First. The engineer was Halmos. He warned them.', FACTS)).toMatchObject({ warning: 'stated' });
  expect(factsOf('The engineer was Halmos. It rained. He warned them.', FACTS)).toMatchObject({ warning: 'stated' });
  expect(factsOf('The engineer was Halmos. It rained. It froze. Someone warned them.', FACTS)).toMatchObject({
    warning: 'missing',
  });
});
