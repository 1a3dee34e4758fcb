import { bearerDetails, bearerMechanism, bearerResponse, type BearerIdentity } from './bearer.ts';
import type { CommandValue, ImapFlowInternals, ParsedResponse } from './imapflow-internals.ts';
import { textOf } from './response-values.ts';
import { RefusedCommand } from './server-answer.ts';
import { WireError } from './wire-error.ts';

/**
 * Signs in with an access token. Unlike imapflow's way, it waits to be asked where SASL-IR is not offered (RFC 4959), and what the server
 * says before it refuses becomes part of the refusal. @throws RefusedCommand, WireError without a mechanism
 */
export async function signInWithToken(
  wire: Pick<ImapFlowInternals, 'capabilities' | 'exec' | 'write'>,
  identity: BearerIdentity,
): Promise<void> {
  const mechanism = bearerMechanism(wire.capabilities);
  if (!mechanism) throw new WireError('NO_MECHANISM');
  const response = bearerResponse(mechanism, identity);
  const isAtOnce = wire.capabilities.has('SASL-IR');
  // What challenges are answered with: who we are, then the end of an exchange that failed, then nothing but giving up.
  const answers = isAtOnce ? [mechanism.breaker] : [response, mechanism.breaker];
  let details = '';
  const onPlusTag = ({ attributes = [] }: ParsedResponse): void => {
    if (answers.length === 1) details = bearerDetails(textOf(attributes[0]) ?? '');
    wire.write(answers.shift() ?? '*');
  };
  const name: CommandValue = { type: 'ATOM', value: mechanism.name };
  const values: CommandValue[] = isAtOnce ? [name, { type: 'ATOM', value: response, sensitive: true }] : [name];
  try {
    const { next } = await wire.exec('AUTHENTICATE', values, { onPlusTag });
    next();
  } catch (error) {
    if (details === '' || !(error instanceof RefusedCommand)) throw error;
    throw new RefusedCommand({ ...error.answer, text: `${error.answer.text} (${details})`.trim() });
  }
}
