/** Painted before the page is there, so that nothing flashes; equal to --color-page in the page's tokens.css. */
export const windowBackground = { light: '#f7f5ef', dark: '#151a1a' } as const;
