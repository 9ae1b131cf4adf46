import { z } from 'zod'
import { visibility } from '#features/contacts/contact.ts'
import { readTarget } from './target.ts'

/** An import: a file, what its columns mean, what became of its rows. */
export const IMPORT_STATES = ['ready', 'queued', 'running', 'done', 'failed', 'cancelled'] as const
export const DUPLICATES = ['skip', 'update', 'create'] as const
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

export const runOptions = z.object({
  duplicates: z.enum(DUPLICATES),
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
      .meta({ description: 'What happens to a row whose e-mail address a contact has already' }),
    defaults: importDefaults
      .default({})
      .meta({ description: 'For every row; tags are added, the others count where the row says nothing' }),
    dryRun: z.boolean().default(false).meta({ description: 'Counts and finds errors, changes nothing' }),
  })
  .meta({ id: 'ImportRun' })
export type ImportRun = z.infer<typeof importRun>

export const importChange = z
  .object({ encoding, dialect: dialectChange, mapping: mappingInput })
  .partial()
  .meta({ id: 'ImportChange' })
export type ImportChange = z.infer<typeof importChange>

export const counts = z.object({
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  failed: z.int(),
})
export type Counts = z.infer<typeof counts>

export const imported = z
  .object({
    id: z.uuid(),
    entity: z.enum(['contacts']),
    name: z.string().meta({ description: 'Of the file' }),
    size: z.int(),
    state: z.enum(IMPORT_STATES),
    encoding,
    dialect,
    columns: z.array(importColumn),
    mapping,
    rows: z.int().meta({ description: 'How many rows the file has; estimated until it has been read' }),
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
  .extend({ preview: z.array(z.array(z.string())), suggestedMapping: mapping })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof importPreview>

export const importRow = z
  .object({
    number: z.int().meta({ description: 'The row as a spreadsheet counts, the heading included' }),
    state: z.enum(['error', 'skipped']),
    cells: z.array(z.string()),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    contactId: z.uuid().nullable().meta({ description: 'The contact that made it a duplicate, if visible' }),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.infer<typeof importRow>

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
