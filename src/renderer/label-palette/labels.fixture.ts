/** For tests: the built-in labels; the cue is switched off, as it is in a new project. */
import type { Label } from '../../shared/model.ts';

export const LABELS: readonly Label[] = ['Speaker', 'Claim', 'Condition', 'Cue'].map((name, i) => ({
  id: name.toLowerCase(),
  name,
  colour: ['#1f5fbf', '#9a5b00', '#7a3bb0', '#20754a'][i] ?? '#808080',
  key: String(i + 1),
  description: '',
  active: name !== 'Cue',
  position: i,
}));
