import { pathDanger } from '../archive-names.ts';
import { FLAG } from './records.ts';

/** The upper half of code page 437, the encoding of names without the UTF-8 flag (APPNOTE.TXT appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes a name's bytes (one character for each) as its flags say; `raw` where they are not valid UTF-8. */
export function decodeName(raw: string, flags: number): { name: string; sound: boolean } {
  if (!hasHighBytes(raw)) return { name: raw, sound: true };
  if ((flags & FLAG.utf8) === 0) {
    return { name: raw.replace(/[\u0080-\u00ff]/g, (byte) => CP437[byte.charCodeAt(0) - 0x80] ?? byte), sound: true };
  }
  try {
    return { name: UTF8.decode(Buffer.from(raw, 'latin1')), sound: true };
  } catch {
    return { name: raw, sound: false };
  }
}

function hasHighBytes(raw: string): boolean {
  for (let i = 0; i < raw.length; i++) if (raw.charCodeAt(i) > 0x7f) return true;
  return false;
}

/** What a name would do to a program that extracts it, or undefined. */
export function nameDanger(name: string): { code: 'zip.path-traversal' | 'zip.name-nul'; what: string } | undefined {
  const what = pathDanger(name);
  if (what !== undefined) return { code: 'zip.path-traversal', what };
  if (name.includes('\0')) return { code: 'zip.name-nul', what: 'holds a NUL byte, where many readers end the name' };
  return undefined;
}
