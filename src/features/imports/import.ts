import { z } from 'zod'
import { visibility } from '#features/contacts/contact.ts'
import { duplicateHit } from '#features/duplicates/verdict.ts'
import { readTarget } from './target.ts'

/** An import: a file, what its columns mean, what became of its rows. */
export const IMPORT_STATES = ['ready', 'queued', 'running', 'done', 'failed', 'cancelled'] as const
export const DUPLICATES = ['skip', 'update', 'create'] as const
export const FORMATS = ['csv', 'xlsx', 'vcard'] as const
export const format = z.enum(FORMATS)
export type Format = z.infer<typeof format>
/** The six grounds on which personal data may be kept: GDPR Art. 6 (1) b, f, a, c, e, d. */
export const LEGAL_BASES = [
  'contract',
  'legitimate_interest',
  'consent',
  'legal_obligation',
  'public_task',
  'vital_interests',
] as const
export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh', 'cp850'])

const dialectShape = {
  delimiter: z.enum([';', ',', '\t', '|']),
  quote: z.enum(['"', "'"]),
  decimal: z.enum([',', '.']),
  dateOrder: z.enum(['dmy', 'ymd', 'mdy']),
  hasHeader: z.boolean(),
  skipLines: z.int().min(0).max(100).meta({ description: 'Lines before the table' }),
}
export const dialect = z.object(dialectShape).meta({ id: 'CsvDialect' })
export const dialectChange = dialect.partial().meta({ id: 'CsvDialectChange' })

export const mapping = z.record(z.string(), z.string().nullable()).meta({
  description:
    'Index of a column (from 0) → target such as `firstName`, `email.work`, `address.home.city`, `custom.<key>`; null is not imported',
})
/** A mapping as it is sent: keys may be headings, targets must exist. */
export const mappingInput = z.record(
  z.string(),
  z
    .string()
    .nullable()
    .refine((text) => text === null || readTarget(text) !== undefined, 'There is no such target.'),
)

export const importColumn = z.object({
  index: z.int(),
  heading: z.string(),
  samples: z.array(z.string()).meta({ description: 'The first values that are not empty' }),
})

export const importDefaults = z
  .object({
    tags: z.array(z.string().trim().min(1).max(50)).max(100),
    managers: z.array(z.uuid()).max(100),
    visibility,
    typeId: z.uuid().nullable(),
  })
  .partial()

/** What one must be able to say about data that others gave: GDPR Art. 14 (2) f and Art. 6 (1). */
export const origin = z
  .object({
    source: z.string().trim().max(200).meta({ description: 'Where the data comes from: a fair, a list' }),
    basis: z.enum(LEGAL_BASES).nullable(),
    day: z.iso.date().nullable().meta({ description: 'The day of the consent' }),
  })
  .meta({ id: 'ImportOrigin' })
export type Origin = z.infer<typeof origin>

/** Where one contact comes from, as far as an import brought it. */
export const contactOrigin = z
  .object({
    import: z
      .object({
        id: z.uuid(),
        name: z.string(),
        at: z.string(),
        byName: z.string(),
        origin: origin.nullable(),
      })
      .nullable()
      .meta({ description: 'Null: typed in, or brought by something else' }),
  })
  .meta({ id: 'ContactOrigin' })
export type ContactOrigin = z.infer<typeof contactOrigin>

export const runOptions = z.object({
  duplicates: z.enum(DUPLICATES),
  possible: z.enum(['create', 'hold']),
  onlyEmpty: z.boolean(),
  defaults: importDefaults,
  dryRun: z.boolean(),
})
export type RunOptions = z.infer<typeof runOptions>

export const importRun = z
  .object({
    mapping: mappingInput.optional(),
    dialect: dialectChange.optional(),
    duplicates: z
      .enum(DUPLICATES)
      .default('skip')
      .meta({ description: 'What happens to a row that is surely a contact which is there already' }),
    possible: z
      .enum(['create', 'hold'])
      .default('create')
      .meta({ description: 'Rows that may be duplicates come in, or are held back for a look' }),
    onlyEmpty: z
      .boolean()
      .default(false)
      .meta({ description: 'An update fills what is empty and replaces nothing' }),
    origin: origin.optional(),
    defaults: importDefaults
      .default({})
      .meta({ description: 'For every row; tags are added, the others count where the row says nothing' }),
    dryRun: z.boolean().default(false).meta({ description: 'Counts and finds errors, changes nothing' }),
  })
  .meta({ id: 'ImportRun' })
