import { sql } from 'kysely'
import type { ControlledTransaction } from 'kysely'
import type { Files } from '#platform/files.ts'
import type { ZipEntry } from '#platform/zip.ts'
import { exportedTables, schemaOf, withheldOf } from '../../full-export.ts'
import type { ExportManifest, ExportedTable, Tables } from '../../full-export.ts'
import { FOLDERS, fullReadme } from '../../full-readme.ts'
import { fileRows, indexFile } from './list-files.ts'
import { walk } from './snapshot.ts'

interface Everything {
  tx: ControlledTransaction<never>
  files: Files
  tables: Tables
  version: string
  language: 'de' | 'en'
}

/**
 * The entries of a full export, made when their turn comes: how to read it, the tables as JSON lines with their
 * schemas, the files with their index, and at the end the manifest. As system: every row of every table.
 */
export async function* writeEverything(source: Everything): AsyncGenerator<ZipEntry> {
  const { tx, tables, version, language } = source
  const { rows } = await sql<{ at: string }>`select transaction_timestamp() as at`.execute(tx)
  const manifest: ExportManifest = {
    format: 1,
    version,
    createdAt: rows[0]?.at ?? '',
    tables: {},
    files: { count: 0, bytes: 0, lost: [] },
    withheld: withheldOf(tables),
  }
  const folder = FOLDERS[language]
  const { name, text } = fullReadme(language)
  yield { name, content: [text] }
  for (const table of exportedTables(tables)) {
    yield { name: `schema/${table.name}.json`, content: [JSON.stringify(schemaOf(table), null, 2)] }
    yield { name: `${folder.data}/${table.name}.jsonl`, content: lines(tx, table, manifest) }
  }
  yield { name: `${folder.files}.jsonl`, content: indexLines(tx, folder.files) }
  yield* fileEntries(source, folder.files, manifest)
  yield { name: 'manifest.json', content: [JSON.stringify(manifest, null, 2)] }
}

async function* lines(
  tx: ControlledTransaction<never>,
  { name, rows: object }: ExportedTable,
  manifest: ExportManifest,
): AsyncGenerator<string> {
  const columns = sql.join(Object.keys(object.shape).map((column) => sql.ref(column)))
  manifest.tables[name] = 0
  for await (const rows of walk<object>(tx, sql`select ${columns} from ${sql.table(name)}`)) {
    manifest.tables[name] += rows.length
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  }
}

async function* indexLines(tx: ControlledTransaction<never>, folder: string): AsyncGenerator<string> {
  for await (const rows of walk(tx, fileRows))
    yield rows.map((row) => `${JSON.stringify(indexFile(row, folder))}\n`).join('')
}

/** The files themselves; one that somebody has removed since the moment of the export is named in the manifest. */
async function* fileEntries(
  { tx, files }: Everything,
  folder: string,
  manifest: ExportManifest,
): AsyncGenerator<ZipEntry> {
  for await (const rows of walk(tx, fileRows)) {
    for (const row of rows) {
      const { path } = indexFile(row, folder)
      if (!(await files.store.has(row.hash))) {
        manifest.files.lost.push(path)
        continue
      }
      manifest.files.count += 1
      manifest.files.bytes += row.size
      yield { name: path, content: await files.open(row.hash), packed: !SMALL.test(row.type) }
    }
  }
}

/** What is packed already. */
const SMALL = /^(image\/(?!svg|bmp)|video\/|audio\/(?!wav))|zip|officedocument|pdf/
