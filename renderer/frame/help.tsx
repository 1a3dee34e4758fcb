import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import { Button } from '../components/button.tsx';
import { useFacts } from '../use-facts.ts';
import { HelpTopics } from './help-topics.tsx';
import { Licences } from './licences.tsx';

/** Answers, the version that runs, and the licences of what it is made of. */
export function Help(props: { readonly isOpen: boolean; readonly onClose: () => void }): React.JSX.Element {
  const { isOpen, onClose } = props;
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={onClose} isDismissable>
      <Modal className="overlay__window">
        <Dialog className="dialog">
          <Contents onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Lives as long as the dialog is open: it opens with the answers each time. */
function Contents({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const [showsLicences, setShowsLicences] = useState(false);
  return (
    <>
      <Heading slot="title" level={2} className="dialog__title">
        <FormattedMessage id={showsLicences ? 'frame.licences' : 'frame.help'} />
      </Heading>
      {showsLicences ? <Licences /> : <HelpTopics />}
      <Version />
      <div className="dialog__actions">
        <Button kind="quiet" onPress={() => setShowsLicences(!showsLicences)}>
          <FormattedMessage id={showsLicences ? 'frame.licences.back' : 'frame.licences'} />
        </Button>
        <Button kind="main" onPress={onClose}>
          <FormattedMessage id="frame.help.close" />
        </Button>
      </div>
    </>
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
