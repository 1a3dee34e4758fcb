import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import en from '../shared/messages/en.json' with { type: 'json' };
import { App } from './app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <IntlProvider locale="en" messages={en}>
      <App />
    </IntlProvider>
  </StrictMode>,
);
