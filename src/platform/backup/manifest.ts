import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'

/**
 * The last entry of an archive: what is in it and how to know that it is whole. Before it stand the tables as
 * PostgreSQL's COPY writes them (`tables/<name>/<part>`) and the files by the hash of their content (`files/<hash>`).
 */
export const manifest = z.object({
  format: z.literal(1),
  version: z.string().meta({ description: 'Of the Kontor that wrote it' }),
  createdAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  files: z.object({ count: z.int(), bytes: z.int() }),
})
export type Manifest = z.infer<typeof manifest>
export type ArchivedTable = Manifest['tables'][number]

export const MANIFEST = 'manifest.json'

/** What an entry's name says; undefined for a name that no archive of ours has. */
export function entryOf(name: string): { table: string } | { file: string } | { manifest: true } | undefined {
  if (name === MANIFEST) return { manifest: true }
  const table = /^tables\/([a-z_0-9]+)\/\d+$/.exec(name)?.[1]
  if (table) return { table }
  const file = /^files\/([0-9a-f]{64})$/.exec(name)?.[1]
  return file ? { file } : undefined
}

export function damaged(why: string): Problem {
  return new Problem('invalid', 'backup.damaged', `This backup is damaged or not one of Kontor's: ${why}.`)
}
