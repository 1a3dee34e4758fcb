/** Reads YAML with what electron-updater brings for it. Throws when it is none. */
export async function parseYaml(text: string): Promise<unknown> {
  const { parseUpdateInfo } = await import('electron-updater/out/providers/Provider.js');
  // The name and the address would only be quoted in errors.
  return parseUpdateInfo(text, 'text', new URL('https://feed.invalid'));
}
