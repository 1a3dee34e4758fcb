/**
 * The first line of what electron-builder says went wrong: the rest is for those who work on it, and stands in its own output.
 * @param {unknown} error
 */
export function whyBuilderFailed(error) {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const isOfNetwork =
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|fetch failed|status code|getaddrinfo|tunneling/u.test(
      reason,
    );
  return isOfNetwork
    ? `electron-builder could not fetch what it needs (${reason})`
    : `electron-builder could not make it (${reason})`;
}
