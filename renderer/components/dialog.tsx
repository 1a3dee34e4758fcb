import { useId } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';

/** Asks before something that cannot be taken back. Escape, a press beside it and the first button all mean no. */
export function ConfirmDialog(props: {
  readonly isOpen: boolean;
  readonly title: React.ReactNode;
  readonly children: React.ReactNode;
  readonly confirm: {
    readonly label: string;
    readonly onPress: () => void;
    readonly kind?: 'main' | 'danger' | undefined;
    readonly isBusy?: boolean | undefined;
  };
  readonly cancelLabel: string;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { isOpen, title, children, confirm, cancelLabel, onCancel } = props;
  const description = useId();
  const close = (open: boolean): void => {
    if (!open) onCancel();
  };
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={close} isDismissable>
      <Modal className="overlay__window">
        <Dialog className="dialog" role="alertdialog" aria-describedby={description}>
          <Heading slot="title" level={2} className="dialog__title">
            {title}
          </Heading>
          <div className="dialog__text" id={description}>
            {children}
          </div>
          <div className="dialog__actions">
            <Button onPress={onCancel}>{cancelLabel}</Button>
            <Button kind={confirm.kind ?? 'main'} isBusy={confirm.isBusy} onPress={confirm.onPress}>
              {confirm.label}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
