import type { ReactNode } from 'react';
import type { Status } from '../../shared/model.ts';
import './overlays.css';

const Sign = ({ children }: { children: ReactNode }) => (
  <svg className="sign" viewBox="0 0 12 12" aria-hidden="true">
    {children}
  </svg>
);

const SHAPES: Record<Status, ReactNode> = {
  'to-do': <circle cx="6" cy="6" r="4.25" />,
  'in-progress': (
    <>
      <circle cx="6" cy="6" r="4.25" />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5Z" fill="currentColor" />
    </>
  ),
  done: <path d="m2 6.5 2.75 2.75L10 3.25" strokeWidth="1.75" />,
  'not-relevant': <path d="M1.75 6a4.25 4.25 0 1 0 8.5 0 4.25 4.25 0 1 0-8.5 0M3 9l6-6" />,
};

/** A status told by its shape; the word beside it says the same. */
export const StatusSign = ({ status }: { status: Status }) => <Sign>{SHAPES[status]}</Sign>;

/** Something is incomplete, or is to be looked at. */
export const WarningSign = () => (
  <Sign>
    <path d="M6 1.5 11 10.5H1ZM6 5v2.5M6 8.75v.4" strokeLinejoin="round" />
  </Sign>
);

export const CheckSign = () => <Sign>{SHAPES.done}</Sign>;

/** Guidelines. */
export const BookSign = () => (
  <Sign>
    <path
      d="M6 3C4.75 2 3 1.75 1.25 2v7.75C3 9.5 4.75 9.75 6 10.75M6 3c1.25-1 3-1.25 4.75-1v7.75c-1.75-.25-3.5 0-4.75 1M6 3v7.75"
      strokeLinejoin="round"
    />
  </Sign>
);

/** Takes away what it stands beside. */
export const CrossSign = () => (
  <Sign>
    <path d="m3 3 6 6M9 3 3 9" />
  </Sign>
);
