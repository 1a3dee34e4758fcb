import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppCommand, Homing } from './open-homing.ts';
import { openScene, type Scene } from './scene.ts';
import { at, press } from './wizard.ts';

/** The move between two pretend servers inside the app, to its receipt. */
export function testPracticeMove(command: () => AppCommand): void {
  describe('the practice move', () => {
    let scene: Scene;
    let app: Homing;
    beforeAll(async () => {
      scene = await openScene({ command: command() });
      app = await scene.open();
    }, 60_000);
    afterAll(() => scene.close());

    test('runs to its receipt', { timeout: 90_000 }, async () => {
      const here = at(app);
      await press(here, 'home.practice.start');
      const receipt = here.page.getByRole('heading', { level: 1, name: here.say('receipt.title') });
      await receipt.waitFor({ timeout: 60_000 });
      await here.page.getByText(here.say('receipt.all')).waitFor();
      expect(app.complaints).toEqual([]);
    });
  });
}
