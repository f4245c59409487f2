import type { ReactElement, ReactNode } from 'react';
import type { Placement } from 'react-aria-components';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import './overlays.css';

type TipProps = {
  /** A button: what the pointer or the keyboard comes to. */
  children: ReactElement;
  tip: ReactNode;
  /** The key that does the same, as it is shown. */
  keys?: string | undefined;
  placement?: Placement;
};

/** A tooltip on a button: what it does, and its key. */
export function Tip({ children, tip, keys, placement = 'top' }: TipProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={100}>
      {children}
      <Tooltip className="tooltip" placement={placement} offset={6}>
        {tip}
        {keys && <kbd className="kbd">{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
