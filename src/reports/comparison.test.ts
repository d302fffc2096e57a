import { describe, expect, it } from 'vitest';
import type { Comparison } from '../dossier/comparison.ts';
import { dossierOf, file, finding, HOSTILE_NAMES } from './dossier.fixture.ts';
import { renderComparisonMarkdown } from './markdown/comparison.ts';
import { renderComparison } from './terminal/comparison.ts';

const none = { count: 0, first: [] };

function comparison(name: string): Comparison {
  const side = { ...dossierOf([]).subject, name, from: 'subject', version: '0' } as const;
  const found = finding({ location: { kind: 'file', path: name, member: name }, message: name, title: name });
  const names = { count: 100, first: Array.from({ length: 50 }, () => name) };
  return {
    schema: 'assay-comparison/1',
    a: side,
    b: side,
    files: {
      same: 3,
      changes: [
        { change: 'renamed', path: name, from: name, b: file(name) },
        { change: 'added', path: name, b: file(name) },
      ],
    },
    findings: { same: 0, new: [found], gone: [found], severity: [{ a: found, b: found }] },
    inside: {
      tensors: [
        {
          model: name,
          a: 2,
          b: 2,
          same: 1,
          added: names,
          removed: none,
          reshaped: none,
          values: none,
          moved: 0,
          unread: 0,
        },
      ],
      values: [{ path: name, kind: 'metadata', count: 1, first: [{ at: name, a: name, b: name }] }],
      texts: [{ path: name, at: name, added: 1, removed: 0, lines: [`+${name}`, ''], more: 4 }],
    },
    notCompared: [name],
    incomplete: false,
  };
}

describe('a comparison', () => {
  it('as text says everything once', () => {
    expect(renderComparison(comparison('m'), { width: 80, color: false })).toMatchSnapshot();
  });

  it.each(HOSTILE_NAMES)('as Markdown holds a name like %j', (name) => {
    const text = renderComparisonMarkdown(comparison(name));
    const tags = new Set([...text.matchAll(/<\/?([a-z!?]+)[^>]*>/gi)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => !['code', 'br', 'details', 'summary', 'span', 'pre'].includes(tag ?? ''))).toEqual(
      [],
    );
    expect(text).not.toMatch(/]\(|https?:\/\/|www\.|`|~~|\$|@/);
  });
});
