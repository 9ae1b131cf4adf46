import { z } from 'zod'

/** Every table as its zod object, under the name queries use. */
export type Tables = Readonly<Record<string, z.ZodObject>>

/** Why something does not go out: it opens doors, it is made anew from the rest, or it is over in a moment. */
export type Reason = 'secret' | 'derived' | 'passing'

/** Tables of which nothing goes out. */
export const WITHHELD: Readonly<Record<string, Reason>> = {
  session: 'secret',
  onceLink: 'secret',
  idempotency: 'secret',
  secret: 'secret',
  pushSubscription: 'secret',
  pushMessage: 'passing',
  notificationMail: 'passing',
  attempt: 'passing',
  duplicateBlock: 'passing',
  runTarget: 'passing',
  groupwareWatch: 'passing',
  groupwareSubscription: 'passing',
  contactManager: 'derived',
  searchWord: 'derived',
}

/** Columns that do not go out. The texts of mails hold links that sign somebody in. */
export const WITHHELD_COLUMNS: Readonly<Record<string, Readonly<Record<string, Reason>>>> = {
  appUser: { passwordHash: 'secret' },
  token: { tokenHash: 'secret' },
  mail: { body: 'secret', html: 'secret' },
  contact: {
    readerIds: 'derived',
    sortKey: 'derived',
    lastNameKey: 'derived',
    search: 'derived',
    sounds: 'derived',
    letters: 'derived',
    matchKeys: 'derived',
    placeKey: 'derived',
    marks: 'derived',
  },
  historyEntry: { search: 'derived' },
  task: { search: 'derived', sortKey: 'derived' },
  appointment: { search: 'derived' },
  item: { search: 'derived', sortKey: 'derived' },
  opportunity: { readerIds: 'derived', search: 'derived', sortKey: 'derived' },
  event: { readerIds: 'derived', search: 'derived', sortKey: 'derived' },
  project: { readerIds: 'derived', search: 'derived', sortKey: 'derived' },
  invoice: { search: 'derived', sortKey: 'derived' },
  invoicePlan: { search: 'derived' },
  calendarFeed: { secretHash: 'secret', contentHash: 'derived' },
  davPassword: { secretHash: 'secret' },
  groupwareCollection: { token: 'derived', roundToken: 'derived' },
}

/** A table as it goes out, without what is withheld. */
export interface ExportedTable {
  name: string
  rows: z.ZodObject
}

export function exportedTables(tables: Tables): ExportedTable[] {
  return Object.entries(tables)
    .filter(([name]) => !(name in WITHHELD))
    .map(([name, object]) => {
      const withheld = Object.keys(WITHHELD_COLUMNS[name] ?? {}).filter((column) => column in object.shape)
      const mask = Object.fromEntries(withheld.map((column) => [column, true]))
      return { name, rows: object.omit(mask as never) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What a row of a table looks like, as JSON Schema (2020-12). */
export function schemaOf({ name, rows }: ExportedTable): object {
  const schema = z.toJSONSchema(rows, { unrepresentable: 'any', io: 'output' })
  return { ...schema, title: name }
}

/** The last file of a full export: what is in it, and what is not. */
export const exportManifest = z
  .object({
    format: z.literal(1),
    version: z.string().meta({ description: 'Of the Kontor that wrote it' }),
    createdAt: z.string().meta({ description: 'Everything is as it was at this moment' }),
    tables: z.record(z.string(), z.int()).meta({ description: 'Rows of each' }),
    files: z.object({ count: z.int(), bytes: z.int(), lost: z.array(z.string()) }),
    withheld: z.record(z.string(), z.string()).meta({ description: 'Tables and columns, and why' }),
  })
  .meta({ id: 'ExportManifest' })
export type ExportManifest = z.infer<typeof exportManifest>

export function withheldOf(tables: Tables): Record<string, Reason> {
  const columns = Object.entries(WITHHELD_COLUMNS).flatMap(([table, names]) =>
    Object.entries(names).map(([column, reason]) => [`${table}.${column}`, reason] as const),
  )
  const all = [...Object.entries(WITHHELD), ...columns]
  return Object.fromEntries(all.filter(([name]) => (name.split('.')[0] ?? '') in tables))
}

/** What a full export would hold now; `rows` is rounded where there are many. */
export const exportSize = z
  .object({
    rows: z.int(),
    files: z.int(),
    bytes: z.int().meta({ description: 'Of data and files, before they are packed' }),
  })
  .meta({ id: 'ExportSize' })
export type ExportSize = z.infer<typeof exportSize>
