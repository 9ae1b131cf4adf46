import { plainVowels, writeOut, fold } from '#kernel/fold.ts'
import { derive, spellPhones } from '#features/contacts/derive.ts'
import type { Derived, Substance } from '#features/contacts/derive.ts'
import type { Detail } from '#features/contacts/detail.ts'
import { INDUSTRIES, POSITIONS, companyName, firstName, lastName, street, town } from './names.ts'
import { drawer, randomOf } from './random.ts'
import type { Random } from './random.ts'

/** Who and what the contacts refer to. */
export interface World {
  seed: number
  types: string[]
  temperatures: string[]
  tags: string[]
  /** The twenty who look after contacts, with visibility `managers` in four of ten cases. */
  managers: string[]
  /** A group that manages nearly all contacts that are kept to their managers. */
  headOffice: string
  /** Guests who were granted one in a hundred, one in a thousand, and a thousand in all. */
  guests: [string, string, string]
}

export interface ContactRow extends Substance, Derived {
  id: string
  typeId: string | null
  temperatureId: string | null
  class: 'A' | 'B' | 'C' | null
  tagIds: string[]
  createdAt: string
}

export const CHUNK = 1000
const FIVE_YEARS = 5 * 365 * 86_400_000
const START = Date.UTC(2021, 0, 4)

/** A thousand contacts, 200 companies first and then persons, most of them working for these. */
export function contactChunk(world: World, chunk: number, of: number): ContactRow[] {
  const random = randomOf(world.seed, chunk)
  const draw = drawers(world)
  const companies: ContactRow[] = []
  const rows: ContactRow[] = []
  for (let at = 0; at < CHUNK; at++) {
    const moment = START + Math.floor(((chunk + (at + random.next()) / CHUNK) / of) * FIVE_YEARS)
    const employer = at >= 200 && random.chance(0.7) ? random.one(companies) : undefined
    const made = at < 200 ? company(random, world, draw) : person(random, world, draw, employer)
    if (random.chance(1 / of)) made.managers.push(world.guests[2])
    const substance = { ...made, details: spellPhones(made.details, 'DE') }
    const row = {
      id: idOf(random, moment),
      ...substance,
      ...derive(substance, 'DE'),
      typeId: random.chance(0.9) ? draw.type(random) : null,
      temperatureId: random.chance(0.5) ? random.one(world.temperatures) : null,
      class: random.chance(0.6) ? random.one(['A', 'B', 'B', 'C', 'C', 'C'] as const) : null,
      tagIds: tagsOf(random, draw),
      createdAt: new Date(moment).toISOString(),
    }
    rows.push(row)
    if (at < 200) companies.push(row)
  }
  return rows
}

type Drawers = ReturnType<typeof makeDrawers>
let known: { world: World; drawers: Drawers } | undefined

function drawers(world: World): Drawers {
  if (known?.world !== world) known = { world, drawers: makeDrawers(world) }
  return known.drawers
}

/** The tenth entry is drawn about a third as often as the first. */
function makeDrawers(world: World) {
  const skewed = (ids: string[]) => drawer(ids.map((id, rank) => [id, 1 / (rank + 4)] as const))
  return { type: skewed(world.types), tag: skewed(world.tags), manager: skewed(world.managers) }
}

function tagsOf(random: Random, draw: Drawers): string[] {
  const count = random.one([0, 1, 1, 2, 2, 2, 2, 3, 3, 4])
  return [...new Set(Array.from({ length: count }, () => draw.tag(random)))].sort()
}

function access(
  random: Random,
  world: World,
  draw: Drawers,
): Pick<Substance, 'managers' | 'visibility' | 'custom'> {
  const managers = new Set([draw.manager(random)])
  if (random.chance(0.2)) managers.add(draw.manager(random))
  if (random.chance(0.01)) managers.add(world.guests[0])
  if (random.chance(0.001)) managers.add(world.guests[1])
  const visibility = random.chance(0.41) ? 'managers' : random.chance(0.5) ? 'read' : 'write'
  if (visibility === 'managers' && random.chance(0.975)) managers.add(world.headOffice)
  return { managers: [...managers], visibility, custom: {} }
}

