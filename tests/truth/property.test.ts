import { testSeeds } from './seeds.ts';

/** HOMING_QUIRK_SEED=n plays one seed alone. The other files of this folder go on where this one ends, for other workers. */
const asked = process.env['HOMING_QUIRK_SEED'];

testSeeds(Number(asked ?? 1), Number(asked ?? 50));
