import { printable } from '../../../src/core/printable.ts';
import { duration } from '../../../src/core/quantities.ts';
import type { Dossier, DossierExamination } from '../../../src/dossier/dossier.ts';
import { type DossierStudy, hasTable, type StudySpending } from '../../../src/dossier/studies.ts';
import { Section } from '../section.tsx';
import { SeverityLabel } from '../severity.tsx';
import { count, Untrusted } from '../text.tsx';
import { StudyFigure } from './figure.tsx';
import { DataTable } from './table.tsx';

/** Links to findings; all stand above. */
const MOST_FINDINGS = 50;

interface StudiesProps {
  readonly dossier: Dossier;
  readonly studies: readonly DossierStudy[];
}

/** Each study: who was asked, what became of the trials, what they show. */
export function Studies({ dossier, studies }: StudiesProps) {
  const { examinations, run } = dossier;
  return studies.map((study) => (
    <Section
      key={study.id}
      id={`study-${study.id}`}
      title={printable(study.title, 200)}
      note={`Study ${study.id}, version ${study.version}, seed ${study.seed}.`}
    >
      <Trials
        study={study}
        examination={examinations.find(({ id }) => id === study.id)}
        spent={run.studies?.find((one) => one.study === study.id)}
      />
      <FindingsOf study={study} findings={dossier.findings} />
      <Arms study={study} />
      {study.figures.map((figure) => (
        <StudyFigure key={figure.id} figure={figure} tabled={hasTable(study, figure)} />
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

interface TrialsProps {
  readonly study: DossierStudy;
  readonly examination: DossierExamination | undefined;
  readonly spent: StudySpending | undefined;
}

function Trials({ study, examination, spent }: TrialsProps) {
  const { planned, judged, unjudged, errored, skipped } = study.trials;
  return (
    <>
      <p>
        <b>
          {count(judged)} of {count(planned)} trials
        </b>{' '}
        were judged; {count(unjudged)} could not be judged, {count(errored)} failed, {count(skipped)} were skipped.
      </p>
      {examination !== undefined && examination.status !== 'complete' && (
        <p className="study-short">
          The study is <b>{examination.status}</b>: <Untrusted text={examination.reason ?? ''} most={1000} />.
        </p>
      )}
      {spent !== undefined && (
        <p className="text-muted text-sm">
          {spent.promptTokens + spent.completionTokens === 0
            ? 'In this run nothing was asked anew'
            : `In this run ${count(spent.promptTokens)} tokens were read and ${count(spent.completionTokens)} written`}
          {spent.dollars !== undefined && <>, for ${spent.dollars.toFixed(4)}</>}, in {duration(spent.seconds)}
          {spent.estimatedTokens > 0 && <> ({count(spent.estimatedTokens)} tokens estimated)</>}.
        </p>
      )}
    </>
  );
}

/** What of the findings above is of this study. */
function FindingsOf({ study, findings }: { readonly study: DossierStudy; readonly findings: Dossier['findings'] }) {
  const own = findings.flatMap(({ location, ...finding }) =>
    location.kind === 'trial' && location.study === study.id ? [{ ...finding, location }] : [],
  );
  if (own.length === 0) return null;
  return (
    <ul className="study-findings" aria-label="Findings of this study">
      {own.slice(0, MOST_FINDINGS).map(({ fingerprint, severity, title, location, accepted }) => (
        <li key={fingerprint}>
          <SeverityLabel severity={severity} />
          <span>
            <a href={`#finding-${fingerprint}`}>
              <Untrusted text={title} />
            </a>{' '}
            <span className="path">
              <Untrusted text={location.condition} most={200} />
            </span>
            {accepted !== undefined && <span className="text-muted"> (accepted)</span>}
          </span>
        </li>
      ))}
      {own.length > MOST_FINDINGS && <li>… and {count(own.length - MOST_FINDINGS)} more above</li>}
    </ul>
  );
}

function Arms({ study }: { readonly study: DossierStudy }) {
  return (
    <dl className="rows my-4">
      {study.arms.map(({ id, role, sameWeightsAs, identity, replayed }) => (
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
            {replayed === true && <>, replayed from a record</>}
            {identity.weights !== undefined && (
              <p className="break-all font-mono text-muted text-xs">sha256:{identity.weights.sha256}</p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
