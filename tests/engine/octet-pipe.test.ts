import { expect, test } from 'vitest';
import { OctetPipe } from '../../main/engine/octet-pipe.ts';

const MEGABYTE = 1024 * 1024;

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const later = Symbol('later');
  await new Promise((resolve) => setImmediate(resolve));
  return (await Promise.race([promise, Promise.resolve(later)])) !== later;
}

async function read(pipe: OctetPipe): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of pipe) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('what is written is read, in order, whoever comes first', async () => {
  const early = new OctetPipe(6);
  const reading = read(early);
  await early.write(Buffer.from('abc'));
  await early.write(Buffer.from('def'));
  early.end();
  expect((await reading).toString()).toBe('abcdef');
  const late = new OctetPipe(3);
  await late.write(Buffer.from('abc'));
  late.end();
  expect((await read(late)).toString()).toBe('abc');
});

test('a writer waits while more than a window is held', async () => {
  const pipe = new OctetPipe(4 * MEGABYTE);
  await pipe.write(Buffer.alloc(MEGABYTE));
  const waiting = pipe.write(Buffer.alloc(MEGABYTE));
  expect(await isSettled(waiting)).toBe(false);
  const reader = pipe[Symbol.asyncIterator]();
  await reader.next();
  expect(await isSettled(waiting)).toBe(true);
});

test('a failure reaches both sides, and what is held is dropped', async () => {
  const pipe = new OctetPipe(4 * MEGABYTE);
  await pipe.write(Buffer.alloc(MEGABYTE));
  const waiting = pipe.write(Buffer.alloc(MEGABYTE));
  pipe.fail(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(read(pipe)).rejects.toThrow('gone');
  await expect(pipe.write(Buffer.from('x'))).rejects.toThrow('gone');
  expect(pipe.hasFailed).toBe(true);
});

test('a reader that leaves lets the writer go on', async () => {
  const pipe = new OctetPipe(4 * MEGABYTE);
  await pipe.write(Buffer.alloc(MEGABYTE));
  const waiting = pipe.write(Buffer.alloc(MEGABYTE));
  for await (const piece of pipe) {
    expect(piece).toHaveLength(MEGABYTE);
    break;
  }
  await waiting;
  for (let n = 0; n < 5; n++) await pipe.write(Buffer.alloc(MEGABYTE));
  expect(pipe.hasFailed).toBe(false);
});
