import { countCalendar } from '#connectors/groupware/files/count-file.ts'
import { openFiles } from '#connectors/groupware/files/open-files.ts'
import type { FileReader } from '#connectors/groupware/files/read-file.ts'
import { readFile } from '#connectors/groupware/files/read-file.ts'
import { USUAL_OPTIONS } from '#features/groupware/account.ts'
import { bytesOf, fileAccount, fileReader, keepBrought } from '#features/groupware/server/brought-files.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { StoredFile } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import { MOST_ITEMS, SHOWN_ITEMS, itemCount } from '../brought.ts'
import type { BroughtFile, BroughtItem } from '../brought.ts'
import { TAKEOVER_AREAS, WHOLE_PERIOD } from '../takeover.ts'
import { theOneOf } from '../suggest.ts'
import { forgetBinned } from './known-here.ts'
import { readPage, readingOf, sourcesOf } from './read-page.ts'
import type { Found } from './read-page.ts'
import type { TakeoverDb } from './tables.ts'

/** A calendar with more than this is counted, and read only when somebody wants it: no request waits for it. */
const AT_ONCE = 2000

type Counts = BroughtFile['counts']
const NONE: Counts = { mail: 0, task: 0, appointment: 0, contact: 0 }

/**
 * Says of every file what is in it and keeps those that can be taken over. Nothing is brought in by that; what nobody goes
 * on with is forgotten.
 */
export async function bringFiles(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, stored }: { house: House; stored: readonly StoredFile[] },
): Promise<BroughtFile[]> {
  const bringing: Bringing = {
    house,
    accountId: await fileAccount(tx, by, house),
    reader: await fileReader(tx as never, by.id),
    reading: await readingOf(tx, by, { kind: 'file', options: USUAL_OPTIONS }),
  }
  await forgetBinned(tx, bringing.accountId)
  const files: BroughtFile[] = []
  for (const one of stored) files.push(await bring(tx, by, { ...bringing, stored: one }))
  return files
}

interface Bringing {
  house: House
  accountId: string
  reader: FileReader
  reading: Awaited<ReturnType<typeof readingOf>>
}

async function bring(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, accountId, reader, reading, stored }: Bringing & { stored: StoredFile },
): Promise<BroughtFile> {
  const { name, size, hash } = stored
  const bytes = await bytesOf(house.files, hash)
  const { counts, unclear } = await countsOf(name, bytes, reader)
  const total = itemCount(counts)
  const fault = total > MOST_ITEMS ? 'too_many' : total === 0 && counts.contact === 0 ? 'unreadable' : null
  const told = { name, size, counts, unclear }
  if (total === 0 || fault !== null) return { ...told, id: null, items: [], fault }
  const { id, collections } = await keepBrought(tx, { accountId, stored, counts })
  if (total > AT_ONCE) return { ...told, id, items: [], fault }
  const groupware = openFiles([{ id, name, counts, bytes: async () => bytes }], reader)
  const found: Found[] = []
  for (const source of await sourcesOf(tx, { accountId, areas: TAKEOVER_AREAS, ids: collections })) {
    const asking = { accountId, groupware, source, token: null, period: WHOLE_PERIOD, reading }
    found.push(...(await readPage(tx, by, { ...asking, limit: SHOWN_ITEMS })).found)
  }
  return { ...told, id, items: found.slice(0, SHOWN_ITEMS).map(shown), fault }
}

async function countsOf(
  name: string,
  bytes: Uint8Array,
  reader: FileReader,
): Promise<{ counts: Counts; unclear: number }> {
  const counted = countCalendar(bytes)
  if (counted && counted.appointment + counted.task > AT_ONCE)
    return { counts: { ...NONE, ...counted }, unclear: 0 }
  const { mails, todos, events, cards, warnings } = await readFile(name, bytes, reader)
  const counts = {
    mail: mails.length,
    task: todos.length,
    appointment: events.length,
    contact: cards.length,
  }
  return { counts, unclear: warnings.length }
}

function shown({ source, remoteId, at, head, skipped, suggestions }: Found): BroughtItem {
  return {
    externalId: `${source.id}/${remoteId}`,
    area: source.area,
    collection: source.name,
    at,
    head,
    skipped,
    contactId: theOneOf(suggestions)?.contactId ?? null,
    suggestions,
  }
}
