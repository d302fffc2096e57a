import type { Format } from '../format.ts';
import { kindOf } from './kind.ts';
import type { PictureStructure } from './structure.ts';

/** Pictures beside a model: nothing of them is drawn, but what lies in them that no viewer shows is read. */
export const pictureFormat: Format<PictureStructure> = {
  id: 'picture',
  version: 1,
  title: 'Picture (PNG, JPEG, GIF, WebP)',
  extensions: ['.png', '.jpg', '.jpeg', '.gif', '.webp'],
  mayPrecede: true,
  identify: (probe) => (probe.role === undefined && kindOf(probe.head) !== undefined ? 'magic' : undefined),
  read: async (source, context) => (await import('./read.ts')).readPicture(source, context),
};
