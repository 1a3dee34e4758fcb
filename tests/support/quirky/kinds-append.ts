import { AT_DESTINATION, type Kind, type Stage } from './kind.ts';
import type { Quirk } from './quirk.ts';

/** The tagged OK of an APPEND is another one. */
function receipt(words: string, write: (uidValidity: string, uids: string) => string): (stage: Stage) => Quirk {
  return () => ({
    words,
    capabilities: (offered) => [...new Set([...offered, 'UIDPLUS'])],
    tagging: (moment) => {
      const [, uidValidity, uids] = /^OK \[APPENDUID (\d+) ([\d,]+)\]/.exec(moment.tagged) ?? [];
      if (uidValidity !== undefined && uids !== undefined) moment.tagged = write(uidValidity, uids);
    },
  });
}

/** One of these messages is refused, with its whole batch. */
function refusing(text: string, times = Number.POSITIVE_INFINITY): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.choose();
    let left = times;
    return {
      words: `${chosen.words}: APPEND is answered ${text}${times === 1 ? ' once' : ''}`,
      refusal: (letter) => (chosen.has(letter) && left-- > 0 ? text : null),
    };
  };
}

/** Messages are served otherwise than they came. */
function changing(words: string, change: (body: string) => string): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.7) ? stage.choose() : null;
    return {
      words: `${chosen?.words ?? 'every message'}: stored with ${words}`,
      stored: (letter) =>
        chosen === null || chosen.has(letter)
          ? { ...letter, served: Buffer.from(change(letter.served.toString('latin1')), 'latin1') }
          : letter,
    };
  };
}

function redated(words: string, date: string): (stage: Stage) => Quirk {
  return (stage) => {
    const chosen = stage.draw.chance(0.5) ? stage.choose() : null;
    return {
      words: `${chosen?.words ?? 'every message'}: INTERNALDATE becomes ${words}`,
      stored: (letter) => (chosen === null || chosen.has(letter) ? { ...letter, internalDate: date } : letter),
    };
  };
}

/** Equal messages are kept once: the second has the UID of the first. */
function keptOnce(): Quirk {
  return {
    words: 'equal messages of a mailbox are kept once',
    stored: (letter, mailbox) => mailbox.messages.find(({ sent }) => sent.equals(letter.body)) ?? letter,
  };
}

function swallowing(stage: Stage): Quirk {
  const chosen = stage.choose();
  return {
    words: `${chosen.words}: APPEND is answered OK, and nothing is stored`,
    stored: (letter) => (chosen.has(letter) ? null : letter),
  };
}

function offersNot(...names: readonly string[]): () => Quirk {
  return () => ({
    words: `no ${names.join(', no ')}`,
    capabilities: (offered) => offered.filter((one) => !names.includes(one)),
  });
}

/** What a server makes of messages that are put there. */
export const appendKinds: readonly Kind[] = [
  // DavMail.
  {
    id: 'APPENDUID with its numbers reversed',
    group: 'receipt',
    roles: AT_DESTINATION,
    expect: 'all',
    make: receipt(
      'APPENDUID with its two numbers reversed',
      (uidValidity, uids) => `OK [APPENDUID ${uids} ${uidValidity}] done`,
    ),
  },
  {
    id: 'APPENDUID with one number',
    group: 'receipt',
    roles: AT_DESTINATION,
    expect: 'all',
    make: receipt('APPENDUID with one number only', (uidValidity) => `OK [APPENDUID ${uidValidity} ] done`),
  },
  // Clusters whose nodes disagree.
  {
    id: 'APPENDUID with a foreign UIDVALIDITY',
    group: 'receipt',
    roles: AT_DESTINATION,
    expect: 'all',
    make: receipt(
      'APPENDUID with a UIDVALIDITY that SELECT does not tell',
      (_, uids) => `OK [APPENDUID 4711 ${uids}] done`,
    ),
  },
  {
    id: 'APPENDUID of other messages',
    group: 'receipt',
    roles: AT_DESTINATION,
    expect: 'all',
    make: receipt(
      'APPENDUID with UIDs that are one too low',
      (uidValidity, uids) =>
        `OK [APPENDUID ${uidValidity} ${uids
          .split(',')
          .map((uid) => String(Math.max(1, Number(uid) - 1)))
          .join(',')}] done`,
    ),
  },
  { id: 'no UIDPLUS', group: 'receipt', roles: AT_DESTINATION, expect: 'all', make: offersNot('UIDPLUS') },
  {
    id: 'no UIDPLUS, no MULTIAPPEND, no LITERAL+',
    group: 'receipt',
    roles: AT_DESTINATION,
    expect: 'all',
    make: offersNot('UIDPLUS', 'MULTIAPPEND', 'LITERAL+'),
  },
  // Gmail, Zimbra and others that deduplicate.
  { id: 'equal messages are kept once', group: 'store', roles: AT_DESTINATION, expect: 'named', make: keptOnce },
  // Filters, and stores that lose what they took.
  {
    id: 'OK to an APPEND that stores nothing',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: swallowing,
  },
  // Spam and virus filters, size limits, broken headers.
  {
    id: 'NO to one message',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: refusing('NO message rejected'),
  },
  {
    id: 'BAD to one message',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: refusing('BAD cannot parse message'),
  },
  {
    id: 'NO to one message once',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'all',
    make: refusing('NO message rejected', 1),
  },
  // Servers whose filter is out of order, or says so of what it cannot read.
  {
    id: 'NO [UNAVAILABLE] to one message',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: refusing('NO [UNAVAILABLE] temporary failure'),
  },
  {
    id: 'NO [SERVERBUG] to one message',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: refusing('NO [SERVERBUG] internal error'),
  },
  // Dovecot and Courier end the last line; Exchange and others make their own message of it.
  {
    id: 'an empty line is added',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: changing('an empty line at the end', (body) => `${body}\r\n`),
  },
  {
    id: 'a header line is added',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: changing('a header line more', (body) => `X-Stored-By: quirky\r\n${body}`),
  },
  {
    id: 'one letter of the text is changed',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: changing('one letter of the text changed', (body) => body.replace(/Line 0/, 'Lime 0')),
  },
  {
    id: 'the Message-ID is replaced',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: changing('another Message-ID', (body) => body.replace(/^Message-ID: <([^>]*)>/, 'Message-ID: <new-$1>')),
  },
  // Exchange Online for some folders; gateways without a field for it.
  {
    id: 'INTERNALDATE is replaced',
    group: 'store',
    roles: AT_DESTINATION,
    expect: 'named',
    make: redated('now', '01-Jan-2025 00:00:00 +0000'),
  },
];
