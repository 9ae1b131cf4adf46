import { collectionsOfFiles, openBrought } from '#features/groupware/server/brought-files.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { given } from '#kernel/given.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { TakeInput } from '../brought.ts'
import { SHOWN_ITEMS } from '../brought.ts'
import type { Takeover } from '../takeover.ts'
import { TAKEOVER_AREAS, WHOLE_PERIOD } from '../takeover.ts'
import { refuseHidden } from './items.ts'
import { readPage, readingOf, sourcesOf } from './read-page.ts'
import type { Found } from './read-page.ts'
import { readTakeover } from './read-takeovers.ts'
import { startAtOnce } from './start-at-once.ts'
import type { TakeoverDb } from './tables.ts'

/** Takes over what is in some small files, to the record they were dropped on; what is there already is left out. */
export async function takeFiles(
  tx: Tx<TakeoverDb>,
  by: By,
  { house, input: { files, ...said } }: { house: House; input: TakeInput },
): Promise<Takeover> {
  const about = given(said)
  await refuseHidden(tx, by, about)
  const { accountId, collections } = await collectionsOfFiles(tx, by, files)
  const account = await ownAccount(tx as never, by, accountId)
  const ids = collections.map(({ id }) => id)
  const sources = await sourcesOf(tx, { accountId, areas: TAKEOVER_AREAS, ids })
  const groupware = await openBrought({ db: tx as never, files: house.files }, account)
  const reading = await readingOf(tx, by, account)
  const found: Found[] = []
  for (const source of sources) {
    const asking = { accountId, groupware, source, token: null, period: WHOLE_PERIOD, reading }
    const page = await readPage(tx, by, { ...asking, limit: SHOWN_ITEMS })
    if (page.next !== null)
      throw new Problem('conflict', 'takeover.too_many_here', `${source.name}: look through the list first.`)
    found.push(...page.found)
  }
  await groupware.close()
  const items = found.filter(({ skipped }) => skipped === null)
  if (items.length === 0) throw new Problem('conflict', 'takeover.all_known', 'All of it is here already.')
  const [first] = items
  const { takeoverId } = await startAtOnce(tx, by, {
    house,
    accountId,
    title: first && items.length === 1 ? first.head.title || first.source.name : titleOf(sources, by),
    areas: [...new Set(items.map(({ source }) => source.area))],
    sources: ids,
    items: items.map(({ source, remoteId, uid, at, head, suggestions }) => ({
      area: source.area,
      collectionId: source.id,
      remoteId,
      uid,
      at,
      head,
      suggestions,
      assigned: true,
      ...about,
    })),
  })
  return readTakeover(tx, by, takeoverId)
}

function titleOf(sources: readonly { name: string }[], { language }: By): string {
  const names = [...new Set(sources.map(({ name }) => name))]
  const rest = names.length - 1
  if (rest === 0) return names[0] ?? ''
  return language === 'de' ? `${names[0]} und ${rest} weitere` : `${names[0]} and ${rest} more`
}
