import { expect, it } from 'vitest';
import { addressOfPage } from './hub-pages.ts';

it.each([
  ['https://huggingface.co/org/name', 'hf://org/name'],
  ['https://hf.co/org/name/', 'hf://org/name'],
  ['https://huggingface.co/org/name/tree/v1', 'hf://org/name@v1'],
  ['https://huggingface.co/org/name/blob/main/a/b%20c.bin', 'hf://org/name@main/a/b c.bin'],
  [
    'https://huggingface.co/org/name/resolve/refs%2Fpr%2F1/model.bin?download=true',
    'hf://org/name@refs%2Fpr%2F1/model.bin',
  ],
  ['https://www.modelscope.cn/models/org/name', 'ms://org/name'],
  ['https://modelscope.cn/models/org/name/files', 'ms://org/name'],
  ['https://huggingface.co/datasets/org/name', undefined],
  ['https://huggingface.co/docs/hub', undefined],
  ['http://huggingface.co/org/name', undefined],
  ['https://huggingface.co.example/org/name', undefined],
  ['https://model.example/org/name', undefined],
])('%s is %s', (page, address) => {
  expect(addressOfPage(page)).toBe(address);
});
