import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import { Button } from '../components/button.tsx';
import { useFacts } from '../use-facts.ts';

const topics = ['safe', 'stop', 'password', 'stuck'] as const;

/** Answers to what people ask in the middle of a move. */
export function Help(props: { readonly isOpen: boolean; readonly onClose: () => void }): React.JSX.Element {
  const { isOpen, onClose } = props;
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={onClose} isDismissable>
      <Modal className="overlay__window">
        <Dialog className="dialog">
          <Heading slot="title" level={2} className="dialog__title">
            <FormattedMessage id="frame.help" />
          </Heading>
          <dl className="help">
            {topics.map((topic) => (
              <div key={topic}>
                <dt>
                  <FormattedMessage id={`frame.help.${topic}.title`} />
                </dt>
                <dd>
                  <FormattedMessage id={`frame.help.${topic}.text`} />
                </dd>
              </div>
            ))}
          </dl>
          <Version />
          <div className="dialog__actions">
            <Button kind="main" onPress={onClose}>
              <FormattedMessage id="frame.help.close" />
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Version(): React.JSX.Element | null {
  const facts = useFacts();
  if (!facts) return null;
  return (
    <p className="quiet">
      <FormattedMessage id="app.version" values={{ version: facts.version }} />
    </p>
  );
}
