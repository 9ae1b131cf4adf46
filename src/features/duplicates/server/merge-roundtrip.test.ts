import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { Person, TestApp } from '../../../../test/app.ts'
import { form } from '../../../../test/form.ts'
import { SEED } from '../../../../test/seed.ts'

// Whatever is made one and taken apart again is what it was: every row, column by column.

const ROUNDS = 25
let state = SEED
const random = () => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
  return state / 0x7f_ff_ff_ff
}
const upTo = (n: number) => Math.floor(random() * (n + 1))
const pick = <T>(from: readonly T[]): T => from[upTo(from.length - 1)] as T
const some = <T>(from: readonly T[]): T[] => from.filter(() => random() < 0.4)
const maybe = <T>(make: () => T): T | undefined => (random() < 0.5 ? make() : undefined)

let app: TestApp
let mine: Person
let other: Person
let types: string[]
let temperatures: string[]
let pictures: Buffer[]
let employers: string[]
beforeAll(async () => {
  app = await startApp()
  mine = await app.person('user')
  other = await app.person('user')
  const ids = async (path: string) => (await mine.get(path)).body.items.map((item: { id: string }) => item.id)
  types = await ids('/contact-types')
  temperatures = await ids('/temperatures')
  await app.admin.post('/custom-fields', { name: 'Etage', key: 'floor', type: 'number' })
  await app.admin.post('/custom-fields', {
    name: 'Farben',
    key: 'colours',
    type: 'choices',
    options: ['rot', 'blau'],
  })
  await app.admin.post('/custom-fields', { name: 'Notiz', key: 'memo', type: 'text' })
  const plain = (background: string) => sharp({ create: { width: 20, height: 20, channels: 3, background } })
  pictures = await Promise.all(['red', 'blue', 'green'].map((color) => plain(color).png().toBuffer()))
  employers = []
  for (const companyName of ['Alpha GmbH', 'Beta AG'])
    employers.push((await mine.post('/contacts', { kind: 'company', companyName })).body.id)
})
afterAll(() => app.close())

const DETAILS = [
  { kind: 'email', value: 'max@example.com' },
  { kind: 'email', value: 'Max@Example.com', category: 'home', primary: true },
  { kind: 'email', value: 'info@muster.example' },
  { kind: 'phone', value: '0221/1234-0', primary: true },
  { kind: 'phone', value: '+49 221 12340' },
  { kind: 'phone', value: '0170 1234567', category: 'mobile' },
  { kind: 'web', value: 'https://muster.example' },
  { kind: 'address', value: { street: 'Königstr.', houseNumber: '3', postalCode: '50667', city: 'Köln' } },
  {
    kind: 'address',
    value: { street: 'konigstr.', houseNumber: '3', postalCode: '50667', city: 'Koln' },
    primary: true,
  },
]

function randomContact(kind: string) {
  const names =
    kind === 'company'
      ? { companyName: pick(['Muster GmbH', 'Muster Gesellschaft', 'Größe & Söhne']) }
      : {
          lastName: pick(['Müller', 'Mueller', 'Meier']),
          firstName: maybe(() => pick(['Anna', 'Änne'])),
          salutation: maybe(() => pick(['ms', 'mr'])),
          title: maybe(() => 'Dr.'),
          position: maybe(() => pick(['Leitung', 'Einkauf'])),
          companyId: maybe(() => pick(employers)),
          birthday: maybe(() => '1980-02-03'),
        }
  return {
    kind,
    ...names,
    industry: maybe(() => pick(['Optik', 'Bau'])),
    description: maybe(() => pick(['Mag Tee.', 'Mag Tee. Und Kuchen.', 'Ruft\nnie zurück.'])),
    typeId: maybe(() => pick(types)),
    temperatureId: maybe(() => pick(temperatures)),
    class: maybe(() => pick(['A', 'B', 'C'])),
    currency: maybe(() => pick(['EUR', 'CHF'])),
    language: maybe(() => pick(['de', 'fr'])),
    vatId: maybe(() => 'DE136695976'),
    details: some(DETAILS),
    tags: some(['Messe', 'VIP', 'Newsletter']),
    managers: [mine.by.id, ...some([other.by.id])],
    visibility: pick(['managers', 'read', 'write']),
    custom: {
      floor: maybe(() => upTo(3)),
      colours: maybe(() => some(['rot', 'blau'])),
      memo: maybe(() => 'x'),
    },
  }
}

