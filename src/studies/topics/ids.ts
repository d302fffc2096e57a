import { createHash } from 'node:crypto';

const LONGEST = 60;

/**
 * A text as an id: `Tiananmen Square` becomes `tiananmen-square`. Letters of other scripts have none in an id: they are
 * told apart by a digest.
 */
export function idOf(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const lost = /[^\p{ASCII}]/u.test(plain) || id === '' || id.length > LONGEST;
  if (!lost) return id;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return [id.slice(0, LONGEST - 9).replace(/-+$/, ''), digest].filter((part) => part !== '').join('-');
}
