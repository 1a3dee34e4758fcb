import { protocol, type Session } from 'electron';
import { answerFromBundle, appScheme } from './bundle-files.ts';

/** Makes app:// a standard, secure scheme. Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page under app://bundle/. */
export function serveBundle(session: Session, root: string): void {
  session.protocol.handle(appScheme, (request) => answerFromBundle(request, root));
}