async function make(kind: string): Promise<string> {
  const { status, body } = await mine.post('/contacts', randomContact(kind))
  expect(status, JSON.stringify(body)).toBe(201)
  for (let n = upTo(2); n > 0; n--) {
    const file = await form({ file: new File(['Hallo'], 'a.txt') })
    const files =
      random() < 0.3 ? [(await mine.post('/files', file.body, file.headers)).body.items[0].id] : []
    const entry = {
      contactId: body.id,
      category: pick(['note', 'call']),
      text: `Text ${n}`,
      files,
      notify: some([other.by.id]),
    }
    const { body: written } = await mine.post('/history', entry)
    if (random() < 0.2) await mine.remove(`/history/${written.id}`)
  }
  if (kind === 'company')
    for (let n = upTo(2); n > 0; n--)
      await mine.post('/contacts', { kind: 'person', lastName: `Person ${n}`, companyId: body.id })
  if (random() < 0.4)
    await mine.put(`/contacts/${body.id}/photo`, pick(pictures), { 'content-type': 'image/png' })
  return body.id
}

type Row = Record<string, unknown>

/**
 * Every row of what a merge can touch, but for what tells that it was touched, and for the undo of pictures. The lines
 * of a search text stand in the order in which custom fields were sent, which means nothing.
 */
async function everything() {
  const rows = async (table: string, order = 'id') =>
    (
      await sql<{ row: Row }>`
        select to_jsonb(t) - array['version', 'updated_at', 'updated_by'] as row
        from ${sql.table(table)} t order by ${sql.raw(order)}`.execute(app.house.db)
    ).rows.map(({ row }) => row)
  const lines = (row: Row) => ({ ...row, search: String(row['search']).split('\n').sort() })
  return {
    contact: (await rows('contact')).map(lines),
    entries: await rows('history_entry'),
    files: await rows('history_file', 'file_id'),
    notifications: await rows('notification'),
    tags: await rows('label'),
  }
}

function randomChoice(ids: string[]) {
  const fields = [
    'position',
    'description',
    'details',
    'tags',
    'managers',
    'visibility',
    'photo',
    'custom.floor',
    'companyId',
    'class',
  ]
  return Object.fromEntries(some(fields).map((field) => [field, pick(ids)]))
}

test(`seed ${SEED}: ${ROUNDS} random merges and their undoing leave every row as it was`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const kind = pick(['person', 'person', 'company'])
    const ids: string[] = []
    for (let n = 2 + upTo(1); n > 0; n--) ids.push(await make(kind))
    const [stays = '', ...otherIds] = ids
    const before = await everything()
    const choose = randomChoice(ids)
    if (kind === 'company') delete choose['companyId']
    const { status, body } = await mine.post(`/contacts/${stays}/merge`, { otherIds, choose })
    expect(status, `seed ${SEED}, round ${round}: ${JSON.stringify(body)}`).toBe(200)
    const undone = await mine.post(`/merges/${body.mergeId}/undo`)
    expect(undone.status, `seed ${SEED}, round ${round}: ${JSON.stringify(undone.body)}`).toBe(200)
    expect(undone.body.left, `seed ${SEED}, round ${round}`).toEqual([])
    const after = await everything()
    // Who was chosen away from it does not hear again what was said of it.
    const withdrawn = ({ id, record_id }: Row) =>
      record_id === stays && after.notifications.every((one) => one['id'] !== id)
    const notifications = before.notifications.filter((one) => !withdrawn(one))
    expect(after, `seed ${SEED}, round ${round}`).toEqual({ ...before, notifications })
  }
})
