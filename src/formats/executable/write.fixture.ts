/** The first bytes of programs, enough to be known and too little to run. */
export const PROGRAMS = {
  elf: () => padded(Buffer.from('7f454c4602010100000000000000000002003e00', 'hex')),
  elfLibrary: () => padded(Buffer.from('7f454c4602010100000000000000000003003e00', 'hex')),
  pe: () => pe(0x0022),
  peLibrary: () => pe(0x2022),
  machO: () => padded(Buffer.from('cffaedfe0c00000100000000020000001000000000000000', 'hex')),
  fatMachO: () => padded(Buffer.from('cafebabe00000002', 'hex')),
  ape: () => padded(Buffer.from("MZqFpD='\n\n")),
  wasm: () => padded(Buffer.from('0061736d01000000', 'hex')),
  javaClass: () => padded(Buffer.from('cafebabe0000003d', 'hex')),
  pythonBytecode: () => padded(Buffer.from('cb0d0d0a000000000000000000000000e3', 'hex')),
  shortcut: () => padded(Buffer.from('4c0000000114020000000000c000000000000046', 'hex')),
  ole: () => padded(Buffer.from('d0cf11e0a1b11ae1', 'hex')),
  script: () => new TextEncoder().encode('#!/bin/sh\necho harmless\n'),
} satisfies Record<string, () => Uint8Array>;

function padded(head: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(256);
  bytes.set(head);
  return bytes;
}

function pe(characteristics: number): Uint8Array {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(characteristics, 128 + 22);
  return new Uint8Array(bytes);
}
