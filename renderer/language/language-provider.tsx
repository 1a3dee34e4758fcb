import { useLayoutEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import { catalogue, type Language, type Messages } from '../../shared/messages/catalogue.ts';
import './message-ids.ts';
import { pseudoMessages } from './pseudo.ts';
import { readStandIn } from './stand-in.ts';

const standIn = readStandIn(location);

/** Everything below it speaks this language, controls and the page itself included. */
export function LanguageProvider(props: {
  readonly language: Language;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { language, children } = props;
  const messages = useMemo((): Messages => {
    return standIn.pseudo ? pseudoMessages(catalogue[language]) : catalogue[language];
  }, [language]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = standIn.direction;
  }, [language]);
  return (
    // react-aria takes the direction from the locale: Arabic stands in where right to left is tried out.
    <I18nProvider locale={standIn.direction === 'rtl' ? 'ar' : language}>
      <IntlProvider locale={language} messages={messages} defaultLocale="en">
        {children}
      </IntlProvider>
    </I18nProvider>
  );
}