function company(random: Random, world: World, draw: Drawers): Substance {
  const name = companyName(random)
  const host = domain(name, random)
  const details: Detail[] = [
    { kind: 'email', category: 'work', value: `info@${host}`, primary: true },
    { kind: 'phone', category: 'work', value: phone(random), primary: true },
    address(random),
  ]
  if (random.chance(0.6))
    details.push({ kind: 'web', category: 'work', value: `https://www.${host}`, primary: true })
  return {
    ...blank,
    kind: 'company',
    companyName: name,
    industry: random.one(INDUSTRIES),
    details,
    ...access(random, world, draw),
  }
}

function person(random: Random, world: World, draw: Drawers, employer?: ContactRow): Substance {
  const [first, last] = [firstName(random), lastName(random)]
  const host = employer ? hostOf(employer) : random.one(['web.de', 'gmx.de', 'gmail.com'])
  // Providers give an address to one person only.
  const local = `${ascii(first)}.${ascii(last)}${employer ? '' : random.below(100_000)}`
  const details: Detail[] = []
  if (random.chance(0.85))
    details.push({
      kind: 'email',
      category: 'work',
      value: `${local}@${host}`,
      primary: true,
    })
  if (random.chance(0.8))
    details.push({ kind: 'phone', category: 'mobile', value: mobile(random), primary: true })
  if (random.chance(0.3))
    details.push({ kind: 'phone', category: 'work', value: phone(random), primary: false })
  if (!employer || random.chance(0.2)) details.push(address(random))
  return {
    ...blank,
    kind: 'person',
    title: random.chance(0.03) ? 'Dr.' : null,
    firstName: first,
    lastName: last,
    companyName: employer?.displayName ?? null,
    companyId: employer?.id ?? null,
    position: employer && random.chance(0.6) ? random.one(POSITIONS) : null,
    description: random.chance(0.1) ? `Kennengelernt auf der Messe in ${town(random).city}.` : null,
    details,
    ...access(random, world, draw),
  }
}

const blank = {
  title: null,
  firstName: null,
  lastName: null,
  companyName: null,
  companyId: null,
  birthday: null,
  position: null,
  industry: null,
  description: null,
  vatId: null,
}

const ascii = (name: string): string => fold(writeOut(name)).replaceAll(/[^a-z0-9]+/g, '-')
/** Firms of one name have domains of their own. */
const domain = (name: string, random: Random): string =>
  `${plainVowels(ascii(name.replace(/ (GmbH|AG|e\. K|KG|OHG|UG|eG).*/, ''))).slice(0, 50)}${random.below(1000)}.de`
const hostOf = ({ details }: ContactRow): string =>
  details.flatMap(({ kind, value }) => (kind === 'email' ? [value.slice(value.indexOf('@') + 1)] : []))[0] ??
  ''

function address(random: Random): Detail {
  const value = { street: street(random), houseNumber: String(1 + random.below(150)), ...town(random) }
  return { kind: 'address', category: 'work', value: { ...value, country: 'DE' }, primary: true }
}

const AREAS = ['30', '40', '89', '221', '69', '711', '211', '341', '231', '201', '421', '351', '511', '911']
const phone = (random: Random): string =>
  `0${random.one(AREAS)} ${10_000 + random.below(90_000)}${random.below(900)}`
const mobile = (random: Random): string =>
  `+49 1${random.one(['51', '60', '70', '71', '72', '75', '76', '79'])} ${1_000_000 + random.below(9_000_000)}`

/** A version 7 UUID of that moment. */
function idOf(random: Random, moment: number): string {
  const hex = (digits: number) =>
    random
      .below(16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  const time = moment.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`
}
