import type { Input } from '../../shared/contract/index.ts';
import type { Context } from '../context.ts';
import { createRemembered } from './remembered.ts';

export function rememberedHandlers({ options }: Context) {
  const remembered = createRemembered(options.userData);

  return {
    'remembered.all': () => remembered.all(),
    'remembered.set': ({ key, value }: Input<'remembered.set'>) => {
      remembered.set(key, value);
      return null;
    },
  };
}
