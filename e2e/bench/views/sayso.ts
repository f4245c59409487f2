import type { BenchView } from '../bench-view.ts';
import * as sayso from '../sayso.ts';

export const view: BenchView = sayso;
