import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { NativeText } from './native-texts.ts';

/** What the person is about to do while a move is under way. */
export type LeaveQuestion = 'close' | 'quit';

/** What they want instead. */
export interface LeaveAnswer {
  readonly choice: 'keep-running' | 'quit' | 'cancel';
  /** Never to be asked again when closing the window. */
  readonly remember: boolean;
}

const choices = ['keep-running', 'quit', 'cancel'] as const;

/** Asks with the system's own dialog. @param window null while there is none to be seen */
export async function askLeaving(
  window: BrowserWindow | null,
  text: NativeText,
  question: LeaveQuestion,
): Promise<LeaveAnswer> {
  const options: MessageBoxOptions = {
    type: 'question',
    title: 'Homing',
    message: text(`native.${question}.question`),
    detail: text(`native.${question}.text`),
    buttons: choices.map((choice) => text(`native.close.${choice}`)),
    // What is done by Enter: what the person came for, and what harms nothing.
    defaultId: question === 'quit' ? 1 : 0,
    cancelId: 2,
    noLink: true,
    ...(question === 'close' ? { checkboxLabel: text('native.close.remember') } : {}),
  };
  const { response, checkboxChecked } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  const choice = choices[response] ?? 'cancel';
  return { choice, remember: checkboxChecked && choice !== 'cancel' };
}
