import { appSettings, defaultAppSettings, type AppSettings } from '../../../shared/ipc/settings.ts';
import { moveId } from '../../../shared/ipc/fields.ts';
import { z } from '../../../shared/ipc/zod-without-eval.ts';
import { readRegistrations, type Registrations } from '../tokens/known-clients.ts';
import type { MoveBook } from './move-book-port.ts';
import { moveRecord, type MoveRecord } from './move-record.ts';

const place = z.strictObject({ move: moveId.nullable() });

/** The lots of the directory's hosts: one seed for each installation. */
export interface HostOrder {
  hostOrder(): string | null;
  saveHostOrder(seed: string): void;
}

/** The move book with its documents in their true types: parsed once, here. */
export interface RecordBook extends HostOrder {
  /** Newest first. A document that is not a move is left alone and not shown. */
  moves(): readonly MoveRecord[];
  save(record: MoveRecord): void;
  remove(id: string): void;
  settings(): AppSettings;
  saveSettings(settings: AppSettings): void;
  place(): { readonly move: string | null };
  savePlace(place: { readonly move: string | null }): void;
  registrations(): Registrations;
  saveRegistrations(registrations: Registrations): void;
  clear(): void;
  close(): void;
}

/** Reads and writes the book. @throws JournalError */
export function createRecordBook(book: MoveBook): RecordBook {
  return {
    moves: () =>
      book
        .moves()
        .flatMap(({ json }) => parse(moveRecord, json) ?? [])
        .toSorted((one, other) => other.createdAt - one.createdAt),
    save: (record) => book.saveMove(record.id, JSON.stringify(record)),
    remove: (id) => book.removeMove(id),
    // A setting of a later version has its default until it was chosen.
    settings: () =>
      appSettings.catch(defaultAppSettings).parse({
        ...defaultAppSettings,
        ...parse(z.record(z.string(), z.unknown()), book.setting('settings')),
      }),
    saveSettings: (settings) => book.saveSetting('settings', JSON.stringify(settings)),
    place: () => parse(place, book.setting('place')) ?? { move: null },
    savePlace: (value) => book.saveSetting('place', JSON.stringify(value)),
    registrations: () => readRegistrations(parse(z.unknown(), book.setting('oauth-clients')) ?? {}),
    saveRegistrations: (value) => book.saveSetting('oauth-clients', JSON.stringify(value)),
    hostOrder: () => parse(z.string().min(1), book.setting('host-order')),
    saveHostOrder: (seed) => book.saveSetting('host-order', JSON.stringify(seed)),
    clear: () => book.clear(),
    close: () => book.close(),
  };
}

/** Null for what is not there or not of this shape. */
function parse<Shape extends z.ZodType>(shape: Shape, json: string | null): z.infer<Shape> | null {
  if (json === null) return null;
  try {
    return shape.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
