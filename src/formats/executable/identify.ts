import { Buffer } from 'node:buffer';
import type { ExecutableKind } from './structure.ts';

/** What the first bytes say, without a script's name. Each test looks at more than a magic number of two bytes. */
export function kindOf(head: Uint8Array): { kind: ExecutableKind; library: boolean } | undefined {
  if (head.length < 8) return undefined;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const kind = (of: ExecutableKind, library = false) => ({ kind: of, library });
  const first = bytes.readUInt32BE(0);
  if (first === 0x7f454c46) return elf(bytes);
  if (bytes[0] === 0x4d && bytes[1] === 0x5a) return mz(bytes);
  if (first === 0xfeedface || first === 0xfeedfacf)
    return kind('mach-o', bytes.length >= 16 && bytes.readUInt32BE(12) !== 2);
  if (first === 0xcefaedfe || first === 0xcffaedfe)
    return kind('mach-o', bytes.length >= 16 && bytes.readUInt32LE(12) !== 2);
  // One magic number for two: the number of architectures is small, the version of a class is at least 45.
  if (first === 0xcafebabe) {
    const next = bytes.readUInt32BE(4);
    if (next >= 1 && next < 20) return kind('mach-o', true);
    return (next & 0xffff) >= 45 && (next & 0xffff) < 256 ? kind('java-class', true) : undefined;
  }
  if (first === 0x0061736d && [0x01000000, 0x0d000100].includes(bytes.readUInt32BE(4))) return kind('wasm', true);
  if (bytes.toString('latin1', 0, 4) === 'dex\n') return kind('dex', true);
  if (first === 0x4c000000 && bytes.readUInt32BE(4) === 0x01140200) return kind('shortcut');
  if (first === 0xd0cf11e0 && bytes.readUInt32BE(4) === 0xa1b11ae1) return kind('ole');
  return pythonBytecode(bytes) ? kind('python-bytecode', true) : undefined;
}

/** https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
function elf(bytes: Buffer) {
  if (bytes.length < 18 || ![1, 2].includes(bytes[4] ?? 0) || ![1, 2].includes(bytes[5] ?? 0) || bytes[6] !== 1)
    return undefined;
  const type = bytes[5] === 1 ? bytes.readUInt16LE(16) : bytes.readUInt16BE(16);
  return { kind: 'elf' as const, library: type === 3 || type === 1 };
}

/** https://learn.microsoft.com/windows/win32/debug/pe-format; the first letters of αpε are its shell script. */
function mz(bytes: Buffer) {
  if (/^MZqFpD=['"]/.test(bytes.toString('latin1', 0, 8))) return { kind: 'ape' as const, library: false };
  const at = bytes.length >= 64 ? bytes.readUInt32LE(60) : 0;
  if (at < 64 || at + 24 > bytes.length || bytes.readUInt32BE(at) !== 0x50450000) return undefined;
  return { kind: 'pe' as const, library: (bytes.readUInt16LE(at + 22) & 0x2000) !== 0 };
}

/** Since Python 3.3: a magic number that ends in CR LF, flags, and a code object as marshal writes it. */
function pythonBytecode(bytes: Buffer): boolean {
  if (bytes.length < 17 || bytes[2] !== 0x0d || bytes[3] !== 0x0a) return false;
  const version = bytes.readUInt16LE(0);
  return version >= 3_000 && version < 4_000 && ((bytes[16] ?? 0) & 0x7f) === 0x63;
}

/** The interpreter that the first line names. */
export function shebang(head: Uint8Array): string | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const line = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 256)).toString('latin1').split('\n')[0];
  return /^#!\s*(\/[\x21-\x7e]+(?:[ \t][\x20-\x7e]*)?)\r?$/.exec(line ?? '')?.[1]?.trim();
}

/** Scripts that a system runs by their name. */
export const SCRIPT =
  /^(?:(?:Docker|Container|Make|GNUmake|just)file|\.envrc|Procfile|MLproject)$|\.(?:sh|bash|zsh|ksh|csh|fish|bat|cmd|ps1|psm1|vbs|vbe|wsf|hta|desktop|command|scpt|reg)$/i;
/** Source text whose own readers look at it: a first line that names an interpreter is ordinary there. */
export const SOURCE = /\.(?:py|pyw|pyi|ipynb|pl|rb|js|mjs|cjs|ts|lua|r|jl|php|awk|tcl|md|rst)$/i;