export type ImportRun = z.infer<typeof importRun>

export const importChange = z
  .object({
    encoding,
    dialect: dialectChange,
    sheet: z.string().max(255).meta({ description: 'Which sheet of a workbook is read' }),
    mapping: mappingInput,
  })
  .partial()
  .meta({ id: 'ImportChange' })
export type ImportChange = z.infer<typeof importChange>

export const counts = z.object({
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  failed: z.int(),
  held: z.int().meta({ description: 'Held back: they may be duplicates' }),
  possible: z.int().meta({ description: 'Of those created: may be duplicates' }),
})
export type Counts = z.infer<typeof counts>

export const imported = z
  .object({
    id: z.uuid(),
    entity: z.enum(['contacts']),
    name: z.string().meta({ description: 'Of the file' }),
    size: z.int(),
    state: z.enum(IMPORT_STATES),
    format,
    sheets: z.array(z.string()).meta({ description: 'Of a workbook: all its sheets' }),
    sheet: z.string().nullable().meta({ description: 'The one that is read' }),
    encoding,
    dialect,
    columns: z.array(importColumn),
    mapping,
    rows: z.int().meta({ description: 'How many rows the file has' }),
    rowsExact: z.boolean().meta({ description: 'False: estimated from the size of the file' }),
    origin: origin.nullable(),
    options: runOptions.nullable(),
    counts,
    jobId: z.uuid().nullable(),
    error: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Import' })
export type Imported = z.infer<typeof imported>

/** What an upload answers: the import with a first look into the file. */
export const importPreview = imported
  .extend({
    preview: z.array(z.array(z.string())),
    suggestedMapping: mapping,
    rememberedMapping: mapping
      .nullable()
      .meta({ description: 'What was last chosen for a file with the same headings' }),
    rememberedFrom: z
      .enum(['self', 'firm'])
      .nullable()
      .meta({ description: 'Whether the caller chose it, or somebody else' }),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof importPreview>

export const ROW_STATES = ['error', 'skipped', 'held', 'created', 'updated'] as const
export const rowState = z.enum(ROW_STATES)
export type RowState = z.infer<typeof rowState>

const rowError = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  columns: z.array(z.int()).optional().meta({ description: 'The columns it is about, if they can be told' }),
})
const fieldChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })

export const importRow = z
  .object({
    number: z.int().meta({ description: 'The row as a spreadsheet counts, the heading included' }),
    state: rowState,
    cells: z.array(z.string()),
    errors: z.array(rowError),
    hits: z.array(duplicateHit).meta({ description: 'Contacts it is like, surest first' }),
    changes: z.array(fieldChange).meta({ description: 'What a dry run would change of the contact' }),
    corrected: z.boolean().meta({ description: 'Its cells were changed and have no error any more' }),
    contactId: z.uuid().nullable().meta({ description: 'The contact it became or is like, if visible' }),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.infer<typeof importRow>

export const rowChange = z
  .object({ cells: z.array(z.string().max(65_000)).max(16_384) })
  .meta({ id: 'ImportRowChange' })

/** Which of the rows that were left out are tried again, and what then counts. */
export const rowsRun = z
  .object({
    state: z.enum(['error', 'held']).default('error'),
    numbers: z
      .array(z.int())
      .max(1000)
      .optional()
      .meta({ description: 'Else all of this state; of those with errors, the corrected ones' }),
  })
  .meta({ id: 'ImportRowsRun' })
export type RowsRun = z.infer<typeof rowsRun>

export const importJob = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    done: z.int(),
    total: z.int().nullable(),
    result: z.unknown(),
    error: z.string().nullable(),
  })
  .meta({ id: 'ImportJob' })
