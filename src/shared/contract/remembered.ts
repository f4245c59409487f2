/** What a window remembers on this computer, beside any project: how it is looked at, not what is in it. */
import { z } from 'zod';
import { op } from './op.ts';

const Key = z.string().min(1).max(200);

export const remembered = {
  'remembered.all': op(z.strictObject({}), z.record(Key, z.string())),
  'remembered.set': op(z.strictObject({ key: Key, value: z.string().max(100_000) }), z.null()),
};
