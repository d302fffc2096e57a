import { expect, it } from 'vitest';
import { audit } from '../audit.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const severities = async (files: Record<string, Uint8Array>) =>
  (await audit(files)).findings.filter(({ rule }) => rule === 'file-name').map(({ severity }) => severity);

it('is medium for characters that are not seen, and for two spellings of what is loaded', async () => {
  expect(await severities({ 'model\u202enib.txt': text('a') })).toEqual(['medium']);
  expect(await severities({ 'config\u200b.json': text('{}') })).toEqual(['medium']);
  expect(await severities({ 'config.json': text('{}'), 'Config.json': text('{"a": 1}') })).toEqual(['medium']);
});

it('is low for two spellings of a text, and silent about letters of any language', async () => {
  expect(await severities({ 'README.md': text('a'), 'readme.md': text('b') })).toEqual(['low']);
  expect(await severities({ 'größe.txt': text('a'), '模型.json': text('{}'), 'a b (1).txt': text('c') })).toEqual([]);
});
