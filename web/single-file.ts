import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

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

/** What a page may carry a copy of; it carries its licence then, too. */
const CARRIED = [
  { what: 'React (react, react-dom, scheduler)', packages: ['react', 'react-dom', 'scheduler'] },
  { what: 'jsdiff (diff)', packages: ['diff'] },
  { what: 'jStat (jstat)', packages: ['jstat'] },
  { what: '@noble/hashes', packages: ['@noble/hashes'] },
] as const;

/** @throws Error where the page holds a package whose licence it would not carry */
function notice(modules: readonly string[]): string {
  const held = new Set(modules.flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []));
  const texts = CARRIED.filter(({ packages }) => packages.some((name) => held.has(name))).map(({ what, packages }) => {
    for (const name of packages) held.delete(name);
    return `The script of this page contains ${what}:\n\n${licenceOf(packages[0])}`;
  });
  if (held.size > 0) throw new Error(`the page carries ${[...held].join(', ')} without a licence`);
  return `<!-- ${texts.join('\n\n')}\n-->`;
}

function licenceOf(name: string): string {
  const { resolve } = createRequire(import.meta.url);
  // Not every package lets its manifest be resolved.
  const inside = resolve(name);
  const folder = inside.slice(0, inside.lastIndexOf(`node_modules/${name}/`)) + `node_modules/${name}`;
  return readFileSync(join(folder, 'LICENSE'), 'utf8').trim();
}

/** What one page has of its own: all pages have the same frame. */
export interface Page {
  /** The element that holds what it shows, and the place in the template where reports/html puts it. */
  readonly data: string;
  /** Where its script begins. */
  readonly main: string;
  /** Its name among what is built. */
  readonly template: string;
}

/**
 * Puts script and style into the frame of a page: one file, a template that reports/html fills.
 * @param name of the frame among the sources
 */
export function singleFile(name: string, { data, main, template }: Page): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replaceAll('%data%', data).replace('%main%', main),
    },
    generateBundle(_options, bundle) {
      const page = bundle[name];
      if (page?.type !== 'asset') throw new Error('no page');
      let script = '';
      let style = '';
      const modules: string[] = [];
      for (const [file, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') {
          script += part.code;
          modules.push(...Object.keys(part.modules));
        } else if (file.endsWith('.css')) style += String(part.source);
        delete bundle[file];
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
        .replace('<!--script-->', () => `${notice(modules)}\n<script type="module">${script}</script>`);
      this.emitFile({ type: 'asset', fileName: template, source });
    },
  };
}
