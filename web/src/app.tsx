import { useCallback, useState } from 'react';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { Coverage } from './coverage.tsx';
import { Files } from './files/files.tsx';
import { Findings } from './findings/findings.tsx';
import { Loading } from './loading.tsx';
import { Measurements } from './measurements.tsx';
import { usePrinting } from './printing.ts';
import { RunBlock } from './run.tsx';
import { Studies } from './studies/studies.tsx';
import { ThemeSwitch } from './theme.tsx';

export function App({ dossier }: { readonly dossier: Dossier }) {
  const printing = usePrinting();
  /** The path that the findings are narrowed to; the table of files sets it too. */
  const [path, setPath] = useState('');
  const showFindingsOf = useCallback((chosen: string) => {
    setPath(chosen);
    document.getElementById('findings')?.focus();
  }, []);
  // A model that was only questioned has no files to speak of.
  const hasFiles = dossier.subject.kind !== 'model';
  const measurements = dossier.measurements.filter(({ id }) => !isOfStudy(id, dossier));
  return (
    <>
      <ThemeSwitch />
      {(hasFiles || dossier.findings.length > 0) && (
        <Findings dossier={dossier} printing={printing} path={path} onPath={setPath} />
      )}
      {dossier.studies !== undefined && <Studies dossier={dossier} studies={dossier.studies} />}
      {dossier.loading !== undefined && <Loading rows={dossier.loading} printing={printing} />}
      {hasFiles && <Coverage dossier={dossier} printing={printing} />}
      {hasFiles && <Files dossier={dossier} printing={printing} onFindings={showFindingsOf} />}
      {measurements.length > 0 && <Measurements measurements={measurements} />}
      <RunBlock dossier={dossier} />
      <footer className="foot">
        Written by Assay {dossier.run.version}. This file needs no network and sends nothing.
      </footer>
    </>
  );
}

/** What a study measured stands in its tables. */
function isOfStudy(id: string, { studies = [] }: Dossier): boolean {
  return studies.some((study) => id.startsWith(`${study.id}/`));
}
