import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Groupware, ItemStore } from '#connectors/groupware/groupware.ts'
import { AREAS } from '#kernel/groupware/area.ts'
import type { Area, SyncArea } from '#kernel/groupware/area.ts'
import { CARD_FIELDS } from '#kernel/groupware/card-item.ts'
import { EVENT_FIELDS } from '#kernel/groupware/event-item.ts'
import type { ItemOf } from '#kernel/groupware/item-of.ts'
import { TODO_FIELDS } from '#kernel/groupware/todo-item.ts'
import { eventContract } from './event-contract.ts'
import { mailContract } from './mail-contract.ts'
import { photoContract } from './photo-contract.ts'
import { aCard, anEvent, aTodo } from './port-samples.ts'
import { everything, mainStore, WINDOW } from './port-walk.ts'

/** A groupware whose collections are empty, and how the test gives it back. */
export interface Opened {
  groupware: Groupware
  done(): Promise<void>
}

export type Open = () => Promise<Opened>

/** What each area's items are like, which fields count, and a change of one of them. */
const AREA_OF: {
  [A in SyncArea]: {
    make(uid: string): ItemOf[A]
    fields: readonly (keyof ItemOf[A])[]
    change: { field: keyof ItemOf[A]; to: Partial<ItemOf[A]>; beside: Partial<ItemOf[A]> }
  }
} = {
  appointment: {
    make: (uid) => anEvent(uid),
    fields: EVENT_FIELDS,
    change: { field: 'place', to: { place: 'Büro' }, beside: { title: 'Never written' } },
  },
  task: {
    make: (uid) => aTodo(uid),
    fields: TODO_FIELDS,
    change: { field: 'title', to: { title: 'Muster holen' }, beside: { description: 'Never written' } },
  },
  contact: {
    make: (uid) => aCard(uid),
    fields: CARD_FIELDS,
    change: { field: 'position', to: { position: 'Vorständin' }, beside: { company: 'Never written' } },
  },
}

/**
 * What every groupware must do, whatever it speaks: `open` opens an empty one for each test. `areas` are those it has, so
 * that none is passed over in silence; `fixed` says that it makes no further collections.
 */
export function portContract(
  open: Open,
  areas: readonly Area[],
  { fixed = false }: { fixed?: boolean } = {},
): void {
  let opened: Opened
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(() => opened.done())
  const groupware = () => opened.groupware

  describe('collections', () => {
    test.each(AREAS)('of %s are named, are there once, and at most one is the main one', async (area) => {
      const found = await groupware().collections(area)
      expect(found.length > 0).toBe(areas.includes(area))
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      expect(found.filter(({ main }) => main).length).toBeLessThanOrEqual(1)
      for (const one of found) expect(one).toMatchObject({ area, name: expect.stringMatching(/\S/) })
    })

    test.runIf(fixed).each(areas)('a new one of %s is refused', async (area) => {
      await expect(groupware().createCollection(area, 'Kontor Ablage')).rejects.toMatchObject({
        fault: 'forbidden',
      })
    })

    test.skipIf(fixed).each(areas)('a new one of %s is made once', async (area) => {
      const made = await groupware().createCollection(area, 'Kontor Ablage')
      const again = await groupware().createCollection(area, 'Kontor Ablage')
      expect(again.id).toBe(made.id)
      const found = await groupware().collections(area)
      expect(found.filter(({ name }) => name.endsWith('Kontor Ablage'))).toEqual([
        expect.objectContaining({ id: made.id, area, writable: true }),
      ])
    })
  })

  for (const area of areas)
    if (area !== 'mail') describe(area, () => itemContract(area, () => mainStore(groupware(), area)))
  if (areas.includes('appointment')) describe('appointment', () => eventContract(groupware))
  if (areas.includes('contact')) describe('contact', () => photoContract(groupware))
  if (areas.includes('mail')) describe('mail', () => mailContract(groupware))
}

