import { describe, expect, it } from 'vitest';
import { nameProblem } from '../../../main/engine/plan/name-problem.ts';
import { account } from './account-builder.ts';

/** Nobody knows what it takes. */
const unknown = account({ mailboxes: ['with.dot', ['Work', {}]] });
const plain = account({
  serverName: 'Dovecot',
  mailboxes: [
    'Work',
    'work',
    ['Leaf', { attributes: ['\\NoInferiors'] }],
    ['Holder', { attributes: ['\\Noselect'] }],
    ['All', { attributes: ['\\All'] }],
    'with.dot',
  ],
});

describe('nameProblem', () => {
  it.each([
    ...['Office', 'Office/2020', 'Büro', 'INBOX', 'inbox', 'Work', 'Work/A', 'Trash', 'Leaf', 'INBOX/a', '入力'],
    // Tried before they are given up; and this server tells case apart.
    ...['a%', ' a', 'a/~b', '"a"', 'other', 'OTHER'],
  ])('has nothing against %j', (name) => {
    expect(nameProblem(name, plain, ['Other'])).toBeNull();
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['a//b', 'reserved-characters'],
    ['/a', 'reserved-characters'],
    ['a\u0000b', 'reserved-characters'],
    ['~a', 'reserved-characters'],
    ['a/tmp', 'reserved-name'],
    ['x'.repeat(201), 'too-long'],
    [`${'x'.repeat(120)}/${'y'.repeat(120)}`, 'too-long'],
    ['a/'.repeat(16) + 'a', 'too-deep'],
    ['Other', 'taken'],
    ['subscriptions', 'reserved-name'],
    ['All', 'cannot-hold'],
    ['Holder', 'cannot-hold'],
    ['Leaf/below', 'cannot-hold'],
  ])('%j is %s', (name, problem) => {
    expect(nameProblem(name, plain, ['Other'])).toBe(problem);
  });

  it.each(['other', 'OTHER', ' Other', 'Other '])('thinks %j could be one with another, where nobody knows', (name) => {
    expect(nameProblem(name, unknown, ['Other'])).toBe('taken');
  });

  it('lets two spellings be two that the destination has side by side, or tells apart', () => {
    expect(nameProblem('work', plain, ['Work'])).toBeNull();
    expect(nameProblem('WORK', plain, ['Work'])).toBeNull();
    expect(nameProblem('WORK', unknown, ['Work'])).toBe('taken');
    expect(nameProblem('inbox', plain, ['INBOX'])).toBe('taken');
  });

  it('knows the prefix, typed or not', () => {
    const courier = account({ prefix: 'INBOX.', delimiter: '.' });
    expect(nameProblem('Office', courier, [])).toBeNull();
    expect(nameProblem('INBOX.Office', courier, ['INBOX.Office'])).toBe('taken');
    expect(nameProblem('Office', courier, ['INBOX.Office'])).toBe('taken');
    expect(nameProblem('a/b', courier, [])).toBeNull();
    const real = { ...courier, capabilities: new Set(['ACL2=UNION']) };
    expect(nameProblem('a/b', real, [])).toBe('reserved-characters');
    expect(nameProblem('INBOX.INBOX.a', courier, [])).toBe('cannot-hold');
  });

  it('knows a destination without levels', () => {
    const flat = account({ delimiter: null });
    expect(nameProblem('a', flat, [])).toBeNull();
    expect(nameProblem('a/b', flat, [])).toBeNull();
  });
});
