import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isTelling } from '#features/contacts/hash-keys.ts'
import { createContacts } from '#features/contacts/server/create-contacts.ts'
import type { Made } from '#features/contacts/server/create-contacts.ts'
import type { ContactNew } from '#features/contacts/contact.ts'
import type { Database } from '#platform/database.ts'
import type { Running } from '#platform/jobs.ts'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'
import { HARD_PAIRS } from '../../../../test/duplicates/hard-pairs.ts'
import { readContact } from '../../../../test/duplicates/read-pair.ts'
import { compare } from '../compare.ts'
import type { ScanState } from '../pair.ts'
import { WIDE } from './find-candidates.ts'
import { findDuplicates } from './find-duplicates.ts'
import { readProfiles } from './read-profiles.ts'
import { EFFORT, scanWork } from './scan-work.ts'
import type { DuplicatesDb } from './tables.ts'

let app: TestApp
let db: Database<DuplicatesDb>
beforeAll(async () => {
  app = await startApp()
  db = app.house.db
})
afterAll(() => app.close())

const usual = { ...EFFORT }
const SEED = 20_261_121
const random = draws(SEED)
const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

test(`a scan finds what comparing everybody with everybody finds, of those who share a key (seed ${SEED})`, async () => {
  Object.assign(EFFORT, { comparisons: 100, blocks: 50, kept: 200 })
  await fill(1500)
  const expected = await naive()
  expect(expected.length).toBeGreaterThan(100)

  // Killed after some steps, it goes on at the last checkpoint.
  const first = attempt({ dieAfter: 3 })
  await expect(scanWork.run(first.running)).rejects.toThrow('killed')
  const second = attempt({ checkpoint: first.checkpoint(), dieAfter: 2 })
  await expect(scanWork.run(second.running)).rejects.toThrow('killed')
  // The blocks go down with the database: they are made anew.
  await db.deleteFrom('duplicateBlock').execute()
  await scanWork.run(attempt({ checkpoint: second.checkpoint() }).running)
  expect(await found()).toEqual(expected)

  // A second scan changes nothing.
  await scanWork.run(attempt({}).running)
  expect(await found()).toEqual(expected)
  expect(await db.selectFrom('duplicateBlock').select('id').execute()).toEqual([])
  Object.assign(EFFORT, usual)
})

test('who shares nothing but a common name is not compared, who shares more is', async () => {
  const crowd = Array.from({ length: WIDE + 20 }, (_, at): ContactNew => {
    const birthday = at < 2 ? '1961-03-04' : `19${40 + (at % 50)}-0${1 + (at % 9)}-1${at % 10}`
    return { kind: 'person', firstName: 'Wilhelmina', lastName: 'Zschokke', birthday }
  })
  await bring(crowd)
  await scanWork.run(attempt({}).running)
  const { rows } = await pairsNamed('Zschokke')
  expect(rows).toContain('1961-03-04 1961-03-04')
  expect(rows.every((pair) => pair.slice(0, 10) === pair.slice(11))).toBe(true)
})

test('the same last name and mobile number are found among however many share the number', async () => {
  const shared = (at: number): ContactNew => ({
    kind: 'person',
    firstName: one(FIRST),
    lastName: at < 2 ? 'Quast' : `${one(LAST)}${'bcdfghklmnpqrstvwx'.charAt(at % 18)}${at}`,
    details: [{ kind: 'phone', category: 'work', value: '0175 4711471', primary: true }],
  })
  await bring(Array.from({ length: WIDE + 30 }, (_, at) => shared(at)))
  await db.deleteFrom('duplicatePair').execute()
  await scanWork.run(attempt({}).running)
  const { rows } = await sql<{ one: string; other: string; verdict: string }>`
    select l.last_name as one, r.last_name as other, p.verdict from duplicate_pair p
    join contact l on l.id = p.left_id join contact r on r.id = p.right_id
    where l.details @> '[{"value": "0175 4711471"}]'`.execute(db)
  expect(rows).toEqual([{ one: 'Quast', other: 'Quast', verdict: 'sure' }])
  const [check] = await findDuplicates(db, app.admin.by, [{ ...shared(0), firstName: 'Zenzi' }])
  expect(check?.hits.filter(({ verdict }) => verdict === 'sure')).toHaveLength(2)
})

