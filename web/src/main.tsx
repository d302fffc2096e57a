import { createRoot } from 'react-dom/client';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { App } from './app.tsx';
import './style.css';

const text = document.getElementById('dossier')?.textContent ?? '';
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App dossier={JSON.parse(text) as Dossier} />);
