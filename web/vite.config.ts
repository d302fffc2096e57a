import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { type Page, singleFile } from './single-file.ts';

/** The pages that are built, one at a time, as each is one file: `vite build --mode claims`. */
const PAGES: Readonly<Record<string, Page>> = {
  dossier: { data: 'dossier', main: '/src/main.tsx', template: 'template.html' },
  claims: { data: 'report', main: '/src/claims/main.tsx', template: 'claims-template.html' },
};

export default defineConfig(({ mode }) => {
  const page = PAGES[mode] ?? PAGES['dossier'];
  if (page === undefined) throw new Error(`no page ${mode}`);
  return {
    root: import.meta.dirname,
    publicDir: false,
    plugins: [react(), tailwindcss(), singleFile('index.html', page)],
    build: {
      rollupOptions: { input: 'index.html' },
      outDir: '../dist/reports/html',
      // The compiled sources are there already.
      emptyOutDir: false,
      cssCodeSplit: false,
      modulePreload: false,
      target: 'es2023',
    },
  };
});
