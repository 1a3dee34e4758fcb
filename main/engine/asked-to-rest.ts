/** No new error: an account has asked another connection for patience, for so long that this one is better closed meanwhile. */
export class AskedToRest extends Error {
  constructor() {
    super('an account is to be left alone for a while');
    this.name = 'AskedToRest';
  }
}
