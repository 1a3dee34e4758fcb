/*
 * The inputs that property tests make up: the same in every run, so that a change is judged by what it changes, and new ones where
 * HOMING_SEED says `new` or a number. A failure names its seed.
 */
import fc from 'fast-check';

const usual = 20_261_122;
const asked = process.env['HOMING_SEED'] ?? String(usual);
fc.configureGlobal(asked === 'new' ? {} : { seed: Number(asked) });
