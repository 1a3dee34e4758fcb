import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../shared/model/receipt.ts';
import { compareAccounts, describeDifferences } from '../../support/compare-mailboxes.ts';
import { snapshotAccount, type AccountSnapshot } from '../../support/compare-snapshot.ts';
import { alteredOnStoring } from '../../support/torture-alterations.ts';
import { loadCorpus, type LoadedCorpus } from '../../support/torture-corpus.ts';
import type { AppCommand, Homing } from './open-homing.ts';
import { mappingOf, saveReceipt } from './save-receipt.ts';
import { openScene, raw, typed, type Scene } from './scene.ts';
import { moveBetween, openProof, waitForFinish } from './walk.ts';
import { at } from './wizard.ts';

/** A move with everything that is hard about mail, from the first screen to the receipt. */
export function testWholeMove(command: () => AppCommand): void {
  describe('a whole move through the wizard', () => {
    let scene: Scene;
    let app: Homing;
    let corpus: LoadedCorpus;
    let before: AccountSnapshot;
    let receipt: Receipt;

    beforeAll(async () => {
      scene = await openScene({ command: command(), new: { specialUse: true } });
      corpus = await loadCorpus(scene.old);
      before = await snapshotAccount(raw(scene.old));
      app = await scene.open();
    }, 120_000);
    afterAll(() => scene.close());

    test('leads from the first screen to the proof', { timeout: 120_000 }, async () => {
      const here = at(app);
      await moveBetween(here, { old: typed(scene.old), new: typed(scene.new) });
      await waitForFinish(here);
      await openProof(here);
      const count = corpus.messages;
      const altered = Object.keys(alteredOnStoring).length;
      await here.page.getByText(here.say('verification.headline.altered', { count, altered })).waitFor();
    });

    test('gives a receipt as data', async () => {
      receipt = JSON.parse(await saveReceipt(app, scene.folder, 'json')) as Receipt;
      expect(receipt.totals).toMatchObject({
        copied: corpus.messages,
        verified: corpus.messages,
        failed: 0,
        waiting: 0,
      });
      expect(receipt.from.user).toBe(scene.old.user);
      expect(receipt.to.user).toBe(scene.new.user);
    });

    test('gives the same receipt as a page without anything that runs', async () => {
      const html = await saveReceipt(app, scene.folder, 'html');
      expect(html).toMatch(/^<!doctype html>\s*<html lang="en">/iu);
      expect(html).not.toMatch(/<script|<iframe|javascript:|\bon\w+=/iu);
      for (const { user } of [receipt.from, receipt.to]) expect(html).toContain(user);
      expect(html.match(/<tr>/gu)?.length).toBeGreaterThan(receipt.mailboxes.length);
    });

    test('brought every message over, seen by another client', async () => {
      const found = await compareAccounts(raw(scene.old), raw(scene.new), mappingOf(receipt));
      const told = describeDifferences(found).join('\n');
      const content = Object.values(alteredOnStoring).filter((what) => what === 'content').length;
      expect(found.altered, told).toHaveLength(content);
      expect(found.missing, told).toHaveLength(content);
      expect(found.extra, told).toHaveLength(content);
      expect(found.dateDiffers, told).toHaveLength(Object.keys(alteredOnStoring).length - content);
      const { doubled, flagDiffers, missingMailboxes, missingSubscriptions, orderDiffers, compared } = found;
      const rest = { doubled, flagDiffers, missingMailboxes, missingSubscriptions, orderDiffers };
      expect(Object.values(rest).flat(), told).toEqual([]);
      expect(compared).toBe(corpus.messages);
    });

    test('changed nothing in the old mailbox', async () => {
      expect(await snapshotAccount(raw(scene.old))).toEqual(before);
    });

    test('broke no rule of the window', () => {
      expect(app.complaints).toEqual([]);
    });
  });
}
