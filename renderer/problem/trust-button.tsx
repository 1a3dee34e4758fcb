import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { CertificateComparison } from '../../shared/ipc/certificate-view.ts';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/dialog.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Fingerprint } from './fingerprint.tsx';

/** A refused certificate that may be trusted by hand; null where that is not so. */
export function trustable({ side, certificates }: ProblemView): Trustable | null {
  return side !== null && certificates?.mayTrust === 'yes' ? { side, comparison: certificates } : null;
}

/** See {@link trustable}. */
export interface Trustable {
  readonly side: NonNullable<ProblemView['side']>;
  readonly comparison: CertificateComparison;
}

/** Trusts a certificate by hand, after asking whether it was compared. Main has the last word. */
export function TrustButton(props: {
  readonly move: string;
  readonly trustable: Trustable;
  /** `main` where the screen has no other next step. */
  readonly kind?: 'main' | 'plain';
  readonly onTrusted: () => void;
}): React.JSX.Element {
  const { move, trustable: of, kind = 'plain', onTrusted } = props;
  const { side, comparison } = of;
  const [state, setState] = useState<'closed' | 'asking' | 'busy' | 'refused'>('closed');
  const trust = async (): Promise<void> => {
    setState('busy');
    const { sha256 } = comparison.presented;
    const isTrusted = await ask('trustCertificate', { move, side, sha256 }).then(
      ({ trusted }) => trusted,
      () => false,
    );
    setState(isTrusted ? 'closed' : 'refused');
    if (isTrusted) onTrusted();
  };
  return (
    <>
      <Button kind={kind} icon="lock" onPress={() => setState('asking')}>
        <FormattedMessage id={comparison.trusted ? 'certificate.trust.new' : 'certificate.trust'} />
      </Button>
      {state === 'refused' && (
        <p role="alert">
          <FormattedMessage id="certificate.trust.refused" />
        </p>
      )}
      <TrustDialog
        comparison={comparison}
        isOpen={state === 'asking' || state === 'busy'}
        isBusy={state === 'busy'}
        onConfirm={() => void trust()}
        onCancel={() => setState('closed')}
      />
    </>
  );
}

function TrustDialog(props: {
  readonly comparison: CertificateComparison;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { comparison, isOpen, isBusy, onConfirm, onCancel } = props;
  const { host, port, presented, isGood } = comparison;
  const intl = useIntl();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={<FormattedMessage id="certificate.trust.title" />}
      cancelLabel={intl.formatMessage({ id: 'certificate.trust.cancel' })}
      confirm={{ label: intl.formatMessage({ id: 'certificate.trust.confirm' }), isBusy, onPress: onConfirm }}
      onCancel={onCancel}
    >
      <p>
        <Fingerprint sha256={presented.sha256} />
      </p>
      <p>
        {isGood ? (
          <FormattedMessage id="certificate.trust.good" />
        ) : (
          <FormattedMessage
            id="certificate.trust.text"
            values={{ host: <Foreign text={`${host}:${String(port)}`} /> }}
          />
        )}
      </p>
    </ConfirmDialog>
  );
}
