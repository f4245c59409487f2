import { announce, type Workbench } from '../session/workbench.ts';
import { TEXT_SIZES, textSizeBeside } from './view-options.ts';

type Stores = Pick<Workbench, 'view'>;

/** To the next larger or smaller size of the text. */
export function setTextSize(w: Stores, step: 1 | -1): void {
  const { options } = w.view.getState();
  const textSize = textSizeBeside(options.textSize, step);
  w.view.setState({ options: { ...options, textSize } });
  announce(w, `Text size ${TEXT_SIZES.indexOf(textSize) + 1} of ${TEXT_SIZES.length}`);
}

export function toggleInvisibles(w: Stores): void {
  const { options } = w.view.getState();
  const invisibles = !options.invisibles;
  w.view.setState({ options: { ...options, invisibles } });
  announce(w, invisibles ? 'Invisible characters are shown.' : 'Invisible characters are hidden.');
}
