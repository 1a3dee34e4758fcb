import type { Session } from 'electron';
import type { UpdateFault } from '../../shared/ipc/updates-view.ts';

/** What may pass. */
export interface SessionGuard {
  /** Why the last request was stopped; null when none was since {@link SessionGuard.expect}. */
  stopped(): UpdateFault | null;
  /** From now on a file of this name has this many bytes. */
  expect(name: string, size: number): void;
}

/** All that is told of this computer and of Homing: nothing. What is not listed is not sent. */
const sent: Readonly<Record<string, string>> = {
  Accept: '*/*',
  'Accept-Encoding': 'identity',
  // Chromium would add the computer's.
  'Accept-Language': 'en',
  'Cache-Control': 'no-cache',
  'User-Agent': 'Homing',
};

/**
 * Lets electron-updater's connections ask the feed's folder for files and nobody for anything else, without a header that could tell one
 * computer from another. Redirects end at this door, since their aim is asked for like everything else.
 */
export function guardSession(session: Session, feed: URL): SessionGuard {
  let stopped: UpdateFault | null = null;
  let expected = { name: '', size: 0 };
  const stop = (fault: UpdateFault): { cancel: true } => {
    stopped = fault;
    return { cancel: true };
  };
  session.webRequest.onBeforeRequest(({ url, method }, answer) => {
    answer(method === 'GET' && isFileOf(feed, url) ? {} : stop('server'));
  });
  session.webRequest.onBeforeSendHeaders((_details, answer) => answer({ requestHeaders: { ...sent } }));
  session.webRequest.onHeadersReceived(({ url, statusCode, responseHeaders = {} }, answer) => {
    const header = (name: string): string | undefined =>
      Object.entries(responseHeaders)
        .find(([key]) => key.toLowerCase() === name)?.[1]
        .at(-1);
    const isExpected = new URL(url).pathname === feed.pathname + expected.name;
    // A body of another length is refused before it fills the disk, and so is one whose length would be another once it is unpacked.
    if (isExpected && statusCode === 200) {
      if (header('content-encoding') !== undefined || header('content-length') !== String(expected.size))
        return answer(stop('damaged'));
    }
    return answer({});
  });
  return {
    stopped: () => stopped,
    expect(name, size) {
      stopped = null;
      expected = { name, size };
    },
  };
}

/** Whether an address is one of a file right in the feed's folder. */
function isFileOf(feed: URL, address: string): boolean {
  const { protocol, host, pathname, search } = new URL(address);
  return (
    protocol === 'https:' &&
    host === feed.host &&
    search === '' &&
    pathname.startsWith(feed.pathname) &&
    !pathname.slice(feed.pathname.length).includes('/')
  );
}
