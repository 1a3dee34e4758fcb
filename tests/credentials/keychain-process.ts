import { openKeychain } from '../../main/credentials/open-keychain.ts';

/** One call of a keychain, sent to this process. */
export interface KeychainCall {
  readonly id: number;
  readonly method: 'open' | 'read' | 'write' | 'delete' | 'items' | 'quit';
  readonly args: readonly string[];
  readonly timeoutMs: number;
}

/** Its answer. */
export interface KeychainReply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

type Opened = Awaited<ReturnType<typeof openKeychain>>;
let opened: Opened | null = null;

async function answer({ method, args, timeoutMs }: KeychainCall): Promise<unknown> {
  if (method === 'quit') process.exit();
  opened ??= await openKeychain({ timeoutMs });
  const [item = '', secret = ''] = args;
  const { keychain, kind, why } = opened;
  if (method === 'open') return { kind, why };
  if (method === 'items') return keychain.items();
  return method === 'write' ? keychain.write(item, secret) : keychain[method](item);
}

// keytar reads the address of the bus when it is loaded, hence a process for each environment.
process.on('message', (message) => {
  const call = message as KeychainCall;
  const reply = (content: Omit<KeychainReply, 'id'>): unknown => process.send?.({ id: call.id, ...content });
  answer(call).then(
    (value) => reply({ value }),
    (error: unknown) => reply({ error: String(error) }),
  );
});
