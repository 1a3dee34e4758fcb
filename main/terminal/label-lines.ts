import type { LabelStrategy, MigrationPlan } from '../../shared/model/plan.ts';
import { bytesText, countText, messagesText } from '../../shared/quantity-text.ts';
import { sanitizeDisplay } from '../../shared/sanitize-display.ts';

const strategies: Readonly<Record<LabelStrategy, string>> = {
  folders: 'as in Gmail, a folder for each label',
  primary: 'each message once, in its most specific label',
  archive: 'each message once, all in one folder',
};

/** What becomes of Gmail's labels, and what Gmail's own settings may hide; none for other accounts. One sentence each. */
export function labelLines({ labels, gmail }: Pick<MigrationPlan, 'labels' | 'gmail'>): readonly string[] {
  const lines: string[] = [];
  if (labels) {
    lines.push(
      `Gmail: ${messagesText(labels.messages)}, shown ${countText(labels.shown)} times under labels; each is downloaded once.`,
    );
    for (const strategy of Object.keys(strategies) as LabelStrategy[]) {
      const { messages, bytes } = labels.results[strategy];
      const size = bytes === null ? '' : `, ${bytesText(bytes)}`;
      const chosen = strategy === labels.strategy ? ' (chosen)' : '';
      lines.push(`--labels ${strategy}: ${strategies[strategy]}: ${messagesText(messages)}${size}${chosen}.`);
    }
  }
  if (gmail?.allMailMissing) lines.push('"All Mail" is not shown in IMAP: mail without a label cannot be copied.');
  if (gmail && gmail.hiddenLabels.length > 0) {
    lines.push(`Labels not shown in IMAP: ${gmail.hiddenLabels.map((name) => sanitizeDisplay(name)).join(', ')}.`);
  }
  if (gmail && gmail.limited.length > 0) {
    const names = gmail.limited.map((name) => sanitizeDisplay(name)).join(', ');
    lines.push(`Gmail's folder size limit may hide older mail in: ${names}.`);
  }
  return lines;
}
