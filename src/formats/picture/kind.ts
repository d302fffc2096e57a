import { Buffer } from 'node:buffer';
import type { PictureKind } from './structure.ts';

export function kindOf(head: Uint8Array): PictureKind | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(16, head.length)).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  return /^RIFF[^]{4}WEBP/.test(text) ? 'webp' : undefined;
}
