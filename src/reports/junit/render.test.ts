import { describe, expect, it } from 'vitest';
import { dossierOf, file, finding, HOSTILE_NAMES } from '../dossier.fixture.ts';
import { type JunitOptions, renderJunit } from './render.ts';

const OPTIONS: JunitOptions = { failOn: 'high', under: '' };
/** Characters that XML 1.0 has (section 2.2). */
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;

describe('JUnit XML', () => {
  const files = [
    file('a.pkl'),
    file('b.bin', { status: 'partial', reason: 'it ends early' }),
    file('README.md', { status: 'not applicable', format: 'unknown', reason: 'no format that Assay reads' }),
  ];
  const at = (path: string) => ({ kind: 'file', path }) as const;

  it('has a suite for each file, a case for its reading and one for each finding', () => {
    const found = [finding({ location: at('a.pkl') }), finding({ location: at('a.pkl'), severity: 'medium' })];
    const text = renderJunit(dossierOf(files, found), OPTIONS);
    expect(text).toMatchSnapshot();
  });

  it.each([
    ['high', 1],
    ['medium', 2],
    ['low', 2],
    ['never', 0],
  ] as const)('fails at %s or above', (failOn, failures) => {
    const found = [finding(), finding({ severity: 'medium' }), finding({ accepted: { reason: 'ours' } })];
    const text = renderJunit(dossierOf([file('model.bin')], found), { ...OPTIONS, failOn });
    expect(count(text, /<failure /g)).toBe(failures);
    expect(text).toContain(`<testsuites name="Assay: model" tests="4" failures="${failures}" errors="0" skipped="1"`);
    expect(text).toContain('<skipped message="accepted: ours"/>');
  });

  it('gives a finding a suite where its file is missing', () => {
    const text = renderJunit(dossierOf([file('a')], [finding({ location: at('missing.safetensors') })]), OPTIONS);
    expect(text).toContain('<testsuite name="missing.safetensors" tests="1" failures="1"');
  });

  it('keeps the name of a case where only offsets change', () => {
    const names = [71, 4711].map((offset) => {
      const text = renderJunit(
        dossierOf([file('a')], [finding({ location: { kind: 'file', path: 'a', member: 'm', offset } })]),
        OPTIONS,
      );
      return [...text.matchAll(/ name="(pickle-gadget[^"]*)"/g)].map(([, name]) => name);
    });
    expect(names[0]).toEqual(['pickle-gadget: Runs a program in m [0123456789ab]']);
    expect(names[1]).toEqual(names[0]);
  });

  it('counts files of other formats beyond many', () => {
    const other = Array.from({ length: 700 }, (_, i) =>
      file(`x${i}.md`, { status: 'not applicable', format: 'unknown' }),
    );
    const text = renderJunit(dossierOf(other), OPTIONS);
    expect(text).toContain('not listed one by one: 200 further files');
    expect(count(text, /<testcase /g)).toBe(501);
  });

  it.each(HOSTILE_NAMES)('holds a file called %j', (name) => {
    const hostile = finding({
      location: { kind: 'file', path: name, member: name, tensor: name },
      message: name,
      title: name,
    });
    const text = renderJunit(dossierOf([file(name, { status: 'failed', reason: name })], [hostile]), OPTIONS);
    expect(text).toMatch(XML_TEXT);
    const tags = [...text.matchAll(/<\/?([^\s>/]+)/g)].map(([, tag]) => tag);
    expect(new Set(tags)).toEqual(new Set(['?xml', 'testsuites', 'testsuite', 'testcase', 'error', 'failure']));
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;)/);
  });
});
