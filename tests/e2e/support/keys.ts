import type { Page } from 'playwright';

/** Far more presses than any screen has stops. */
const mostPresses = 80;

/**
 * Presses Tab until an element of this role and name has the focus. Fails after a whole round: then it cannot be reached.
 * @param name all that is announced, or a pattern for it
 */
export async function tabTo(page: Page, role: string, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press('Tab');
    const focused = await focusedOf(page);
    const isNamed = typeof name === 'string' ? focused.name === name : name.test(focused.name);
    if (focused.role === role && isNamed) return;
    passed.push(`${focused.role} "${focused.name}"`);
  }
  throw new Error(`No ${role} "${String(name)}" on the way of the Tab key:\n${passed.join('\n')}`);
}

/** Goes to a button by Tab and presses it by Enter. */
export async function enter(page: Page, button: string): Promise<void> {
  await tabTo(page, 'button', button);
  await page.keyboard.press('Enter');
}

/** Goes to a field by Tab, whose text is then selected, and types over it. */
export async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, 'textbox', field);
  await page.keyboard.type(text);
}

/** Role and name of what has the focus, as Chromium tells them to a screen reader. */
async function focusedOf(page: Page): Promise<{ readonly role: string; readonly name: string }> {
  const focused = page.locator(':focus');
  const nothing = { role: 'nothing', name: '' };
  if ((await focused.count()) === 0) return nothing;
  // What had the focus may be gone by now, since a screen follows its move; the next press goes on from there.
  const tree = await focused.ariaSnapshot({ timeout: 1_000 }).catch(async (error: unknown) => {
    if ((await focused.count()) === 0) return null;
    throw error;
  });
  if (tree === null) return nothing;
  // As YAML: a name with a colon in it makes the whole entry a quoted one.
  const [line = ''] = tree.split('\n');
  const [, role = line, name = '""'] = /^- '?(\w+)(?: ("(?:[^"\\]|\\.)*"))?/u.exec(line) ?? [];
  return { role, name: String(JSON.parse(name)) };
}
