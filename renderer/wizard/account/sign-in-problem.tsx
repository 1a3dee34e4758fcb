import { FormattedMessage, useIntl } from 'react-intl';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { trustable, TrustButton } from '../../problem/trust-button.tsx';
import { providerOf, withNextProposal } from './account-form.ts';
import type { FieldName } from './find-faults.ts';
import { BrowserButton } from './browser-sign-in.tsx';
import { PageButton } from './page-button.tsx';
import { blamedField, remedyOf, type Remedy } from './remedy.ts';
import type { SignInForm } from './sign-in-form.ts';

/** Why a sign-in failed, and the one next step. */
export function SignInProblem(props: { readonly at: SignInForm; readonly problem: ProblemView }): React.JSX.Element {
  const { at, problem } = props;
  const remedy = remedyOf(problem, at.form);
  const blamed = blamedField(problem);
  const isForBrowser = problem.kind.startsWith('oauth-') || at.guide.isBrowserOnly;
  if (isForBrowser && at.browser?.isOpen === true)
    return (
      <ProblemNotice problem={problem} move={at.move.id} isAnnounced={false} actions={<BrowserButton at={at} />} />
    );
  return (
    <ProblemNotice
      problem={problem}
      move={at.move.id}
      // The focus comes here: read out once is enough.
      isAnnounced={false}
      actions={
        <>
          <CertificateButton at={at} problem={problem} />
          <RemedyButton at={at} remedy={remedy} />
          {blamed && remedy.kind !== 'field' && <FieldButton at={at} field={blamed} />}
        </>
      }
    />
  );
}

function RemedyButton(props: { readonly at: SignInForm; readonly remedy: Remedy }): React.JSX.Element | null {
  const { at, remedy } = props;
  switch (remedy.kind) {
    case 'page': {
      const url = providerOf(at.form)?.pages[remedy.key];
      return url === undefined ? null : <PageButton page={remedy.key} url={url} />;
    }
    case 'proposal':
      return (
        <Button icon="server" onPress={() => takeNextProposal(at)}>
          <FormattedMessage id="account.tryHost" values={{ host: <Foreign text={remedy.host} /> }} />
        </Button>
      );
    case 'field':
      return <FieldButton at={at} field={remedy.field} />;
    case 'retry':
      return (
        <Button icon="refresh" onPress={at.submit}>
          <FormattedMessage id="account.again" />
        </Button>
      );
    default:
      return null;
  }
}

/** The certificate of a server of one's own can be trusted; that a server is one's own, only the person can say. */
function CertificateButton(props: {
  readonly at: SignInForm;
  readonly problem: ProblemView;
}): React.JSX.Element | null {
  const { at, problem } = props;
  const of = trustable(problem);
  if (of) return <TrustButton move={at.move.id} trustable={of} onTrusted={at.submit} />;
  if (problem.certificates?.mayTrust !== 'own-server') return null;
  const own = (): void => {
    at.signIn.clear();
    at.change({ ...at.form, source: 'typed', isOpen: true });
    at.fields.focus('secret');
  };
  return (
    <Button icon="server" onPress={own}>
      <FormattedMessage id="certificate.own" />
    </Button>
  );
}

function takeNextProposal(at: SignInForm): void {
  at.signIn.clear();
  at.change(withNextProposal(at.form));
  at.fields.focus('secret');
}

function FieldButton(props: { readonly at: SignInForm; readonly field: FieldName }): React.JSX.Element {
  const { at, field } = props;
  const intl = useIntl();
  return (
    <Button kind="quiet" icon="arrow" onPress={() => at.goTo(field)}>
      <FormattedMessage id="account.goTo" values={{ field: intl.formatMessage({ id: labelOf(at, field) }) }} />
    </Button>
  );
}

function labelOf(at: SignInForm, field: FieldName): MessageId {
  switch (field) {
    case 'secret':
      return at.guide.needsAppPassword ? 'account.secret.app' : 'account.secret';
    case 'typed':
    case 'host':
    case 'port':
    case 'user':
      return `account.${field}`;
    default:
      return field satisfies never;
  }
}
