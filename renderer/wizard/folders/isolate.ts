/** A foreign name in text that can hold no element, as a label: between isolates (UAX 9) it cannot turn what stands around it. */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
