import { expect, test } from 'vitest';
import type { SignInRequest } from '../../shared/ipc/account-view.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { PresentedCertificate } from '../../shared/model/certificate.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';

const year = 365 * 86_400_000;

function certificate(digit: string, fault: PresentedCertificate['fault'] = 'self-signed'): PresentedCertificate {
  const validFrom = Date.UTC(2026, 0, 1);
  return {
    sha256: digit.repeat(64),
    subject: 'nas\u202E.example',
    issuer: 'Me',
    validFrom,
    validTo: validFrom + year,
    fault,
  };
}

/** A world whose new server shows a certificate of its own, started. */
async function world(shown: PresentedCertificate): Promise<DeskWorld> {
  const made = new DeskWorld();
  fill(made.old.mail, 30);
  made.new.certificate = shown;
  await made.start();
  return made;
}

/** Signs in at the new server as a page asks for it. */
async function signIn(made: DeskWorld, move: string, given: Partial<SignInRequest> = {}): Promise<Output<'signIn'>> {
  const user = 'someone@new.example';
  const address = { host: 'mail.new.example', port: 993, security: 'tls', user } as const;
  const rest = { typed: user, settingSource: 'typed', provider: null, secret: made.new.password } as const;
  return made.desk.signIn({ move, side: 'destination', address, ...rest, ...given });
}

function at(host: string, port = 993): Pick<SignInRequest, 'address'> {
  return { address: { host, port, security: 'tls', user: 'someone@new.example' } };
}

test('a certificate of one’s own is told, trusted once, and then lets one in, after a restart too', async () => {
  await using made = await world(certificate('A'));
  const { move } = await made.desk.createMove(undefined);
  expect((await signIn(made, move)).problem).toMatchObject({
    kind: 'certificate',
    certificate: 'self-signed',
    certificates: {
      host: 'mail.new.example',
      port: 993,
      presented: { sha256: 'A'.repeat(64), subject: 'nas.example', issuer: 'Me' },
      trusted: null,
      isGood: false,
      mayTrust: 'yes',
    },
  });
  const asked = { move, side: 'destination', sha256: 'A'.repeat(64) } as const;
  expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: true });
  expect(await signIn(made, move)).toEqual({ problem: null });
  const { destination } = await made.desk.move({ move });
  expect(destination?.trusted).toMatchObject({ sha256: 'A'.repeat(64), subject: 'nas.example' });
  await made.signIn(move, 'source');
  await made.restart();
  await made.signIn(move, 'source');
  expect(await signIn(made, move, { secret: made.new.password })).toEqual({ problem: null });
});

test('it is trusted at that host and port, and nowhere else', async () => {
  await using made = await world(certificate('A'));
  const { move } = await made.desk.createMove(undefined);
  await signIn(made, move);
  await made.desk.trustCertificate({ move, side: 'destination', sha256: 'A'.repeat(64) });
  for (const other of [at('mail.new.example', 143), at('imap.new.example')])
    expect((await signIn(made, move, other)).problem).toMatchObject({ kind: 'certificate' });
  expect(await signIn(made, move, at('MAIL.new.example'))).toEqual({ problem: null });
  const another = await made.desk.createMove(undefined);
  expect((await signIn(made, another.move)).problem).toMatchObject({ kind: 'certificate' });
});

test.each<[string, Partial<SignInRequest>]>([
  ['a server of the directory', at('imap.gmail.com')],
  ['the same in capitals and with a dot', at('IMAP.GMAIL.COM.')],
  ['a name below a domain of the directory', at('new.imap.gmx.net')],
  ['a provider found for the address', { provider: 'posteo' }],
  ['a provider that takes mail for the domain', { ...at('mail.new.example'), provider: 'gmail' }],
  ['an id that nobody has', { provider: 'nobody' }],
])('%s is never trusted by hand, whatever the page asks', async (_name, given) => {
  await using made = await world(certificate('A'));
  const { move } = await made.desk.createMove(undefined);
  const { problem } = await signIn(made, move, given);
  expect(problem?.certificates).toMatchObject({ mayTrust: 'no' });
  const asked = { move, side: 'destination', sha256: 'A'.repeat(64) } as const;
  expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: false });
  expect((await signIn(made, move, given)).problem).toMatchObject({ certificate: 'self-signed' });
});

