import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import sharp from 'sharp'
import { expect } from 'vitest'
import { changePhoto } from '#features/contacts/server/change-photo.ts'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { deleteContact, restoreContact } from '#features/contacts/server/delete-contact.ts'
import { makePicture } from '#features/contacts/server/make-picture.ts'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import { switchContact } from '#features/sync/server/switch-contact.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import type { TestApp } from '../app.ts'
import { findHere, findThere } from './things.ts'
import type { Standing, Thing } from './things.ts'
import { aCard } from './desk.ts'
import { act, note } from './history-notes.ts'

/** A contact person somebody chose for the address book; it may stand there already, under the same address. */
export async function beginContact(standing: Standing, thing: Thing): Promise<void> {
  const { mark } = thing
  const { draw, desk, who } = standing
  const value = `${mark.replaceAll(/[^\d]/g, '')}@kunde.example`
  const emails = [{ category: 'work', value }]
  if (draw(3) === 0)
    desk.groupware.put('book', aCard(`${mark}@x`, { firstName: mark, lastName: 'Name', emails }))
  await act(standing, async (tx) => {
    const { id } = await createContact(tx, who.by, {
      kind: 'person',
      firstName: mark,
      lastName: 'Name',
      visibility: 'managers',
      details: [{ kind: 'email', category: 'work', value, primary: true }],
    })
    await switchContact(tx, who.by, { id, accountId: desk.accountId, enabled: true })
  })
  if (draw(2) === 0) await pictureHere(standing, thing)
}

/** Somebody gives the contact another picture, chooses it or no longer, or throws it away and fetches it back. */
export async function contactDeed(standing: Standing, thing: Thing, isHere: boolean): Promise<void> {
  const deed = standing.draw(7)
  if (deed < 4) return isHere ? pictureHere(standing, thing) : pictureThere(standing, thing)
  if (deed < 6) return turn(standing, thing)
  return bin(standing, thing)
}

async function pictureHere(standing: Standing, thing: Thing): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here) return
  const all = await palette(standing.app)
  const next = standing.draw(4) === 0 ? undefined : all[standing.draw(all.length)]
  const before = all.find(({ picture }) => picture.hash === markOf(here.item['photo']))
  await act(standing, async (tx) => {
    await changePhoto(tx, standing.who.by, { id: here.id, picture: next?.picture ?? null })
    note(thing, { picture: before?.name ?? '' }, { picture: next?.name ?? '' })
  })
}

async function pictureThere(standing: Standing, thing: Thing): Promise<void> {
  const { desk, draw, app } = standing
  const at = findThere(standing, thing)
  if (!at) return
  const all = await palette(app)
  const next = draw(4) === 0 ? undefined : all[draw(all.length)]
  note(thing, { picture: await shownThere(standing, at.id) }, { picture: next?.name ?? '' })
  desk.groupware.setOwnPhoto('book', at.id, next?.bytes ?? null)
}

/** Chosen no more, or again. What was written there after the last run goes with the card: that is what was asked for. */
async function turn(standing: Standing, thing: Thing): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here) return
  const { desk, who } = standing
  const enabled = thing.isOff === true
  try {
    await act(standing, async (tx) => {
      await switchContact(tx, who.by, { id: here.id, accountId: desk.accountId, enabled })
    })
  } catch (error) {
    if (error instanceof Problem) return
    throw error
  }
  thing.isOff = !enabled
  thing.written.clear()
  thing.known.clear()
}

async function bin(standing: Standing, thing: Thing): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here) return
  const { by } = standing.who
  thing.isDeleted = true
  await act(standing, async (tx) => {
    await deleteContact(tx, by, { id: here.id })
    if (standing.draw(2) === 0) await restoreContact(tx, by, here.id)
  })
}

/**
 * The same picture on both sides, however the server writes it down; and whichever was ever given stands, was taken
 * away by somebody who saw it, or is kept as one the contact had before.
 */
export async function expectPicture(standing: Standing, thing: Thing, thereId: string): Promise<void> {
  const here = await findHere(standing, thing)
  if (!here) return
  const about = `picture of ${thing.mark} of seed ${standing.seed}`
  const { app } = standing
  const hash = markOf(here.item['photo'])
  const ours = hash === undefined ? '' : nameOf(await buffer(await app.house.files.open(hash)))
  const mine = await ours
  expect(await shownThere(standing, thereId), `${about}: the same on both sides`).toBe(mine)
  if (thing.isDeleted) return
  const { rows } = await sql<{ photoHash: string }>`
    select photo_hash from former_picture where contact_id = ${here.id}`.execute(app.house.db)
  const kept = new Set(
    await Promise.all(
      rows.map(async ({ photoHash }) => nameOf(await buffer(await app.house.files.open(photoHash)))),
    ),
  )
  for (const name of thing.written.get('picture') ?? []) {
    const isThere = name === mine || kept.has(name) || thing.known.get('picture')?.has(name)
    expect(isThere, `${about}: ${name} is lost; ${mine} holds`).toBe(true)
  }
}

async function shownThere({ desk }: Standing, id: string): Promise<string> {
  const photo = desk.groupware.photoOf('book', id)
  return photo ? nameOf(photo) : ''
}

const COLOURS: Record<string, [number, number, number]> = {
  red: [200, 20, 20],
  green: [20, 160, 20],
  blue: [20, 20, 200],
  yellow: [210, 210, 30],
  grey: [128, 128, 128],
}

interface Painted {
  name: string
  bytes: Buffer
  picture: Picture
}

const palettes = new WeakMap<TestApp, Promise<Painted[]>>()

/** Pictures of one colour each, by which they are known again however often they were made anew. */
function palette(app: TestApp): Promise<Painted[]> {
  const made = palettes.get(app) ?? Promise.all(Object.keys(COLOURS).map((name) => paint(app, name)))
  palettes.set(app, made)
  return made
}

async function paint(app: TestApp, name: string): Promise<Painted> {
  const [r, g, b] = COLOURS[name] as [number, number, number]
  const bytes = await sharp({ create: { width: 40, height: 60, channels: 3, background: { r, g, b } } })
    .jpeg()
    .toBuffer()
  return { name, bytes, picture: await makePicture(bytes, app.house as unknown as House) }
}

async function nameOf(bytes: Uint8Array): Promise<string> {
  const pixel = await sharp(bytes).resize(1, 1).removeAlpha().raw().toBuffer()
  const distance = (colour: readonly number[]) =>
    colour.reduce((sum, value, at) => sum + (value - (pixel[at] ?? 0)) ** 2, 0)
  const [nearest] = Object.entries(COLOURS).toSorted(([, a], [, b]) => distance(a) - distance(b))
  return nearest?.[0] ?? ''
}

function markOf(photo: unknown): string | undefined {
  return (photo as { mark: string } | null)?.mark
}
