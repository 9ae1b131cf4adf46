import { Readable } from 'node:stream'
import { Problem } from '#kernel/problem.ts'
import type { Files, StoredFile } from '#platform/files.ts'
import type { Zip, ZipEntry } from './open-zip.ts'
import { findEncoding, readText } from './read-text.ts'

/** What is taken out of an archive is not larger than what may come in without one, and a little more. */
const LIMIT = 200 * 1024 * 1024

/** The one table of an archive, or all its vCards in one file, kept in place of the archive. */
export async function unpack(files: Files, file: StoredFile, { entries }: Zip): Promise<StoredFile> {
  const cards = entries.filter(({ name }) => /\.(vcf|vcard)$/i.test(name))
  const tables = entries.filter(({ name }) => /\.(csv|tsv|txt|xlsx)$/i.test(name))
  const [table, ...more] = tables.length > 0 ? tables : entries.filter(() => entries.length === 1)
  if (cards.length > 0) {
    return files.keep(Readable.from(joined(cards)), { ...file, limit: LIMIT })
  }
  if (!table) throw new Problem('invalid', 'import.zip_empty', 'There is no table in this archive.')
  if (more.length > 0) {
    throw new Problem('invalid', 'import.zip_several', 'There are several tables in this archive.')
  }
  const name = table.name.slice(table.name.lastIndexOf('/') + 1)
  return files.keep(await table.open(), { name, type: file.type, limit: LIMIT })
}

/** One card after the other; what is in two bytes a character becomes UTF-8 like the rest. */
async function* joined(cards: readonly ZipEntry[]): AsyncGenerator<Buffer> {
  for (const card of cards) {
    const encoding = await findEncoding(await card.open())
    const bytes = await card.open()
    if (encoding.startsWith('utf-16')) {
      for await (const text of readText(bytes, encoding)) yield Buffer.from(text)
    } else yield* bytes as AsyncIterable<Buffer>
    yield Buffer.from('\r\n')
  }
}
