import type { z } from 'zod';

/** One operation of the door: what goes in and what comes out. */
export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = { input: I; output: O };
export const op = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<I, O> => ({
  input,
  output,
});
