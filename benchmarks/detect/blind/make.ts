import type { Container, DetectCase, TrickClass } from '../case.ts';
import { bin } from './bytes.ts';
import { pk, type Val } from './pickle.ts';
import { legacy, legacyState, stateDict, torchZip } from './torch.ts';
import { zip } from './zip.ts';

export type Files = Readonly<Record<string, Uint8Array>>;

export const ECHO = 'echo pwned';
export const PRINT = 'print(1)';
export const ADDRESS = 'http://127.0.0.1/x';

const config = (): Uint8Array => bin(JSON.stringify({ model_type: 'bert', hidden_size: 4 }, null, 2), '\n');

function make(malicious: boolean) {
  return (
    trick: TrickClass,
    name: string,
    container: Container,
    title: string,
    build: () => Files,
    reference?: string,
  ): DetectCase => ({
    id: `${trick}/${malicious ? '' : 'clean-'}${name}@${container}`,
    trick,
    container,
    malicious,
    title,
    build,
    ...(reference === undefined ? {} : { reference }),
  });
}

export const bad = make(true);
export const good = make(false);

/** Puts a finished pickle where the container's usual loader runs it. */
export function carry(container: Container, body: Uint8Array, name?: string): Files {
  switch (container) {
    case 'torch-zip':
      return { [name ?? 'pytorch_model.bin']: torchZip(body) };
    case 'torch-legacy':
      return { [name ?? 'model.pt']: legacy(body) };
    case 'zip':
      return { [name ?? 'bundle.zip']: zip([{ name: 'model.pkl', data: body, deflated: true }]) };
    case 'folder':
      return { 'config.json': config(), [name ?? 'training_args.bin']: body };
    default:
      return { [name ?? 'model.pkl']: body };
  }
}

/** Puts a value into the object a container of that kind usually holds. */
export function deliver(container: Container, value: Val, p = 4, name?: string): Files {
  if (container === 'torch-zip') return carry(container, pk(stateDict(['extra', value]), p), name);
  if (container === 'torch-legacy') return carry(container, pk(legacyState(['extra', value]), p), name);
  return carry(container, pk(value, p), name);
}

/** A row of a table of cases whose payload is one value of a pickle. */
export type Row = readonly [
  name: string,
  container: Container,
  proto: number,
  title: string,
  value: Val,
  file?: string,
];
export const rows = (trick: TrickClass, table: readonly Row[], malicious = true): DetectCase[] =>
  table.map(([name, container, p, title, value, file]) =>
    make(malicious)(trick, name, container, title, () => deliver(container, value, p, file)),
  );

/** A row whose payload is a whole stream. */
export type StreamRow = readonly [
  name: string,
  container: Container,
  title: string,
  body: () => Uint8Array,
  file?: string,
];
export const streams = (trick: TrickClass, table: readonly StreamRow[], malicious = true): DetectCase[] =>
  table.map(([name, container, title, body, file]) =>
    make(malicious)(trick, name, container, title, () => carry(container, body(), file)),
  );
