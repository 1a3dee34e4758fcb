import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createIntl, IntlProvider } from 'react-intl';
import { expect, test } from 'vitest';
import { problemKind, problemView, type ProblemView } from '../../shared/ipc/problem-view.ts';
import { catalogue, type Language } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../renderer/problem/describe-problem.ts';
import { ProblemNotice } from '../../renderer/problem/problem-notice.tsx';
import { problemKey } from '../../renderer/problem/problem-key.ts';
import { sampleProblem } from './support/account-window.ts';

const { refusal, certificate } = problemView.shape;
const refusals = refusal.unwrap().options;
const certificates = certificate.unwrap().options;
const providers = ['gmail', 'outlook', 'office365', 'yahoo', 'aol', 'icloud', 'gmx', 'gmx_com', 'web_de', 'mail_com'];
const languages = Object.keys(catalogue) as Language[];

/** Every problem there is, as it may come from either side of any provider. */
const problems: readonly ProblemView[] = [...providers, null].flatMap((provider) =>
  (['source', 'destination', null] as const).flatMap((side) => {
    const of = (more: Partial<ProblemView>): ProblemView =>
      problemView.parse(sampleProblem({ host: 'imap.example.org', provider, side, ...more }));
    return [
      ...problemKind.options.map((kind) => of({ kind })),
      ...refusals.map((reason) => of({ refusal: reason })),
      ...certificates.map((fault) => of({ kind: 'certificate', certificate: fault })),
      of({ kind: 'silence', host: null, provider: null }),
    ];
  }),
);

function render(problem: ProblemView, language: Language): string {
  const notice = createElement(ProblemNotice, { problem, move: 'a1b2c3d4e5f6a7b8' });
  const onError = (error: Error): never => {
    throw error;
  };
  return renderToStaticMarkup(
    createElement(IntlProvider, { locale: language, messages: catalogue[language], onError }, notice),
  );
}

test.for(languages)('every problem is said in full (%s)', (language) => {
  for (const problem of problems) {
    const html = render(problem, language);
    expect(html).not.toMatch(/undefined|\[object|\{|\}|problem\./u);
    expect(html.match(/<p/gu)?.length).toBeGreaterThanOrEqual(3);
  }
});

test.for(languages)('every problem says whom it is about, or that it is this computer (%s)', (language) => {
  const intl = createIntl({ locale: language, messages: catalogue[language] });
  const thisComputer = ['offline', 'disk-full', 'unexpected'];
  const anyName = String.raw`example\.org|Google|Microsoft|Yahoo|AOL|Apple|GMX|WEB\.DE|mail\.com`;
  const about = {
    en: new RegExp(`${anyName}|your (old|new) mailbox|this (mailbox|move)`, 'iu'),
    fr: new RegExp(`${anyName}|votre (ancienne|nouvelle) messagerie|ce(tte messagerie| déménagement)`, 'iu'),
  };
  for (const problem of problems) {
    if (thisComputer.includes(problem.kind)) continue;
    expect(describeProblem(intl, problem).what, problem.kind).toMatch(about[language]);
  }
});

test.for(languages)('the side is named where the host alone would not tell (%s)', (language) => {
  const intl = createIntl({ locale: language, messages: catalogue[language] });
  const what = (side: ProblemView['side']): string =>
    describeProblem(intl, sampleProblem({ kind: 'silence', side, host: null })).what;
  expect(what('source')).toMatch(/^(Your old mailbox|Votre ancienne messagerie) /u);
  expect(what('destination')).toMatch(/^(Your new mailbox|Votre nouvelle messagerie) /u);
});

test('a host cannot turn the sentence around it', () => {
  const intl = createIntl({ locale: 'en', messages: catalogue.en });
  const problem = sampleProblem({ kind: 'silence', host: 'אבג.example' });
  expect(describeProblem(intl, problem).what).toContain('\u2068אבג.example\u2069');
  expect(render(problem, 'en')).toContain('<bdi class="foreign">אבג.example</bdi>');
});

test('the words of a server are a quotation, and inert', () => {
  const html = render(
    sampleProblem({ serverText: '<img src=x onerror=alert(1)> {n, plural, other {#}}', code: 'ALERT' }),
    'en',
  );
  expect(html).toContain(
    '<blockquote><bdi class="foreign">&lt;img src=x onerror=alert(1)&gt; {n, plural, other {#}}</bdi></blockquote>',
  );
  expect(html).toContain('Message from <bdi class="foreign">imap.gmail.com</bdi>');
});

test.each([
  ['gmail', 'wrong-password', 'google.app-password'],
  ['gmail', 'web-login-needed', 'google.web-login-needed'],
  ['icloud', 'wrong-password', 'apple.app-password'],
  ['aol', 'wrong-password', 'yahoo.app-password'],
  ['web_de', 'imap-off', 'united.imap-off'],
  ['office365', 'password-sign-in-off', 'microsoft.browser-only'],
  ['office365', 'not-connected', 'microsoft.not-connected'],
  ['posteo', 'wrong-password', 'refused.wrong-password'],
] as const)('%s has its own words for %s', (provider, reason, key) => {
  expect(problemKey(sampleProblem({ provider, host: 'mail.example.org', refusal: reason }))).toBe(key);
});

test('a domain of its own at a large provider is known by the server', () => {
  expect(problemKey(sampleProblem({ provider: null, host: 'imap.gmail.com', refusal: 'wrong-password' }))).toBe(
    'google.app-password',
  );
  expect(problemKey(sampleProblem({ provider: null, host: 'evilgmail.com', refusal: 'wrong-password' }))).toBe(
    'refused.wrong-password',
  );
});

test('no text is left that no problem uses', () => {
  const used = new Set(problems.map(problemKey));
  const written = Object.keys(catalogue.en).flatMap((id) => /^problem\.(.+)\.what$/u.exec(id)?.[1] ?? []);
  expect(new Set(written)).toEqual(used);
});

const ours = /^(problem|account|role)\./u;
const pairs = (Object.keys(catalogue.en) as (keyof typeof catalogue.en)[])
  .filter((id) => ours.test(id))
  .map((id) => [id, catalogue.en[id], catalogue.fr[id]] as const);

test.for(pairs)('%s is calm in English, and set as French is', ([, en, fr]) => {
  expect(en).not.toMatch(/!|\b(oops|just|simply|error|invalid)\b/iu);
  expect(fr).not.toMatch(/!|\b(oups|simplement|invalide)\b/iu);
  // A no-break space before high punctuation and inside quotation marks, and real apostrophes.
  expect(fr.replace(/\{[^{}]*\{/gu, '{')).not.toMatch(/[^\u00A0](?<!https)[:;?](?!\/)|«(?!\u00A0)|(?<!\u00A0)»|'/u);
  expect(en).not.toMatch(/'/u);
});
