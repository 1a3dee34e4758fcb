import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TestCertificate } from '../support/dovecot-certificate.ts';
import { connect, factsOf, optionsFor, temporaryCertificate } from './connect-for-test.ts';
import { startScripted, type Peer, type ScriptedServer } from './scripted-server.ts';

let certificate: TestCertificate;
let remove: () => Promise<void>;
let server: ScriptedServer | null = null;

beforeAll(async () => {
  ({ certificate, remove } = await temporaryCertificate());
});
afterAll(() => remove());
afterEach(() => server?.stop());

const token = 'ya29.x';
const secret = (): Promise<{ kind: 'token'; value: string }> => Promise.resolve({ kind: 'token', value: token });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const text = (encoded: string | undefined): string => Buffer.from(encoded ?? '', 'base64').toString();

/** Greets, hands the first command to `script` by its tag, and signs in with a token. */
async function signIn(
  capabilities: string,
  script: (peer: Peer, tag: string) => Promise<void>,
  user = 'mover@example.org',
): Promise<Awaited<ReturnType<typeof connect>>> {
  server = await startScripted(async (peer) => {
    peer.send(`* OK [CAPABILITY IMAP4rev1 ${capabilities}] ready\r\n`);
    const [tag = ''] = (await peer.line()).split(' ');
    await script(peer, tag);
    await peer.gone();
  }, certificate);
  const address = { ...server.address, user };
  return connect(optionsFor({ address, extraCa: certificate.caPem, secret }));
}

const welcome = async (peer: Peer, tag: string): Promise<void> => {
  peer.send(`${tag} OK [CAPABILITY IMAP4rev1] in\r\n`);
  return Promise.resolve();
};
const line = (at: number): string | undefined => server?.peers[0]?.lines[at];

test('OAUTHBEARER goes first where both are offered, naming the server', async () => {
  const session = await signIn('AUTH=XOAUTH2 AUTH=OAUTHBEARER SASL-IR', welcome);
  const [, command, mechanism, response] = line(0)?.split(' ') ?? [];
  expect([command, mechanism]).toEqual(['AUTHENTICATE', 'OAUTHBEARER']);
  const port = String(server?.address.port);
  expect(text(response)).toBe(
    `n,a=mover@example.org,\x01host=127.0.0.1\x01port=${port}\x01auth=Bearer ${token}\x01\x01`,
  );
  session.destroy();
});

test('a comma or an equals sign in the user is no end of its field', async () => {
  const session = await signIn('AUTH=OAUTHBEARER SASL-IR', welcome, 'a,b=c@example.org');
  expect(text(line(0)?.split(' ')[3])).toMatch(/^n,a=a=2Cb=3Dc@example\.org,\u0001host=/u);
  session.destroy();
});

test('without SASL-IR the token waits until the server asks for it', async () => {
  const session = await signIn('AUTH=XOAUTH2', async (peer, tag) => {
    expect(peer.unread).toBe(0);
    peer.send('+ \r\n');
    expect(text(await peer.line())).toBe(`user=mover@example.org\x01auth=Bearer ${token}\x01\x01`);
    await welcome(peer, tag);
  });
  expect(line(0)?.replace(/^\S+ /u, '')).toBe('AUTHENTICATE XOAUTH2');
  session.destroy();
});

test.each([
  ['XOAUTH2 SASL-IR', ''],
  ['OAUTHBEARER SASL-IR', 'AQ=='],
])('details of a refusal are answered as %s wants it, and told', async (mechanism, breaker) => {
  const details = { status: 'invalid_token', scope: 'mail', 'openid-configuration': 'https://evil.example/' };
  const facts = await factsOf(
    signIn(`AUTH=${mechanism}`, async (peer, tag) => {
      peer.send(`+ ${base64(JSON.stringify(details))}\r\n`);
      expect(await peer.line()).toBe(breaker);
      peer.send(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`);
    }),
  );
  expect(facts).toMatchObject({
    kind: 'sign-in-refused',
    code: 'AUTHENTICATIONFAILED',
    serverText: 'Invalid credentials (status: invalid_token, scope: mail)',
  });
});

test.each(['no base64 at all', base64('no JSON'), base64('[1]'), base64('null'), ''])(
  'details that are none (%j) are answered all the same',
  async (challenge) => {
    const facts = await factsOf(
      signIn('AUTH=XOAUTH2 SASL-IR', async (peer, tag) => {
        peer.send(`+ ${challenge}\r\n`);
        expect(await peer.line()).toBe('');
        peer.send(`${tag} NO no\r\n`);
      }),
    );
    expect(facts).toMatchObject({ kind: 'sign-in-refused', serverText: 'no' });
  },
);

test('a server that goes on asking is told to give up', async () => {
  const facts = await factsOf(
    signIn('AUTH=XOAUTH2 SASL-IR', async (peer, tag) => {
      for (const answer of ['', '*', '*']) {
        peer.send('+ e30=\r\n');
        expect(await peer.line()).toBe(answer);
      }
      peer.send(`${tag} BAD cancelled\r\n`);
    }),
  );
  expect(facts).toMatchObject({ kind: 'sign-in-refused' });
});

test('a token is not sent as a password to a server that takes only those', async () => {
  const facts = await factsOf(signIn('AUTH=PLAIN AUTH=LOGIN SASL-IR', async (peer) => peer.gone()));
  expect(facts).toMatchObject({ kind: 'sign-in-refused', code: 'NO_MECHANISM', when: 'never' });
  expect(line(0)).toBeUndefined();
});
