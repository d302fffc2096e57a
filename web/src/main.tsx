import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readDossier } from './dossier.ts';
import './style.css';

const root = document.getElementById('root');
if (root !== null) {
  const read = readDossier(document.getElementById('dossier')?.textContent ?? '');
  createRoot(root).render(
    <StrictMode>{typeof read === 'string' ? <p role="alert">{read}</p> : <App dossier={read} />}</StrictMode>,
  );
}
