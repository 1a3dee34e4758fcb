import type { SchemaStep } from '../upgrade-schema.ts';
import { initial } from './001-initial.ts';
import { shares } from './002-shares.ts';
import { accountLedger } from './003-account-ledger.ts';
import { compared } from './004-compared.ts';
import { treatments } from './005-treatments.ts';
import { accounting } from './006-accounting.ts';
import { newcomers } from './007-newcomers.ts';

/** Every schema step, in order; the newest is the version this Homing writes. */
export const schemaSteps: readonly SchemaStep[] = [
  initial,
  shares,
  accountLedger,
  compared,
  treatments,
  accounting,
  newcomers,
];
