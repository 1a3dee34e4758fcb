import type { SchemaStep } from '../upgrade-schema.ts';
import { initial } from './001-initial.ts';

/** Every schema step, in order; the newest is the version this Homing writes. */
export const schemaSteps: readonly SchemaStep[] = [initial];
