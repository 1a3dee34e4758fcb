import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { AccountForm, AccountSide } from './account-form.ts';
import type { FieldName } from './find-faults.ts';
import type { Guide } from './guide.ts';
import type { BrowserWay } from './use-browser-way.ts';
import type { FormMode } from './use-account-form.ts';
import type { Faults } from './use-faults.ts';
import type { Fields } from './use-fields.ts';
import type { SignIn } from './use-sign-in.ts';

/** Everything the parts of the form show and do. */
export interface SignInForm {
  readonly move: MoveView;
  readonly side: AccountSide;
  readonly form: AccountForm;
  readonly guide: Guide;
  /** The way through the browser; null where none is known. */
  readonly browser: BrowserWay | null;
  readonly mode: FormMode;
  /** A password is kept, so that none need be typed. */
  readonly isSecretKept: boolean;
  readonly faults: Faults;
  readonly signIn: SignIn;
  /** Until when nothing may be tried, after refusals; milliseconds since 1970. */
  readonly pausedUntil: number | null;
  readonly fields: Fields;
  change(form: AccountForm): void;
  /** The password goes where nothing draws it, and is emptied as soon as it has done its work. */
  setSecret(secret: string): void;
  /** The address was left. @param to what takes the focus; null where nothing does */
  leaveAddress(to: EventTarget | null): void;
  submit(): void;
  /** Signs in through the browser, if the address is as it should be. */
  signInBrowser(): void;
  /** Shows a field, if it is hidden, and moves the focus there. */
  goTo(field: FieldName): void;
  /** Empties the form. */
  useAnother(): void;
}
