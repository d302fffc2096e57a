import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { ClaimsApp } from './app.tsx';
import { readReport } from './report.ts';
import './style.css';

const root = document.getElementById('root');
if (root !== null) {
  const read = readReport(document.getElementById('report')?.textContent ?? '');
  const page = (
    <StrictMode>{typeof read === 'string' ? <p role="alert">{read}</p> : <ClaimsApp report={read} />}</StrictMode>
  );
  // Not a moment later: a program may print the page as soon as it has loaded.
  flushSync(() => createRoot(root).render(page));
}
