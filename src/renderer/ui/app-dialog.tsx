import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './overlays.css';

type AppDialogProps = {
  title: string;
  /** A further class of the dialog, for its width. */
  className?: string;
  role?: 'dialog' | 'alertdialog';
  /** It holds what was typed, so that a click beside it must not close it. */
  holdsInput?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog over the window. Escape and a click beside it close it; the focus goes back to where it was. */
export function AppDialog(props: AppDialogProps) {
  const { title, className = '', role = 'dialog', holdsInput = false, onClose, children } = props;
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!holdsInput} onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal">
        <Dialog className={`dialog ${className}`} role={role}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
