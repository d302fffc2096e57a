import { writeLfsPointer } from './write.fixture.ts';

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [{ name: 'model.safetensors', bytes: writeLfsPointer() }];
}
