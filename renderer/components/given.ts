/** Only those entries that are there: for the compiler an optional attribute is not one that may be undefined. */
export function given<Attributes extends object>(
  attributes: Attributes,
): { [Name in keyof Attributes]?: Exclude<Attributes[Name], undefined> } {
  const there = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [Name in keyof Attributes]?: Exclude<Attributes[Name], undefined> };
}
