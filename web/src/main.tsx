import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readDossier } from './dossier.ts';
import './style.css';

const root = document.getElementById('root');
if (root !== null) {
  const read = readDossier(document.getElementById('dossier')?.textContent ?? '');
  const page = (
    <StrictMode>{typeof read === 'string' ? <p role="alert">{read}</p> : <App dossier={read} />}</StrictMode>
  );
  // Not a moment later: a program may print the page as soon as it has loaded.
  flushSync(() => createRoot(root).render(page));
}