test('what a careful person would call the same in the hard pairs is found', async () => {
  // Nobody is kept without a name.
  const wanted = Object.values(HARD_PAIRS).flatMap((pairs) =>
    pairs.filter((pair) => pair[2] !== 'none' && !pair.slice(0, 2).some((line) => line.startsWith('/;'))),
  )
  const made = await bring(wanted.flatMap(([left, right]) => [written(left), written(right)]))
  await scanWork.run(attempt({}).running)
  const there = new Map((await found()).map((row) => [row.slice(0, 73), row.slice(74)]))
  const missed = wanted.filter(
    ([, , verdict], at) =>
      there.get([String(made[2 * at]), String(made[2 * at + 1])].sort().join(' ')) !== verdict,
  )
  expect(wanted.length).toBeGreaterThan(120)
  expect(missed).toEqual([])
})

test('one line of a house connects two of a name whose mobile numbers and addresses differ', async () => {
  const lines = ['0641 40000-12; 0171 5550001; t@berg.de', '0641 40000-0; 0172 5550002; k@tal.de']
  const made = await bring(lines.map((line) => written(`Traugott/Quitzow; ${line}`)))
  await scanWork.run(attempt({}).running)
  expect(await found()).toContain(`${made.map(String).sort().join(' ')} possible`)
})

test('namesakes are compared if one is nothing but a name, or the name is rare', async () => {
  const lines = ['Anna/Müller; 0171 5550003', 'Anna/Müller', 'Anna/Müller; anna@quelle-tal.de']
  const rare = ['Anna/Quellmalz; 0171 5550004', 'Quellmalz/Anna; anna@quelle-berg.de']
  const made = (await bring([...lines, ...rare].map(written))).map(String)
  await scanWork.run(attempt({}).running)
  const pairs = (await found()).filter(
    (row) => made.includes(row.slice(0, 36)) && made.includes(row.slice(37, 73)),
  )
  const [mobile, bare, mail, one, other] = made
  const expected = [
    [mobile, bare],
    [bare, mail],
    [one, other],
  ].map((ids) => `${ids.map(String).sort().join(' ')} possible`)
  expect(pairs).toEqual(expected.sort())
})

test('the button starts one scan at a time, and it can be cancelled', async () => {
  const user = await app.person('user')
  expect((await user.post('/duplicates/scan', {})).status).toBe(403)
  const started = await app.admin.post('/duplicates/scan', {})
  expect(started.status).toBe(202)
  expect(started.body.jobId).not.toBeNull()
  const again = await app.admin.post('/duplicates/scan', {})
  if (again.status !== 202) expect(again.body.code).toBe('duplicates.scanning')
  await expect.poll(async () => (await app.admin.get(`/jobs/${started.body.jobId}`)).body.state).toBe('done')
  const state: ScanState = (await app.admin.get('/duplicates/scan')).body
  expect(state.scannedAt).not.toBeNull()
})

/** One attempt of the job that dies in the middle of a step, after so many whole ones. */
function attempt({ checkpoint, dieAfter = Infinity }: { checkpoint?: unknown; dieAfter?: number }) {
  let last = checkpoint
  let steps = 0
  const running: Running<never> = {
    id: '',
    input: {} as never,
    by: app.admin.by,
    house: app.house as never,
    checkpoint,
    save: async (_tx, progress) => {
      if (++steps > dieAfter) throw new Error('killed')
      last = progress.checkpoint
    },
  }
  return { running, checkpoint: () => last }
}

