import { readFile } from 'node:fs/promises';
import { BlockList } from 'node:net';

/** Addresses that are in no country (RFC 6890): tables have been found to place some of them. */
const nowhere = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  nowhere.addSubnet(net, prefix);

/** Which country an IPv4 address is registered in, from a table that lies on this computer: nobody is asked. */
export interface CountryTable {
  /** The day it was made, `YYYY-MM-DD`: blocks of addresses change hands. */
  readonly date: string;
  /** @returns ISO 3166-1 alpha-2; null where the table has nothing */
  of(address: string): string | null;
}

/**
 * Reads a table in MaxMind's format (MMDB) with a `country_code` for each block.
 * @throws Error when the file is not there or is none
 */
export async function openCountryTable(file: string): Promise<CountryTable> {
  // Megabytes and a parser that most starts never need.
  const [bytes, { Reader }] = await Promise.all([readFile(file), import('maxmind')]);
  const reader = new Reader(bytes);
  return {
    date: reader.metadata.buildEpoch.toISOString().slice(0, 10),
    of(address) {
      if (nowhere.check(address)) return null;
      const block: unknown = reader.get(address);
      if (typeof block !== 'object' || block === null || !('country_code' in block)) return null;
      const code = String(block.country_code);
      return /^[A-Z]{2}$/u.test(code) ? code : null;
    },
  };
}
