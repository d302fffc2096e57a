import type { Table } from '../../../src/core/table.ts';
import { sourceOf } from '../../../src/claims/cited.ts';
import type { FileSet } from '../../../src/claims/claimed.ts';
import { numberText, percentText } from '../../../src/claims/held/number-text.ts';
import { heldText } from '../../../src/claims/held-text.ts';
import type { Held, Verdict } from '../../../src/claims/verdict.ts';
import { DataTable } from '../studies/table.tsx';
import { Untrusted } from '../text.tsx';
import { Unverified } from './source.tsx';

/** What a claim was held against, and how it fares against each. */
export function HeldTable({ verdict: { claim, sets } }: { readonly verdict: Verdict }) {
  return (
    <figure className="study-table held">
      <figcaption>Held against</figcaption>
      <section aria-label={`What ${claim.id} was held against`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">so</th>
              <th scope="col">it gives</th>
            </tr>
          </thead>
          <tbody>
            {sets.map(({ id, title, own, outcome, unverified, ...held }) => (
              <tr key={id}>
                <td>
                  <Untrusted text={title} most={600} /> {own && <span className="who">(its own)</span>}
                </td>
                <td data-short="">{outcome}</td>
                <td>
                  <Untrusted text={heldText(held)} most={800} /> {unverified.length > 0 && <Unverified />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

/** Of every set its inputs, where they come from, what each moves, and what it alone would have to be. Open on paper. */
export function Inputs({ verdict, printing }: { readonly verdict: Verdict; readonly printing: boolean }) {
  const tables = verdict.sets.flatMap((held) =>
    tableOf(
      verdict.claim.id,
      held,
      fileSets(verdict).find(({ id }) => id === held.id),
    ),
  );
  if (tables.length === 0) return null;
  const summary = 'Inputs, their sources, and what would have to be true';
  return (
    <details className="inputs" open={printing ? true : undefined}>
      <summary>{summary}</summary>
      {tables.map((table) => (
        <DataTable key={table.id} table={table} />
      ))}
      <p className="who">
        Share: of the variance of ranks. Takes the result: to what, as this input alone goes from 5 to 95 %. Alone, must
        be: what it would have to be for what is claimed.
      </p>
    </details>
  );
}

/** A time between two dates has more digits than anybody reads. */
const LONG = /\d+\.\d{5,}/g;

const fileSets = ({ claim: { check } }: Verdict): readonly FileSet[] =>
  check.kind === 'model' || check.kind === 'threshold' ? check.sets : [];

function tableOf(claim: string, { id, title, inputs, number }: Held, set: FileSet | undefined): readonly Table[] {
  if (inputs.length === 0) return [];
  const rows = inputs.map(({ name, text, unverified }) => {
    const given = set !== undefined && Object.hasOwn(set.assume, name) ? set.assume[name] : undefined;
    const { text: from, status } =
      given === undefined ? { text: 'as the model has it', status: undefined } : sourceOf(given);
    const share = number?.sensitivity.find(({ input }) => input === name)?.share;
    const swing = number?.swings.find(({ input }) => input === name);
    const needed = number?.needed.find(({ input }) => input === name);
    return [
      name,
      `${text.replace(LONG, (digits) => numberText(Number(digits)))}${unverified ? ' [unverified]' : ''}`,
      status === undefined ? from : `${from}, ${status}`,
      share === undefined ? '' : percentText(share),
      swing === undefined ? '' : `${numberText(swing.outputFrom)} to ${numberText(swing.outputTo)}`,
      needed === undefined ? '' : neededText(needed),
    ];
  });
  const columns = [
    { title: 'input', align: 'left' },
    { title: 'taken as', align: 'left' },
    { title: 'from', align: 'left' },
    { title: 'share', align: 'right' },
    { title: 'takes the result', align: 'right' },
    { title: 'alone, must be', align: 'left' },
  ] as const;
  // What is known exactly moves nothing.
  const used = columns.map((_, at) => at < 3 || rows.some((row) => row[at] !== ''));
  const keep = <T,>(row: readonly T[]): readonly T[] => row.filter((_, at) => used[at]);
  return [{ id, title: `${title} · ${claim}`, columns: keep(columns), rows: rows.map(keep) }];
}

function neededText({ value, low, high, probability = 0 }: NonNullable<Held['number']>['needed'][number]): string {
  if (value !== undefined) return `${numberText(value)} (${percentText(probability)} below)`;
  if (low === undefined || high === undefined) return 'no value does it';
  return `${numberText(low)} to ${numberText(high)} (${percentText(probability)} there)`;
}
