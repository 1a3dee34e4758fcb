import { AT_DESTINATION, inGroup, type Kind } from './kind.ts';
import type { Quirk } from './quirk.ts';

const inReceipt = inGroup('receipt');

/** APPENDUID is another one than it should be. */
function appendUid(words: string, write: (uidValidity: string, uids: readonly string[]) => string): () => Quirk {
  return () => ({
    words: `APPENDUID ${words}`,
    capabilities: (offered) => [...new Set([...offered, 'UIDPLUS'])],
    tagging: (moment) => {
      const [, uidValidity, uids] = /^OK \[APPENDUID (\d+) ([\d,]+)\]/.exec(moment.tagged) ?? [];
      if (uidValidity === undefined || uids === undefined) return;
      moment.tagged = `OK [APPENDUID ${write(uidValidity, uids.split(','))}] done`;
    },
  });
}

function offersNot(...names: readonly string[]): () => Quirk {
  return () => ({
    words: `no ${names.join(', no ')}`,
    capabilities: (offered) => offered.filter((one) => !names.includes(one)),
  });
}

function oneLess(uid: string): string {
  return String(Math.max(1, Number(uid) - 1));
}

/** What an APPEND tells of the messages it stored. */
export const receiptKinds: readonly Kind[] = [
  // DavMail.
  inReceipt(
    'APPENDUID with its numbers reversed',
    AT_DESTINATION,
    'all',
    appendUid('with its numbers reversed', (uidValidity, uids) => `${uids.join(',')} ${uidValidity}`),
  ),
  inReceipt(
    'APPENDUID with one number',
    AT_DESTINATION,
    'all',
    appendUid('with one number', (uidValidity) => `${uidValidity} `),
  ),
  // Clusters whose nodes disagree.
  inReceipt(
    'APPENDUID with a foreign UIDVALIDITY',
    AT_DESTINATION,
    'all',
    appendUid('with a UIDVALIDITY that SELECT does not tell', (_, uids) => `4711 ${uids.join(',')}`),
  ),
  inReceipt(
    'APPENDUID of other messages',
    AT_DESTINATION,
    'arrives',
    appendUid('with UIDs that are one too low', (uidValidity, uids) => `${uidValidity} ${uids.map(oneLess).join(',')}`),
  ),
  inReceipt(
    'APPENDUID of messages that are not there',
    AT_DESTINATION,
    'arrives',
    appendUid(
      'with UIDs far too high',
      (uidValidity, uids) => `${uidValidity} ${uids.map((uid) => `9${uid}`).join(',')}`,
    ),
  ),
  // Most small servers.
  inReceipt('no UIDPLUS', AT_DESTINATION, 'all', offersNot('UIDPLUS')),
  inReceipt('no UIDPLUS, no MULTIAPPEND', AT_DESTINATION, 'all', offersNot('UIDPLUS', 'MULTIAPPEND')),
  inReceipt(
    'no UIDPLUS, no MULTIAPPEND, no LITERAL+',
    AT_DESTINATION,
    'all',
    offersNot('UIDPLUS', 'MULTIAPPEND', 'LITERAL+'),
  ),
];
