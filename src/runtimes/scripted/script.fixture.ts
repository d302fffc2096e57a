import { type Script, scriptOf } from './script.ts';

/** One line for each thing that a script can do. */
export const EVERYTHING: Script = scriptOf(`
model: fake
lines:
  - when: { says: think }
    steps:
      - { think: 'The user asks.', pieces: 2, after: 1 }
      - { say: 'In Paris, of course.', after: 1 }
  - when: { says: blocked }
    steps:
      - { filter: { service: alibaba, phase: input, code: data_inspection_failed, message: 'Input data may contain…' } }
      - { end: filter, raw: data_inspection_failed }
  - when: { says: taken }
    steps:
      - { say: 'In 1989 there was' }
      - { filter: { service: zhipu, phase: output, code: sensitive } }
      - { end: filter, raw: sensitive }
  - when: { says: busy }
    times: 5
    steps: [{ fault: busy, retryAfter: 0 }]
  - when: { says: down }
    times: 2
    steps: [{ fault: down }]
  - when: { says: garbage }
    steps: [{ fault: garbage }]
  - when: { says: cut }
    steps: [{ say: 'It is' }, { fault: cut }]
  - when: { says: half }
    steps: [{ say: 'It costs 5' }, { fault: half-character }]
  - when: { says: hang }
    steps: [{ say: 'It is' }, { fault: hang }]
  - when: { says: slow }
    steps: [{ say: 'one two three', after: 20 }]
  - when: { says: invalid }
    steps: [{ fault: invalid }]
  - when: { says: refused }
    steps: [{ fault: refused }]
  - when: { says: chance }
    chance: 0.25
    steps: [{ say: seldom }]
  - when: { system: polite }
    steps: [{ say: 'Dear user, Paris.' }]
  - when: { prefill: 'It is' }
    steps: [{ say: ' in Paris.' }]
  - steps: [{ say: 'Paris €.', logprob: -0.5 }]
`);
