import { arabic, chinese, hindi, japanese } from './asian-texts.ts';
import { greek, polish, russian } from './eastern-texts.ts';
import type { LanguageTexts, Some } from './language-texts.ts';
import { english, french, german, spanish } from './western-texts.ts';

/** One mailbox of the pretend giant. */
export interface SampleMailbox {
  /** Components of the name, to be joined with the server's delimiter. */
  readonly path: Some<string>;
  readonly specialUse?: string;
  readonly messages: number;
  readonly languages: Some<LanguageTexts>;
  /** How often a letter has something attached; one in ten when missing. */
  readonly attachments?: number;
  readonly subscribed?: boolean;
}

const everyone: Some<LanguageTexts> = [english, english, english, french, german, spanish, polish, japanese];

/** About 500 messages: the mailboxes people have, nested ones, and names in many scripts. */
export const SAMPLE_MAILBOXES: readonly SampleMailbox[] = [
  { path: ['INBOX'], messages: 104, languages: everyone, subscribed: true },
  { path: ['Sent'], specialUse: '\\Sent', messages: 62, languages: everyone, subscribed: true },
  { path: ['Drafts'], specialUse: '\\Drafts', messages: 6, languages: [english, french], subscribed: true },
  { path: ['Archive'], specialUse: '\\Archive', messages: 20, languages: everyone, subscribed: true },
  { path: ['Archive', '2023'], messages: 36, languages: everyone },
  { path: ['Archive', '2024'], messages: 36, languages: everyone },
  { path: ['Spam'], specialUse: '\\Junk', messages: 12, languages: [english] },
  { path: ['Trash'], specialUse: '\\Trash', messages: 14, languages: [english, german] },
  { path: ['Newsletters'], messages: 36, languages: [english, french], attachments: 0, subscribed: true },
  { path: ['Famille', 'Été à la mer'], messages: 24, languages: [french], attachments: 0.3, subscribed: true },
  { path: ['Projekte', 'Küche & Bad'], messages: 22, languages: [german], attachments: 0.3, subscribed: true },
  { path: ['Projekte', 'Küche & Bad', 'Angebote'], messages: 10, languages: [german], attachments: 0.5 },
  { path: ['Viajes', 'España'], messages: 14, languages: [spanish], attachments: 0.2 },
  { path: ['Rachunki', 'Prąd'], messages: 12, languages: [polish], attachments: 0.4, subscribed: true },
  { path: ['Φωτογραφίες'], messages: 12, languages: [greek], attachments: 0.5 },
  { path: ['Работа'], messages: 20, languages: [russian], subscribed: true },
  { path: ['Работа', 'Отчёты'], messages: 12, languages: [russian], attachments: 0.4 },
  { path: ['العائلة'], messages: 12, languages: [arabic] },
  { path: ['परिवार'], messages: 10, languages: [hindi] },
  { path: ['项目'], messages: 12, languages: [chinese] },
  { path: ['旅行', '京都'], messages: 14, languages: [japanese], attachments: 0.3, subscribed: true },
  { path: ['Templates'], messages: 0, languages: [english] },
];