test('a server found by discovery is trusted only once the person says that it is theirs', async () => {
  await using made = await world(certificate('A'));
  const { move } = await made.desk.createMove(undefined);
  const { problem } = await signIn(made, move, { settingSource: 'published' });
  expect(problem?.certificates).toMatchObject({ mayTrust: 'own-server' });
  const asked = { move, side: 'destination', sha256: 'A'.repeat(64) } as const;
  expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: false });
  await signIn(made, move, { provider: 'mailcow' });
  expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: true });
});

test.each(['expired', 'not-yet-valid', 'weak', 'revoked', 'other'] as const)(
  'one that is %s is not trusted by hand',
  async (fault) => {
    await using made = await world(certificate('A', fault));
    const { move } = await made.desk.createMove(undefined);
    expect((await signIn(made, move)).problem?.certificates).toMatchObject({ mayTrust: 'no' });
    const asked = { move, side: 'destination', sha256: 'A'.repeat(64) } as const;
    expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: false });
  },
);

test('only what this process told of can be trusted', async () => {
  await using made = await world(certificate('A'));
  const { move } = await made.desk.createMove(undefined);
  const asked = { move, side: 'destination', sha256: 'A'.repeat(64) } as const;
  expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: false });
  await signIn(made, move);
  expect(await made.desk.trustCertificate({ ...asked, sha256: 'B'.repeat(64) })).toEqual({ trusted: false });
  expect(await made.desk.trustCertificate({ ...asked, side: 'source' })).toEqual({ trusted: false });
  const another = await made.desk.createMove(undefined);
  expect(await made.desk.trustCertificate({ ...asked, move: another.move })).toEqual({ trusted: false });
  expect(await made.desk.trustCertificate(asked)).toEqual({ trusted: true });
});

/** A move under way to a server whose certificate was trusted. */
async function underWay(made: DeskWorld): Promise<string> {
  const { move } = await made.desk.createMove(undefined);
  await made.signIn(move, 'source');
  await signIn(made, move);
  await made.desk.trustCertificate({ move, side: 'destination', sha256: 'A'.repeat(64) });
  await signIn(made, move);
  return move;
}

test('another certificate stops the move; old and new are told, and it goes on once the new one is trusted', async () => {
  await using made = await world(certificate('A'));
  const move = await underWay(made);
  made.new.certificate = certificate('B');
  await made.desk.startMove({ move });
  const { run } = await made.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem).toMatchObject({
    kind: 'certificate',
    certificate: 'changed',
    certificates: {
      presented: { sha256: 'B'.repeat(64) },
      trusted: { sha256: 'A'.repeat(64) },
      isGood: false,
      mayTrust: 'yes',
    },
  });
  expect(run.problem?.certificates?.trusted).not.toHaveProperty('at');
  expect(await made.desk.trustCertificate({ move, side: 'destination', sha256: 'B'.repeat(64) })).toEqual({
    trusted: true,
  });
  await made.desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'finished');
});

test('a new certificate that is good by itself is not pinned', async () => {
  await using made = await world(certificate('A'));
  const move = await underWay(made);
  made.new.certificate = certificate('B', null);
  await made.desk.startMove({ move });
  const { run } = await made.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem?.certificates).toMatchObject({ isGood: true, mayTrust: 'yes' });
  await made.desk.trustCertificate({ move, side: 'destination', sha256: 'B'.repeat(64) });
  // Renewed: it was never asked about, and needs not be.
  made.new.certificate = certificate('C', null);
  await made.desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'finished');
});

test('what the checks find can be trusted, too', async () => {
  await using made = await world(certificate('A'));
  const move = await underWay(made);
  made.new.certificate = certificate('B');
  await made.desk.runChecks({ move });
  const { checks } = await made.until(move, (view) => view.checks.state === 'done');
  const told = checks.lines.find(({ problem }) => problem?.kind === 'certificate');
  expect(told?.problem?.certificates).toMatchObject({ mayTrust: 'yes', trusted: { sha256: 'A'.repeat(64) } });
  expect(await made.desk.trustCertificate({ move, side: 'destination', sha256: 'B'.repeat(64) })).toEqual({
    trusted: true,
  });
});

test('a report tells of the trouble and nothing of the certificate', async () => {
  await using made = await world(certificate('A'));
  const move = await underWay(made);
  made.new.certificate = certificate('B');
  await made.desk.startMove({ move });
  await made.until(move, (view) => view.run.phase === 'needs-you');
  const report = made.desk.report(move);
  expect(report).toContain('changed');
  expect(report).not.toMatch(/B{8}|A{8}|nas|new\.example/u);
});
