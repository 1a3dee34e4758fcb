const texts = {
  en: { title: 'Homing', done: 'You can close this tab. Homing goes on in its own window.' },
  fr: { title: 'Homing', done: 'Vous pouvez fermer cet onglet. Homing continue dans sa propre fenêtre.' },
} as const;

/** Sent with everything the listener says: no script, nothing loaded, nothing kept, nothing told to the next page. */
export const replyHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  connection: 'close',
};

/** The page a browser ends at. Always the same: how it went is told by the app. @param languages the browser's `Accept-Language` */
export function replyPage(languages: string | undefined): string {
  const first = /\b(en|fr)\b/iu.exec(languages ?? '')?.[1]?.toLowerCase();
  const language = first === 'fr' ? 'fr' : 'en';
  const { title, done } = texts[language];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head>
<body><p>${done}</p></body></html>
`;
}