function itemContract<A extends SyncArea>(area: A, store: () => Promise<ItemStore<ItemOf[A]>>): void {
  const { make, fields, change } = AREA_OF[area]
  const uid = () => `kontor-${randomUUID()}@kontor.example`

  /** The fields that count, without those this server cannot say. */
  const said = (item: ItemOf[A], unsaid: readonly (keyof ItemOf[A])[] = []) =>
    Object.fromEntries(fields.filter((field) => !unsaid.includes(field)).map((field) => [field, item[field]]))

  test('an empty one has nothing, and still nothing when asked again', async () => {
    const { changes, token } = await everything(await store())
    expect(changes).toEqual([])
    const again = await everything(await store(), token)
    expect(again).toMatchObject({ changes: [], removed: [] })
    expect(again.pages.some(({ whole }) => whole)).toBe(false)
  })

  test('what is made says all that was given, and is found by its id and its UIDs', async () => {
    const items = await store()
    const item = { ...make(uid()), kontorId: randomUUID() }
    const made = await items.create(item)
    expect(said(made.item, items.unsaid)).toEqual(said(item, items.unsaid))
    expect(made.item.kontorId).toBe(item.kontorId)
    expect(await items.get([made.id, 'does-not-exist'])).toEqual([made])
    expect(await items.find(item.uid)).toEqual(made)
    expect(await items.find(made.item.uid)).toEqual(made)
    expect(await items.find(uid())).toBeUndefined()
  })

  test('what is asked for twice is made once', async () => {
    const items = await store()
    const item = make(uid())
    const first = await items.create(item)
    const second = await (await store()).create(item)
    expect(second.id).toBe(first.id)
    expect((await everything(items)).changes.map(({ id }) => id)).toEqual([first.id])
  })

  test('what is new, another or gone since the last time is named', async () => {
    const items = await store()
    const kept = await items.create(make(uid()))
    const other = await items.create(make(uid()))
    const gone = await items.create(make(uid()))
    const { token } = await everything(items)
    const changed = await items.change(other, { ...other.item, ...change.to }, [change.field])
    const added = await items.create(make(uid()))
    await items.remove(gone)
    const { changes, removed } = await everything(await store(), token)
    expect(new Set(changes.map(({ id }) => id))).toEqual(new Set([other.id, added.id]))
    expect(changes).toContainEqual(changed)
    expect(removed).toEqual([gone.id])
    expect(await items.get([kept.id, gone.id])).toEqual([kept])
  })

  test('pages name everything once at least', async () => {
    const items = await store()
    const made: string[] = []
    for (let at = 0; at < 12; at++) made.push((await items.create(make(uid()))).id)
    const { changes, pages } = await everything(items, null, 5)
    expect(new Set(changes.map(({ id }) => id))).toEqual(new Set(made))
    expect(pages.every(({ whole }) => whole)).toBe(true)
  })

  test('a change writes the named fields and nothing else', async () => {
    const items = await store()
    const made = await items.create(make(uid()))
    const wanted = { ...made.item, ...change.to, ...change.beside }
    const changed = await items.change(made, wanted, [change.field])
    expect(changed.id).toBe(made.id)
    expect(changed.etag).not.toBe(made.etag)
    expect(said(changed.item)).toEqual({ ...said(made.item), ...change.to })
    expect(await items.get([made.id])).toEqual([changed])
  })

  test('a change of what somebody else has changed is refused as stale', async () => {
    const items = await store()
    const made = await items.create(make(uid()))
    const theirs = await items.change(made, { ...made.item, ...change.to }, [change.field])
    const ours = items.change(made, { ...made.item, ...change.beside }, [change.field])
    await expect(ours).rejects.toMatchObject({ fault: 'stale' })
    expect(await items.get([made.id])).toEqual([theirs])
  })

  test('what is taken away is gone, and may be taken away again', async () => {
    const items = await store()
    const made = await items.create(make(uid()))
    await items.remove(made)
    await items.remove(made)
    expect(await items.get([made.id])).toEqual([])
    expect(await items.find(made.item.uid)).toBeUndefined()
    const late = items.change(made, { ...made.item, ...change.to }, [change.field])
    await expect(late).rejects.toMatchObject({ fault: expect.stringMatching(/^(not-found|stale)$/) })
  })

  test('Kontor can write its id into what began outside', async () => {
    const items = await store()
    const made = await items.create(make(uid()))
    const kontorId = randomUUID()
    const changed = await items.change(made, { ...made.item, kontorId }, ['kontorId'])
    expect(changed.item).toEqual({ ...made.item, kontorId })
    expect((await everything(await store())).changes).toEqual([changed])
  })

  test('a token the server does not know is said to be lost', async () => {
    const asked = (await store()).changes('no such token', { limit: 50, window: WINDOW })
    await expect(asked).rejects.toMatchObject({ fault: 'token-lost' })
  })
}
