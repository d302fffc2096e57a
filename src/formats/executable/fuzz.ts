import { PROGRAMS } from './write.fixture.ts';

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return Object.entries(PROGRAMS).map(([name, make]) => ({ name, bytes: make() }));
}
