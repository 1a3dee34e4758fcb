import { expect, test } from 'vitest';
import { plainerNames } from '../../../main/engine/plan/plainer-names.ts';
import { account, type AccountShape } from './account-builder.ts';

/** @param made those of the names that have been opened */
function plainer(names: readonly string[], shape: AccountShape = {}, made: readonly string[] = []): unknown {
  const [refused = ''] = names;
  const planned = names.map((name) => ({ name, isMade: made.includes(name) }));
  const changes = plainerNames(refused, account(shape), planned);
  return changes && Object.fromEntries(changes);
}

const dots: AccountShape = { prefix: 'INBOX.', delimiter: '.' };

test('a refused name goes without what some server has reasons to refuse', () => {
  expect(plainer(['Reports & "Quotes" 100%'])).toEqual({ 'Reports & "Quotes" 100%': 'Reports & _Quotes_ 100_' });
  expect(plainer(['INBOX.AC/DC', 'INBOX.Work'], dots)).toEqual({ 'INBOX.AC/DC': 'INBOX.AC-DC' });
  expect(plainer([' padded '])).toEqual({ ' padded ': 'padded' });
  expect(plainer(['Work/~root/#news'])).toEqual({ 'Work/~root/#news': 'Work/_root/_news' });
});

test('what is still refused becomes plain letters and digits, and after that there is nothing left', () => {
  expect(plainer(['Reports & _Quotes_ 100_'])).toEqual({ 'Reports & _Quotes_ 100_': 'Reports _ _Quotes_ 100_' });
  expect(plainer(['INBOX.Entwürfe', 'INBOX.Übung'], dots)).toEqual({ 'INBOX.Entwürfe': 'INBOX.Entwurfe' });
  expect(plainer(['INBOX/Übung'])).toEqual({ 'INBOX/Übung': 'INBOX/Ubung' });
  expect(plainer(['Work'])).toBeNull();
});

test('what is below goes along, and what is refused below takes what is above along', () => {
  const names = ['A"B', 'A"B/C', 'A"B/100%', 'A"BC', 'A'];
  const together = { 'A"B': 'A_B', 'A"B/C': 'A_B/C', 'A"B/100%': 'A_B/100%' };
  expect(plainer(names)).toEqual(together);
  expect(plainer(['A"B/C', 'A"B', 'A"B/100%'])).toEqual(together);
  expect(plainer(['A"B/100%', 'A"B/C'])).toEqual({ 'A"B/100%': 'A_B/100_', 'A"B/C': 'A_B/C' });
});

test('what is there stays, and so does the name of what is below it', () => {
  expect(plainer(['A"B/100%', 'A"B'], {}, ['A"B'])).toEqual({ 'A"B/100%': 'A"B/100_' });
  expect(plainer(['A"B/100%'], { mailboxes: ['A"B'] })).toEqual({ 'A"B/100%': 'A"B/100_' });
  expect(plainer(['A"B', 'A"B/C'], {}, ['A"B/C'])).toEqual({ 'A"B': 'A_B' });
});

test('nobody gets a name that belongs to somebody else, nor a place below it', () => {
  const others = ['A_B', 'A_B/C', 'A_B (2)'];
  expect(plainer(['A"B', 'A"B/C', ...others])).toEqual({ 'A"B': 'A_B (3)', 'A"B/C': 'A_B (3)/C' });
  expect(plainer(['A"B/C', ...others])).toEqual({ 'A"B/C': 'A_B (3)/C' });
  expect(plainer(['INBOX.Übung', 'INBOX.ubung', 'INBOX.Ubung-2'], dots)).toEqual({ 'INBOX.Übung': 'INBOX.Ubung-3' });
  const trash: AccountShape = { mailboxes: [['a_', { attributes: ['\\Trash'] }]] };
  expect(plainer(['a%'], trash)).toEqual({ 'a%': 'a_ (2)' });
});

test('what an earlier run made is used again', () => {
  expect(plainer(['A"B', 'A"B/C'], { mailboxes: ['A_B', 'A_B/C'] })).toEqual({ 'A"B': 'A_B', 'A"B/C': 'A_B/C' });
  expect(plainer(['Entwürfe'], { mailboxes: ['Entwurfe'] })).toEqual({ Entwürfe: 'Entwurfe' });
});
