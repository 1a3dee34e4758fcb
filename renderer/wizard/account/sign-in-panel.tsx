import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { LiveText } from '../../components/live-text.tsx';
import { AddressField } from './address-field.tsx';
import { asManual, emptyForm } from './account-form.ts';
import { BrowserOnly } from './browser-only.tsx';
import { HostedNote } from './hosted-note.tsx';
import { KnownAccount } from './known-account.tsx';
import { LookingFor } from './looking-for.tsx';
import { lookUpWords } from './look-up-words.ts';
import { NoImap } from './no-imap.tsx';
import { ServerCard } from './server-card.tsx';
import { SignInAnswer } from './sign-in-answer.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** The form of one side: the address, what it told, and the password. */
export function SignInPanel({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const intl = useIntl();
  const { form } = at;
  return (
    <form
      className="account"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (at.signIn.attempt.kind !== 'running' && at.pausedUntil === null) at.submit();
      }}
    >
      <SignInAnswer at={at} />
      {at.mode === 'again' ? <KnownAccount at={at} /> : <AddressField at={at} />}
      <LiveText text={lookUpWords(form, intl)} />
      {form.isSearching && <LookingFor form={form} />}
      <HostedNote form={form} />
      {form.found?.kind === 'no-imap' && !form.isManual && <NoImap at={at} provider={form.found.provider} />}
      {at.guide.isBrowserOnly && <BrowserOnly at={at} />}
      {hasServer(at) && <ServerCard at={at} />}
      <WayRound at={at} />
      {/* The button that sends stands in the footer, outside of the form: this one lets the Enter key send it, too. */}
      <button type="submit" hidden>
        <FormattedMessage id="account.signIn" />
      </button>
    </form>
  );
}

function hasServer({ form, guide }: SignInForm): boolean {
  // Where no password helps, the server of a provider is no matter; one named by hand may be a slip.
  if (form.found?.kind === 'known' && !form.isManual) return !guide.isBrowserOnly;
  return form.isManual || form.found?.kind === 'unknown';
}

/** From the address to the server's fields, and back. */
function WayRound({ at }: { readonly at: SignInForm }): React.JSX.Element | null {
  const { form } = at;
  if (at.mode === 'again' || form.stack !== null || at.signIn.attempt.kind === 'running') return null;
  if (form.isManual)
    return (
      <div>
        <Button kind="quiet" icon="search" onPress={() => at.change({ ...emptyForm, typed: form.typed })}>
          <FormattedMessage id="account.auto" />
        </Button>
      </div>
    );
  if (hasServer(at)) return null;
  // What the network told may be wrong; the directory knows.
  if (!form.isByNetwork && (at.guide.isBrowserOnly || form.found?.kind === 'no-imap')) return null;
  return (
    <div>
      <Button kind="quiet" icon="server" onPress={() => at.change(asManual(form))}>
        <FormattedMessage id="account.manual" />
      </Button>
    </div>
  );
}
