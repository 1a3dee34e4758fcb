import { expect, test } from 'vitest';
import { planOnly, type PlanReport } from '../../main/engine/plan-only.ts';
import { defaultSettings, noLimits } from '../../main/engine/settings.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryMail } from '../support/memory-mail.ts';

/** The plan for one small and one large message. @param known what is known of the destination's provider */
async function plan(told: number | null, known: number | null): Promise<PlanReport> {
  const [source, destination] = [new MemoryMail(), new MemoryMail()];
  for (const size of [100, 5_000])
    source.put('INBOX', { body: `Message-ID: <${String(size)}@x>\r\n\r\n${'x'.repeat(size)}` });
  const account = destination.account();
  return planOnly({
    source: source.account(),
    destination: {
      connect: async (signal) => {
        const session = await account.connect(signal);
        const inspect = session.inspect.bind(session);
        session.inspect = async () => ({ ...(await inspect()), appendLimit: told });
        return session;
      },
    },
    ...{ sourceKey: 'old', destinationKey: 'new', journal: openJournal(':memory:'), clock: new FakeClock() },
    settings: {
      ...defaultSettings,
      limits: { source: noLimits, destination: { ...noLimits, maxMessageBytes: known } },
    },
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
}

test.each([
  ['told by the server', 3_000, null, { bytes: 3_000, toldBy: 'server' }, 1],
  ['known of its provider where the server does not say', null, 3_000, { bytes: 3_000, toldBy: 'provider' }, 1],
  ['what the server says, whatever is known', 6_000, 3_000, { bytes: 6_000, toldBy: 'server' }, 0],
  ['nobody knows', null, null, null, 0],
])('the limit of a message is %s', async (_case, told, known, messageLimit, tooBig) => {
  const report = await plan(told, known);
  expect(report.messageLimit).toEqual(messageLimit);
  expect(report.tooBig).toHaveLength(tooBig);
  expect(report.messages).toBe(2);
});
