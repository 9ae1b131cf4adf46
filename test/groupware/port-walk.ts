import type { Groupware, ItemStore } from '#connectors/groupware/groupware.ts'
import type { SyncArea } from '#kernel/groupware/area.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'

/** The days the tests look at; all items of theirs lie within. */
export const WINDOW = { from: '2026-09-01', to: '2028-11-30' }

/** The store of an area's main collection, or of its first one. */
export async function mainStore<A extends SyncArea>(
  groupware: Groupware,
  area: A,
): Promise<ItemStore<ItemOf[A]>> {
  const found = await groupware.collections(area)
  const main = found.find((one) => one.main) ?? found[0]
  if (!main) throw new Error(`no collection of ${area}`)
  return groupware.items(area, main.id)
}

/** Goes on until there are no more pages; what comes twice counts once, as it came last. */
export async function everything<I>(store: ItemStore<I>, token: string | null = null, limit = 50) {
  const pages = [await store.changes(token, { limit, window: WINDOW })]
  for (let last = pages[0]; last?.more; last = pages.at(-1)) {
    pages.push(await store.changes(last.token, { limit, window: WINDOW }))
  }
  const changes = [...new Map(pages.flatMap(({ changed }) => changed).map((one) => [one.id, one])).values()]
  return { pages, changes, removed: pages.flatMap((page) => page.removed), token: pages.at(-1)?.token ?? '' }
}
