import { Fragment, useId } from 'react';
import { printable } from '../../../src/core/printable.ts';
import type { Witness, WitnessAnswer } from '../../../src/core/witness.ts';
import { type WitnessRow, witnessRows } from '../../../src/dossier/witness-rows.ts';
import { usePrinting } from '../printing.ts';
import { count, Untrusted } from '../text.tsx';

/** Pairs of answers, of which the most telling is unfolded. */
export function Witnesses({ witnesses }: { readonly witnesses: readonly Witness[] }) {
  const printing = usePrinting();
  return (
    <div className="witnesses">
      <h4>Witnesses: two answers to the same question</h4>
      {witnesses.map((witness, index) => (
        // Two may be about the same item, and the list never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <details key={index} className="witness" open={printing || index === 0}>
          <summary>
            <Untrusted text={witness.item} most={120} />
            <span className="text-muted">
              <Untrusted text={witness.answers.map(({ label }) => label.slice(0, 80)).join(' → ')} />
            </span>
          </summary>
          <Pair witness={witness} />
        </details>
      ))}
    </div>
  );
}

function Pair({ witness }: { readonly witness: Witness }) {
  const { question, answers } = witness;
  const { rows, more } = witnessRows(witness);
  return (
    <>
      <p className="asked">
        <span className="text-muted">Asked</span> <Untrusted text={question} most={2000} />
      </p>
      <div className="panes">
        <Pane answer={answers[0]} side="first" rows={rows} more={more[0]} />
        <Pane answer={answers[1]} side="second" rows={rows} more={more[1]} />
      </div>
    </>
  );
}

interface PaneProps {
  readonly answer: WitnessAnswer;
  readonly side: 'first' | 'second';
  readonly rows: readonly WitnessRow[];
  readonly more: number;
}

/** One answer. Where the other has a line more, a gap keeps the rest beside its like. */
function Pane({ answer, side, rows, more }: PaneProps) {
  const { condition, context, label, why } = answer;
  const title = useId();
  return (
    <section className="pane" data-side={side} aria-labelledby={title}>
      <h5 id={title}>
        <span className="path">
          <Untrusted text={condition} most={200} />
        </span>
        <span className="label">
          <Untrusted text={label} most={80} />
        </span>
      </h5>
      {context !== '' && (
        <p className="context">
          <Untrusted text={context} most={1000} />
        </p>
      )}
      {/* A region that scrolls has to be reached by the keyboard (WCAG 2.1.1). */}
      <pre tabIndex={0} aria-label={`Answer under ${printable(condition, 200)}`} role="region">
        {rows.map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            <Line text={row[side]} differs={row.differs} side={side} />
          </Fragment>
        ))}
        {more > 0 && <span className="line text-muted">… {count(more)} more lines: the dossier holds them</span>}
      </pre>
      {why !== undefined && (
        <p className="why">
          <span className="text-muted">The judge:</span> <Untrusted text={why} most={2000} />
        </p>
      )}
    </section>
  );
}

interface LineProps {
  readonly text: string | undefined;
  readonly differs: boolean;
  readonly side: 'first' | 'second';
}

function Line({ text, differs, side }: LineProps) {
  if (text === undefined) return <span className="line gap" aria-hidden="true" />;
  return (
    <span className="line" data-differs={differs ? '' : undefined}>
      <span className="sign" aria-hidden="true">
        {differs ? (side === 'first' ? '−' : '+') : ' '}
      </span>
      {differs && <span className="sr-only">differs: </span>}
      <bdi>{text}</bdi>
      {'\n'}
    </span>
  );
}
