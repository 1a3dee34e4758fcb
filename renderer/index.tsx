import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import { catalogue } from '../shared/messages/catalogue.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <IntlProvider locale="en" messages={catalogue.en}>
      <App />
    </IntlProvider>
  </StrictMode>,
);
