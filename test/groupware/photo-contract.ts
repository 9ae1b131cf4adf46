import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { aCard } from './port-samples.ts'
import { everything, mainStore } from './port-walk.ts'

// Two pictures of one point, each whole.
const RED = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const BLUE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
)

/** What only contacts can be asked: their picture, and more addresses and numbers than some books have room for. */
export function photoContract(groupware: () => Groupware): void {
  const store = () => mainStore(groupware(), 'contact')
  const uid = () => `kontor-${randomUUID()}@kontor.example`

  test('a picture is set, replaced and taken away', async () => {
    const items = await store()
    const made = await items.create(aCard(uid()))
    expect(await items.photo?.(made.id)).toBeUndefined()
    const red = await items.setPhoto?.(made.id, { type: 'image/png', bytes: RED })
    expect(await items.photo?.(made.id)).toMatchObject({ type: 'image/png' })
    expect(Buffer.from((await items.photo?.(made.id))?.bytes ?? [])).toEqual(RED)
    expect(red?.item).toEqual({ ...made.item, photo: { mark: expect.any(String) } })
    const blue = await items.setPhoto?.(made.id, { type: 'image/png', bytes: BLUE })
    expect(blue?.item.photo?.mark).not.toBe(red?.item.photo?.mark)
    expect(Buffer.from((await items.photo?.(made.id))?.bytes ?? [])).toEqual(BLUE)
    expect((await everything(await store())).changes).toEqual([blue])
    const none = await items.setPhoto?.(made.id, null)
    expect(none?.item).toEqual(made.item)
    expect(await items.photo?.(made.id)).toBeUndefined()
  })

  test('nothing is dropped of a person with many addresses and numbers', async () => {
    const items = await store()
    const card = aCard(uid(), {
      emails: ['a', 'b', 'c', 'd', 'e'].map((one, at) => ({
        category: at % 2 ? ('home' as const) : ('work' as const),
        value: `${one}@mueller.example`,
      })),
      phones: (['mobile', 'work', 'home', 'work', 'fax', 'work', 'mobile', 'other'] as const).map(
        (category, at) => ({ category, value: `+49 711 10000${at}` }),
      ),
      websites: ['https://eins.example/', 'https://zwei.example/'],
      addresses: (['home', 'work', 'work'] as const).map((category, at) => ({
        category,
        street: `Straße ${at}`,
        postalCode: '70173',
        city: 'Stuttgart',
        state: '',
        country: 'DE',
      })),
    })
    const made = await items.create(card)
    const lists = ({ emails, phones, websites, addresses }: typeof card) => ({
      emails,
      phones,
      websites,
      addresses,
    })
    expect(lists(made.item)).toEqual(lists(card))
    const phones = made.item.phones.filter(({ category }) => category !== 'fax')
    const changed = await items.change(made, { ...made.item, phones }, ['phones'])
    expect(lists(changed.item)).toEqual({ ...lists(card), phones })
    expect((await everything(await store())).changes).toEqual([changed])
  })

  test('a note is written only when it is named', async () => {
    const items = await store()
    const made = await items.create(aCard(uid()))
    const quiet = await items.change(made, { ...made.item, company: 'Neu AG', note: 'Geheim' }, ['company'])
    expect(quiet.item.note).toBe('')
    const loud = await items.change(quiet, { ...quiet.item, note: 'Zeile 1\nZeile 2' }, ['note'])
    expect(loud.item).toMatchObject({ note: 'Zeile 1\nZeile 2', company: 'Neu AG' })
  })
}
