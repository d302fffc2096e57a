import type { Dossier } from '../../src/dossier/dossier.ts';

export function Run({ dossier }: { dossier: Dossier }) {
  const { run, schema } = dossier;
  return (
    <footer className="mt-12 border-t border-stone-300 pt-3 text-xs text-stone-600 dark:border-stone-700 dark:text-stone-400">
      <p>
        {run.tool} {run.version}, {run.started.replace('T', ' ').replace(/\..*/, ' UTC')}, {run.seconds} s, Node{' '}
        {run.node}, {run.platform}; {schema}
      </p>
      <p className="mt-1">
        Offsets count bytes from the start of the innermost file or member. This page needs no network and sends
        nothing.
      </p>
    </footer>
  );
}
