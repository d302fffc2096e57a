import type { VerdictWord } from '../../../src/claims/verdict.ts';

/** Each verdict has its own outline: the colour only repeats it. */
const SHAPES: Readonly<Record<VerdictWord, string>> = {
  reproduces: 'M2 3h12v3.2H2zM2 9.8h12V13H2z',
  supported: 'M6.2 13.6.9 8.3l2.3-2.3 3 3 6.6-6.6 2.3 2.3z',
  overstated: 'M8 1 15.5 14.5H.5z',
  dated: 'M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8zm1.2 2.7v4.1l3.1 1.9-1.1 1.9-4.4-2.6V3.5z',
  'not-shown': 'M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8zm0 2.4a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z',
  contradicted: 'M3.4 1 8 5.6 12.6 1 15 3.4 10.4 8l4.6 4.6-2.4 2.4L8 10.4 3.4 15 1 12.6 5.6 8 1 3.4z',
};

export function VerdictLabel({ verdict }: { readonly verdict: VerdictWord }) {
  return (
    <span className="verdict" data-verdict={verdict}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[verdict]} />
      </svg>
      {verdict}
    </span>
  );
}
