import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import './check.css';

type CheckProps = {
  children: ReactNode;
  /** Its name in a group of checks. */
  value?: string;
  isSelected?: boolean;
  /** Some of what it stands for is so, and some is not. */
  isIndeterminate?: boolean;
  isDisabled?: boolean;
  onChange?: (isSelected: boolean) => void;
};

/** A box to tick, with what it means. */
export function Check({ children, ...props }: CheckProps) {
  return (
    <Checkbox className="check" {...props}>
      <span className="check-box" aria-hidden="true" />
      {children}
    </Checkbox>
  );
}
