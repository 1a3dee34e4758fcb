import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createCertificateSet,
  sha256OfPem,
  type CertificateKind,
  type CertificateSet,
} from '../support/certificates.ts';
import { startCertificateFront, type CertificateFront } from '../support/certificate-front.ts';
import { fill, readEvents, runHoming, startMove, type Move } from './homing.ts';

let certificates: CertificateSet;

beforeAll(async () => {
  certificates = await createCertificateSet();
});
afterAll(() => certificates[Symbol.asyncDispose]());

/** Arguments of a move whose new server is seen behind a front. */
function behind(move: Move, front: CertificateFront): readonly string[] {
  const args = [...move.args];
  args[3] = `imaps://new%40example.net@127.0.0.1:${String(front.port)}`;
  return args;
}

/** Every message is there once, as it was. */
function expectArrived(move: Move): void {
  for (const mailbox of ['INBOX', 'Lists']) {
    const bodies = (server: Move['source']): string[] =>
      [...(server.store.get(mailbox)?.messages ?? [])].map(({ body }) => body().toString('latin1'));
    expect(bodies(move.destination)).toEqual(bodies(move.source));
    expect(bodies(move.source).length).toBeGreaterThan(0);
  }
}

/** The one `--pin` that a refusal tells to add. */
function pinTold(stderr: string): string {
  return / --pin (\S+=[0-9A-F]{64})/u.exec(stderr)?.[1] ?? 'none';
}

test('a certificate of one’s own is refused, compared, trusted with --pin, and then moves mail', async () => {
  await using move = await startMove();
  const certificate = await certificates.make('self-signed-other-name');
  const front = await startCertificateFront(certificate, move.destination);
  const args = behind(move, front);
  const refused = await runHoming(['run', ...args], move.environment);
  expect(refused.code).toBe(4);
  expect(front.received, 'no password went out').toBe(0);
  expect(refused.stderr).toContain('vouches for itself');
  expect(refused.stderr).toContain('openssl x509 -in certificate.pem -noout -fingerprint -sha256');
  const pin = pinTold(refused.stderr);
  expect(pin).toBe(`127.0.0.1:${String(front.port)}=${sha256OfPem(certificate.certPem)}`);
  const moved = await runHoming(['run', ...args, '--pin', pin], move.environment);
  expect({ code: moved.code, stderr: moved.stderr }).toEqual({ code: 0, stderr: '' });
  expectArrived(move);
  await front.stop();
});

test('another certificate than that of --pin ends with 4, and the password stays here', async () => {
  await using move = await startMove();
  const front = await startCertificateFront(await certificates.make('self-signed'), move.destination);
  const args = [...behind(move, front), '--pin', `127.0.0.1:${String(front.port)}=${'A'.repeat(64)}`];
  const text = await runHoming(['run', ...args], move.environment);
  expect(text.code).toBe(4);
  expect(text.stderr).toContain('its certificate is not the one of --pin');
  const { stdout } = await runHoming(['run', ...args, '--json'], move.environment);
  expect(readEvents(stdout).findLast(({ event }) => event === 'problem')).toMatchObject({
    kind: 'certificate',
    side: 'destination',
    exitCode: 4,
    certificate: {
      fault: 'self-signed',
      subject: 'localhost',
      sha256: expect.stringMatching(/^[0-9A-F]{64}$/u) as string,
    },
  });
  expect(front.received).toBe(0);
  await front.stop();
});

test(
  'a certificate that changes in the middle of a move stops it; trusted, the same move goes on',
  { timeout: 90_000 },
  async () => {
    await using move = await startMove();
    fill(move.source, 'Lists', 200, 4000);
    const [before, after] = [await certificates.make('self-signed'), await certificates.make('self-signed')];
    const front = await startCertificateFront(before, move.destination);
    const args = behind(move, front);
    const pinOf = ({ certPem }: typeof before): readonly string[] => [
      '--pin',
      `127.0.0.1:${String(front.port)}=${sha256OfPem(certPem)}`,
    ];
    front.after(100_000, () => front.replace(after));
    const stopped = await runHoming(['run', ...args, ...pinOf(before)], move.environment);
    expect(stopped.code).toBe(4);
    expect(stopped.stderr).toContain('its certificate is not the one of --pin');
    expect(stopped.stderr).toContain('everything copied so far is safe');
    expect(pinTold(stopped.stderr)).toBe(pinOf(after)[1]);
    const moved = await runHoming(['run', ...args, ...pinOf(after)], move.environment);
    expect({ code: moved.code, stderr: moved.stderr }).toEqual({ code: 0, stderr: '' });
    expectArrived(move);
    await front.stop();
  },
);

test.for<readonly [CertificateKind, RegExp, boolean]>([
  ['self-signed', /vouches for itself/u, true],
  ['unknown-authority', /an authority that this computer does not know.*--ca FILE/su, true],
  ['wrong-name', /made out to another name/u, true],
  ['expired', /has run out.*must be renewed on the server/su, false],
  ['not-yet-valid', /not valid yet.*date and time of this computer/su, false],
  ['short-key', /outdated, unsafe way.*2,048 bits/su, false],
])('%s has its own words, and says whether it can be compared', async ([kind, words, isComparable]) => {
  await using move = await startMove();
  const front = await startCertificateFront(await certificates.make(kind), move.destination);
  // Trusting the set's own authority, what is left is only its own fault.
  const args = ['--ca', (await certificates.files({ certPem: certificates.authorityPem, keyPem: '' })).caFile];
  const { code, stderr } = await runHoming(
    ['run', ...behind(move, front).filter((_, index) => index !== 4 && index !== 5), ...args],
    { ...move.environment, NODE_EXTRA_CA_CERTS: `${move.folder}/ca.pem` },
  );
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringMatching(words) as string });
  expect(pinTold(stderr) !== 'none').toBe(isComparable);
  await front.stop();
});
