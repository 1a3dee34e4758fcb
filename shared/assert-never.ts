/** Ends a switch over a union: fails to compile when a member is forgotten, and throws if one slips in at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
