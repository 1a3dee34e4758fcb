/** The part of spdx-expression-parse that is used; it brings no types. */
declare module 'spdx-expression-parse' {
  interface License {
    readonly license: string;
    readonly plus?: true;
    readonly exception?: string;
  }
  interface Conjunction {
    readonly conjunction: 'and' | 'or';
    readonly left: Expression;
    readonly right: Expression;
  }
  type Expression = License | Conjunction;
  /** Throws when it is no SPDX expression. */
  export default function parse(expression: string): Expression;
}