/** Which pairs share a key is a matter of the keys, and measured with them. */
async function naive(): Promise<string[]> {
  const ids = (await db.selectFrom('contact').select('id').orderBy('id').execute()).map(({ id }) => id)
  const contacts = [...(await readProfiles(db, ids, 'DE')).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return contacts
    .flatMap((left, at) =>
      contacts.slice(at + 1).flatMap((right) => {
        const { verdict } = compare(left.profile, right.profile)
        const meet = left.keys.some((key) => isTelling(key) && right.keys.includes(key))
        return verdict === 'none' || !meet ? [] : [`${left.id} ${right.id} ${verdict}`]
      }),
    )
    .sort()
}

async function found(): Promise<string[]> {
  const rows = await db.selectFrom('duplicatePair').select(['leftId', 'rightId', 'verdict']).execute()
  return rows.map(({ leftId, rightId, verdict }) => `${leftId} ${rightId} ${verdict}`).sort()
}

async function pairsNamed(lastName: string): Promise<{ rows: string[] }> {
  const rows = await db
    .selectFrom('duplicatePair as p')
    .innerJoin('contact as l', 'l.id', 'p.leftId')
    .innerJoin('contact as r', 'r.id', 'p.rightId')
    .where('l.lastName', '=', lastName)
    .select(['l.birthday as one', 'r.birthday as other'])
    .execute()
  return { rows: rows.map(({ one: left, other }) => `${left} ${other}`) }
}

function written(line: string): ContactNew {
  const { firstName, lastName, ...rest } = readContact(line)
  return { ...rest, firstName: firstName || null, lastName: lastName || null } as ContactNew
}

async function fill(count: number): Promise<void> {
  const firms = Array.from(
    { length: 60 },
    (_, at) => `${one(LAST)} ${one(['Bau', 'Technik', 'Service'])} ${at}`,
  )
  const people: ContactNew[] = []
  for (let at = 0; at < count; at++) {
    const known = people.length > 0 && random() < 0.15 ? one(people) : undefined
    people.push(known ? altered(known) : person(at, firms))
  }
  await bring([...people, ...Array.from({ length: 200 }, () => company(firms))])
}

/** Of one name in one place or another, which may not be known. */
function company(firms: string[]): ContactNew {
  const postalCode = one(['35390', '35392', '10115'])
  const value = { street: '', houseNumber: '', postalCode, city: '', state: '', country: 'DE' }
  const address = { kind: 'address' as const, category: 'work', value, primary: true }
  return { kind: 'company', companyName: one(firms), details: random() < 0.7 ? [address] : [] }
}

async function bring(people: ContactNew[]): Promise<Made[]> {
  const made: Made[] = []
  for (let at = 0; at < people.length; at += 500)
    made.push(
      ...(await db
        .transaction()
        .execute(async (tx) => createContacts(tx as never, app.admin.by, people.slice(at, at + 500)))),
    )
  return made
}

function person(at: number, firms: string[]): ContactNew {
  const [firstName, lastName] = [one(FIRST), one(LAST)]
  const detail = (kind: 'email' | 'phone', value: string) => ({
    kind,
    category: 'work',
    value,
    primary: false,
  })
  return {
    kind: 'person',
    firstName,
    lastName,
    ...(random() < 0.7 ? { companyName: one(firms) } : {}),
    details: [
      ...(random() < 0.6 ? [detail('email', `kontakt${at}@beispiel${at % 40}.de`)] : []),
      ...(random() < 0.6 ? [detail('phone', `0171 ${1_000_000 + at}`)] : []),
    ],
  }
}

/** The same person as somebody else would write it down. */
function altered(contact: ContactNew): ContactNew {
  const details = (contact.details ?? []).filter(() => random() < 0.7)
  const lastName = (contact.lastName ?? '').replace('ü', 'ue').replace('ß', 'ss')
  return {
    ...contact,
    lastName,
    details,
    firstName: random() < 0.2 ? `${contact.firstName?.charAt(0)}.` : contact.firstName,
  }
}

function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const FIRST = 'Anna Bernd Carla Dirk Eva Frank Greta Hans Ina Jörg Karin Lars Maria Nils Olga Paul'.split(' ')
const LAST =
  'Müller Schmidt Weiß Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Krüger Groß Vogt Jäger Brandt Kuhn Arnold Pohl Seidel Ott Böhm Ernst Beck Lorenz'.split(
    ' ',
  )
