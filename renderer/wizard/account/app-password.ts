import type { ProviderFamily } from '../../problem/provider-family.ts';

const sixteenLetters = /^[a-z]{16}$/iu;
const appleGroups = /^[a-z]{4}(?:-[a-z]{4}){3}$/iu;

/** Families whose app passwords are 16 letters, shown in groups of four with spaces that do not belong to them. */
const grouped: readonly ProviderFamily[] = ['google', 'yahoo'];

/**
 * The password to send. Spaces go only where all of it is an app password written in groups: anywhere else they may belong to the
 * password.
 */
export function withoutGroupSpaces(secret: string, family: ProviderFamily): string {
  if (!grouped.includes(family)) return secret;
  const closed = secret.replace(/\s/gu, '');
  return sixteenLetters.test(closed) ? closed : secret;
}

/** Whether a password cannot be one of the family's app passwords: a hint, since such forms change. */
export function looksLikeNormalPassword(secret: string, family: ProviderFamily): boolean {
  if (secret === '') return false;
  if (family === 'apple') return !appleGroups.test(secret.trim());
  return grouped.includes(family) && !sixteenLetters.test(secret);
}
