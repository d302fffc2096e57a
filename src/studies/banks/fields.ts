import { z } from 'zod';

/** A name in a file of banks, e.g. `city-of-oslo`. */
export const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
