import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What a browser that opens the page allows: its own script and style, named by their hashes, and no network. */
function policy(script: string, style: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Every report carries a copy of these, and so their licences. */
const CARRIED = [
  { what: 'React (react, react-dom, scheduler)', package: 'react' },
  { what: 'jsdiff (diff)', package: 'diff' },
];

function notice(): string {
  const { resolve } = createRequire(import.meta.url);
  const texts = CARRIED.map(({ what, package: name }) => {
    const licence = readFileSync(join(dirname(resolve(`${name}/package.json`)), 'LICENSE'), 'utf8').trim();
    return `The script of this page contains ${what}:\n\n${licence}`;
  });
  return `<!-- ${texts.join('\n\n')}\n-->`;
}

/** Puts script and style into the page: one file, `template.html`, which reports/html fills with a dossier. */
function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('no page');
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += String(part.source);
        delete bundle[name];
      }
      // A script ends at the first `</script`, wherever it stands, and `<!--` can hide that end.
      script = script.trim().replaceAll('</script', '<\\/script');
      style = style.trim();
      if (script.includes('<!--') || style.includes('</style')) throw new Error('script or style would break the page');
      const source = String(page.source)
        .replace(/<script[^>]*type="module"[^>]*><\/script>/, '')
        .replace(/<link[^>]*rel="stylesheet"[^>]*>/, '')
        .replace(
          '<!--policy-->',
          () => `<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}" />`,
        )
        .replace('<!--style-->', () => `<style>${style}</style>`)
        .replace('<!--script-->', () => `${notice()}\n<script type="module">${script}</script>`);
      this.emitFile({ type: 'asset', fileName: 'template.html', source });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [react(), tailwindcss(), singleFile()],
  build: {
    outDir: '../dist/reports/html',
    // The compiled sources are there already.
    emptyOutDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    target: 'es2023',
  },
});
