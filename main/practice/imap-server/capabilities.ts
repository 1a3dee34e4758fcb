import type { ServerFeatures } from './features.ts';
import type { Session } from './session.ts';

type Rule = readonly [name: string, offered: boolean];

/** What CAPABILITY says now, in the session's state. */
export function capabilitiesOf(session: Session): string {
  const { features } = session.context;
  const rules = [...always(features), ...(session.signedIn ? afterSignIn(features) : beforeSignIn(session, features))];
  return rules.flatMap(([name, offered]) => (offered ? [name] : [])).join(' ');
}

function always(features: ServerFeatures): Rule[] {
  return [
    ['IMAP4rev1', true],
    ['IMAP4rev2', features.imap4rev2],
    ['ID', features.id],
    ['ENABLE', features.enable],
    [features.literal ?? '', features.literal !== null],
    ['IDLE', features.idle],
    [`MESSAGELIMIT=${String(features.messageLimit)}`, features.messageLimit !== null],
    ...features.more.map((name): Rule => [name, true]),
  ];
}

function beforeSignIn(session: Session, features: ServerFeatures): Rule[] {
  const closed = !session.encrypted && features.loginDisabled;
  const byToken = features.signIn === 'token';
  return [
    ['SASL-IR', features.saslIr],
    ['STARTTLS', !session.encrypted && features.starttls],
    ['LOGINDISABLED', closed || byToken],
    ['AUTH=PLAIN', !closed && !byToken],
    ['AUTH=XOAUTH2', !closed && byToken],
  ];
}

function afterSignIn(features: ServerFeatures): Rule[] {
  const { appendLimit } = features;
  return [
    ['NAMESPACE', features.namespace],
    ['UIDPLUS', features.uidplus],
    ['MULTIAPPEND', features.multiappend],
    ['UNSELECT', features.unselect],
    ['MOVE', features.move],
    ['CHILDREN', features.listExtended],
    ['LIST-EXTENDED', features.listExtended],
    ['LIST-STATUS', features.listStatus],
    ['SPECIAL-USE', features.specialUse],
    ['CREATE-SPECIAL-USE', features.createSpecialUse],
    ['STATUS=SIZE', features.statusSize],
    ['CONDSTORE', features.condstore],
    ['UTF8=ACCEPT', features.utf8Accept],
    ['QUOTA', features.quota !== null],
    ['QUOTA=RES-STORAGE', features.quota !== null],
    ['X-GM-EXT-1', features.gmail],
    [`APPENDLIMIT=${String(appendLimit)}`, appendLimit !== null],
  ];
}
