import type { DossierStudy, StudySpending } from '../../../src/dossier/studies.ts';
import { Section } from '../section.tsx';
import { count, Untrusted } from '../text.tsx';
import { Intervals } from './intervals.tsx';
import { DataTable } from './table.tsx';

interface StudiesProps {
  readonly studies: readonly DossierStudy[];
  readonly spending: readonly StudySpending[];
}

/** Each study: who was asked, what became of the trials, what they show. */
export function Studies({ studies, spending }: StudiesProps) {
  return studies.map((study) => (
    <Section
      key={study.id}
      id={`study-${study.id}`}
      title={study.title}
      note={`Study ${study.id}, version ${study.version}, seed ${study.seed}.`}
    >
      <Trials study={study} spent={spending.find((one) => one.study === study.id)} />
      <Arms study={study} />
      {study.figures.map((figure) => (
        <Intervals key={figure.id} figure={figure} />
      ))}
      {study.tables.map((table) => (
        <DataTable key={table.id} table={table} />
      ))}
      {study.notes.map((note) => (
        <p key={note} className="study-note">
          <Untrusted text={note} most={2000} />
        </p>
      ))}
    </Section>
  ));
}

function Trials({ study, spent }: { readonly study: DossierStudy; readonly spent: StudySpending | undefined }) {
  const { planned, judged, unjudged, errored, skipped } = study.trials;
  return (
    <>
      <p>
        <b>
          {count(judged)} of {count(planned)} trials
        </b>{' '}
        were judged; {count(unjudged)} could not be judged, {count(errored)} failed, {count(skipped)} were skipped.
      </p>
      {spent !== undefined && (
        <p className="text-muted text-sm">
          This run took {count(spent.promptTokens)} tokens read and {count(spent.completionTokens)} written
          {spent.dollars !== undefined && <>, {count(spent.dollars)} dollars</>}, in {count(spent.seconds)} s
          {spent.estimatedTokens > 0 && <> ({count(spent.estimatedTokens)} tokens estimated)</>}.
        </p>
      )}
    </>
  );
}

function Arms({ study }: { readonly study: DossierStudy }) {
  return (
    <dl className="rows my-4">
      {study.arms.map(({ id, role, sameWeightsAs, identity }) => (
        <div key={id}>
          <dt>
            <Untrusted text={id} most={80} />
          </dt>
          <dd>
            {role}: <Untrusted text={identity.model} most={200} /> through {identity.runtime}
            {identity.endpoint !== undefined && (
              <>
                {' '}
                at <Untrusted text={identity.endpoint} />
              </>
            )}
            {sameWeightsAs !== undefined && (
              <>
                , declared to hold the weights of <Untrusted text={sameWeightsAs} most={80} />
              </>
            )}
            {identity.weights !== undefined && (
              <p className="break-all font-mono text-muted text-xs">sha256:{identity.weights.sha256}</p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
