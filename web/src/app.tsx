import { useSyncExternalStore } from 'react';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { Coverage } from './coverage.tsx';
import { Files } from './files.tsx';
import { Findings } from './findings.tsx';
import { Header } from './header.tsx';
import { Measurements } from './measurements.tsx';
import { Run } from './run.tsx';
import { useTheme } from './theme.ts';

const print = matchMedia('print');
const onPrint = (changed: () => void) => {
  print.addEventListener('change', changed);
  return () => print.removeEventListener('change', changed);
};

export function App({ dossier }: { dossier: Dossier }) {
  const [theme, toggleTheme] = useTheme();
  // Everything is shown on paper.
  const printing = useSyncExternalStore(onPrint, () => print.matches);
  return (
    <div className="mx-auto max-w-5xl px-4 py-6 sm:px-8 sm:py-10">
      <a href="#findings" className="no-print sr-only focus:not-sr-only">
        Skip to the findings
      </a>
      <Header dossier={dossier} theme={theme} onTheme={toggleTheme} />
      <main>
        <Findings dossier={dossier} everything={printing} />
        <Coverage dossier={dossier} />
        <Measurements measurements={dossier.measurements} />
        <Files files={dossier.files} everything={printing} />
      </main>
      <Run dossier={dossier} />
    </div>
  );
}
