import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { wordsOf } from '#kernel/search-match.ts'
import { connectionSettings } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { contactChunk } from './contact-row.ts'
import type { ContactRow, World } from './contact-row.ts'

/** What a worker is given: every `step`th chunk, beginning with `first`. */
export interface LoadShare {
  connection: Connection
  world: World
  first: number
  step: number
  chunks: number
}

const COLUMNS = {
  id: (row) => row.id,
  kind: (row) => row.kind,
  title: (row) => row.title,
  first_name: (row) => row.firstName,
  last_name: (row) => row.lastName,
  company_name: (row) => row.companyName,
  company_id: (row) => row.companyId,
  position: (row) => row.position,
  industry: (row) => row.industry,
  description: (row) => row.description,
  type_id: (row) => row.typeId,
  temperature_id: (row) => row.temperatureId,
  class: (row) => row.class,
  details: (row) => JSON.stringify(row.details),
  tag_ids: (row) => `{${row.tagIds.join(',')}}`,
  manager_ids: (row) => `{${row.managers.join(',')}}`,
  visibility: (row) => row.visibility,
  reader_ids: (row) => `{${row.readerIds.join(',')}}`,
  display_name: (row) => row.displayName,
  sort_key: (row) => row.sortKey,
  last_name_key: (row) => row.lastNameKey,
  search: (row) => row.search,
  sounds: (row) => row.sounds,
  letters: (row) => row.letters,
  match_keys: (row) => `{${row.matchKeys.join(',')}}`,
  last_activity_at: (row) => row.createdAt,
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.createdAt,
} satisfies Record<string, (row: ContactRow) => string | null>

const ESCAPES: Record<string, string> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\t': String.raw`\t`,
}

const share = workerData as LoadShare
const client = new pg.Client(connectionSettings(share.connection))
await client.connect()
// The rows are right by construction; checking every reference again would take as long as writing them.
await client.query('set session_replication_role = replica')
await client.query('set synchronous_commit = off')
const words = new Set<string>()
const copy = client.query(copyFrom(`copy contact (${Object.keys(COLUMNS).join(',')}) from stdin`))
await pipeline(Readable.from(lines()), copy)
await client.end()
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage({ words: [...words] })

function* lines(): Generator<string> {
  for (let chunk = share.first; chunk < share.chunks; chunk += share.step) {
    const rows = contactChunk(share.world, chunk, share.chunks)
    for (const row of rows) for (const word of wordsOf(row.search)) words.add(word)
    yield rows.map(line).join('')
  }
}

function line(row: ContactRow): string {
  const values = Object.values(COLUMNS).map((column) => {
    const value = column(row)
    return value === null ? String.raw`\N` : value.replaceAll(/[\\\n\t]/g, (c) => ESCAPES[c] ?? c)
  })
  return `${values.join('\t')}\n`
}
