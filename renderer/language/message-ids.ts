import type { MessageId } from '../../shared/messages/catalogue.ts';

// A message that does not exist is found by the compiler.
declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}
