import { spawn } from 'node:child_process';

/** What opens an address in the person's browser; null where there is nobody to look at it. */
function opener(platform: string, environment: NodeJS.ProcessEnv): readonly string[] | null {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const hasScreen = [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((screen) => (screen ?? '') !== '');
  return hasScreen ? ['xdg-open'] : null;
}

/** Tries to show an https address in the browser. Whether that worked nobody knows; the address is on the screen, too. */
export function showInBrowser(url: string): void {
  const [program, ...args] = opener(process.platform, process.env) ?? [];
  if (program === undefined || new URL(url).protocol !== 'https:') return;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
