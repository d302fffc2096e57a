import { useCallback, useState } from 'react';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { Coverage } from './coverage.tsx';
import { Files } from './files/files.tsx';
import { Findings } from './findings/findings.tsx';
import { Loading } from './loading.tsx';
import { Measurements } from './measurements.tsx';
import { usePrinting } from './printing.ts';
import { RunBlock } from './run.tsx';
import { ThemeSwitch } from './theme.tsx';

export function App({ dossier }: { readonly dossier: Dossier }) {
  const printing = usePrinting();
  /** The path that the findings are narrowed to; the table of files sets it too. */
  const [path, setPath] = useState('');
  const showFindingsOf = useCallback((chosen: string) => {
    setPath(chosen);
    document.getElementById('findings')?.focus();
  }, []);
  return (
    <>
      <ThemeSwitch />
      <Findings dossier={dossier} printing={printing} path={path} onPath={setPath} />
      {dossier.loading !== undefined && <Loading rows={dossier.loading} printing={printing} />}
      <Coverage dossier={dossier} printing={printing} />
      <Files dossier={dossier} printing={printing} onFindings={showFindingsOf} />
      {dossier.measurements.length > 0 && <Measurements measurements={dossier.measurements} />}
      <RunBlock dossier={dossier} />
      <footer className="foot">
        Written by Assay {dossier.run.version}. This file needs no network and sends nothing.
      </footer>
    </>
  );
}
