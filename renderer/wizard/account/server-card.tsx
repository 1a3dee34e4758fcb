import { FormattedMessage } from 'react-intl';
import { Foreign } from '../../components/foreign.tsx';
import { isNothingFound, providerOf } from './account-form.ts';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { OwnClient } from './own-client.tsx';
import { FoundNote } from './found-note.tsx';
import { SecretField } from './secret-field.tsx';
import { ServerLine } from './server-line.tsx';
import type { SignInForm } from './sign-in-form.ts';
import { SignInGuide } from './sign-in-guide.tsx';
import { SourceChip } from './source-chip.tsx';

/** Whose mailbox it is, where it lives, how signing in works there, and the password. */
export function ServerCard({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const { form, guide } = at;
  return (
    <section className="card account__card" aria-labelledby="account-card">
      <div className="account__head">
        <h2 id="account-card">
          <CardTitle at={at} />
        </h2>
        {!form.isManual && !isNothingFound(form) && <SourceChip form={form} />}
      </div>
      <CardNote at={at} />
      <ServerLine at={at} />
      {!guide.isBrowserOnly && (
        <>
          <SignInGuide at={at} />
          <SecretField at={at} />
          <BrowserSignIn at={at} />
          <OwnClient at={at} />
        </>
      )}
    </section>
  );
}

function CardTitle({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const { form } = at;
  const provider = providerOf(form);
  if (provider) return <Foreign text={provider.name} />;
  if (form.found?.kind === 'unknown' && !form.isManual) return <Foreign text={form.found.domain} />;
  return <FormattedMessage id="account.manual.title" />;
}

function CardNote({ at }: { readonly at: SignInForm }): React.JSX.Element | null {
  const { form } = at;
  const provider = providerOf(form);
  if (form.isManual && at.mode === 'new')
    return (
      <p className="quiet">
        <FormattedMessage id="account.manual.text" />
      </p>
    );
  if (form.found?.kind === 'unknown') return <FoundNote form={form} domain={form.found.domain} />;
  if (provider && at.mode === 'new' && form.found?.kind === 'known' && form.found.proposals.length === 0)
    return (
      <p>
        <FormattedMessage id="account.ownHost.text" values={{ provider: <Foreign text={provider.name} /> }} />
      </p>
    );
  return null;
}
