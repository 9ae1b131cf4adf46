import { HOUSEHOLD_REMARKS, NOTES, SECTORS } from './sample-sectors.ts'
import type { Sector, Service } from './sample-sectors.ts'
import { MEN, PLACES, SURNAMES, WOMEN } from './sample-words.ts'
import type { Place } from './sample-words.ts'

/**
 * A cleaning firm in Cologne with its customers, suppliers, partners and competitors: the same about 300 contacts
 * every time. Nobody real: numbers are of the ranges the Bundesnetzagentur keeps for drama (0221 4710-xxx and
 * 0176 040690xx), mail addresses of the domains RFC 2606 reserves; towns, streets and postal codes are real.
 */
export const SAMPLE_FIRM = {
  name: 'Rheinglanz Gebäudereinigung GmbH',
  street: 'Neusser Straße',
  houseNumber: '214',
  postalCode: '50733',
  city: 'Köln',
  country: 'DE',
  email: 'info@rheinglanz.example.com',
  phone: '0221 4710-100',
}

export interface SampleContact {
  kind: 'person' | 'company'
  companyName?: string
  firstName?: string
  lastName?: string
  salutation?: 'ms' | 'mr' | 'firm'
  title?: string
  position?: string
  industry?: string
  description?: string
  /** Place in the list of contact types. */
  type: number
  /** Place in the list of temperatures: cold, warm, hot. */
  temperature: number
  class: 'A' | 'B' | 'C' | null
  /** 0 lead, 1 regular customer, 2 supplier: places in the list of tags that every firm begins with. */
  tags: number[]
  services: Service[]
  address?: Place & { houseNumber: string }
  phone?: string
  mobile?: string
  email?: string
  birthday?: string
  vatId?: string
  notes: { text: string; daysAgo: number }[]
}

/** A company with those who work there; a household is somebody without a company. */
export interface SampleGroup {
  company?: SampleContact
  persons: SampleContact[]
}

const HOUSEHOLDS = 36

/** The sample firm's address book, always the same. */
export function sampleContacts(): SampleGroup[] {
  const dice = newDice(20_261_121)
  const names = new Set<string>()
  const groups = SECTORS.flatMap((sector) =>
    Array.from({ length: sector.count }, () => firmOf(sector, dice, names)),
  )
  return [...groups, ...Array.from({ length: HOUSEHOLDS }, () => householdOf(dice))]
}

function firmOf(sector: Sector, dice: Dice, names: Set<string>): SampleGroup {
  const place = dice.one(PLACES)
  const companyName = newName(sector, place, dice, names)
  const domain = `${slug(companyName)}.example.${dice.one(['com', 'org', 'net'])}`
  const standing = standingOf(sector, dice)
  const company: SampleContact = {
    kind: 'company',
    salutation: 'firm',
    companyName,
    industry: sector.industry,
    description: dice.one(sector.remarks),
    ...standing,
    services: sector.services.filter(() => dice.below(10) < 6),
    address: { ...place, houseNumber: dice.houseNumber() },
    phone: dice.phone(),
    email: `info@${domain}`,
    ...(sector.industry === 'Gebäudereinigung' && { vatId: dice.vatId() }),
    notes: dice.below(4) === 0 ? [{ text: dice.one(NOTES), daysAgo: 1 + dice.below(200) }] : [],
  }
  const persons = Array.from({ length: 1 + Number(dice.below(10) < 6) }, () => {
    const person = personOf(dice)
    return {
      ...person,
      ...standing,
      position: dice.one(sector.positions),
      phone: dice.phone(),
      email: `${mailName(person)}@${domain}`,
    }
  })
  return { company, persons }
}

function householdOf(dice: Dice): SampleGroup {
  const person = personOf(dice)
  const [year, month, day] = [1938 + dice.below(65), 1 + dice.below(12), 1 + dice.below(28)]
  const household: SampleContact = {
    ...person,
    ...standingOf({ type: 0 }, dice),
    class: 'C',
    description: dice.one(HOUSEHOLD_REMARKS),
    services: ['glass'],
    address: { ...dice.one(PLACES), houseNumber: dice.houseNumber() },
    mobile: dice.mobile(),
    email: `${mailName(person)}@example.${dice.one(['com', 'org', 'net'])}`,
    birthday: [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  }
  return { persons: [household] }
}

function personOf(dice: Dice) {
  const woman = dice.below(2) === 0
  const person: SampleContact = {
    kind: 'person',
    salutation: woman ? 'ms' : 'mr',
    firstName: dice.one(woman ? WOMEN : MEN),
    lastName: dice.one(SURNAMES),
    type: 0,
    temperature: 1,
    class: null,
    tags: [],
    services: [],
    notes: [],
  }
  if (dice.below(12) === 0) person.title = 'Dr.'
  if (dice.below(3) === 0) person.mobile = dice.mobile()
  return person
}

/** Two of three customers are regular ones; the others are still to be won. */
function standingOf({ type }: Pick<Sector, 'type'>, dice: Dice) {
  if (type === 1) return { type, temperature: 1, class: null, tags: [2] }
  if (type > 1) return { type, temperature: 0, class: null, tags: [] }
  const regular = dice.below(3) > 0
  const value = dice.one(['A', 'B', 'B', 'C', 'C'] as const)
  return regular
    ? { type, temperature: 1 + Number(dice.below(3) === 0), class: value, tags: [1] }
    : { type, temperature: dice.below(3), class: null, tags: [0] }
}

function newName(sector: Sector, place: Place, dice: Dice, names: Set<string>): string {
  for (;;) {
    const name = dice
      .one(sector.names)
      .replace('{n}', dice.one(SURNAMES))
      .replace('{q}', place.city === 'Köln' ? place.quarter : place.city)
    const free = !names.has(name)
    names.add(name)
    if (free) return name
    // Every quarter has its café already: take a surname along.
    const longer = `${name} ${dice.one(SURNAMES)}`
    if (name.includes(place.quarter) && !names.has(longer)) {
      names.add(longer)
      return longer
    }
  }
}

function mailName({ firstName = '', lastName = '' }: SampleContact): string {
  return `${slug(firstName)}.${slug(lastName)}`
}

function slug(text: string): string {
  const letters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', ı: 'i' }
  return text
    .toLowerCase()
    .replaceAll(/[äöüßłı]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(/ (gmbh|co|kg|mbb|partg|e|v)\b/g, '')
    .trim()
    .replaceAll(/[ -]+/g, '-')
}

type Dice = ReturnType<typeof newDice>

/** Numbers that look random and are the same every time (mulberry32). */
function newDice(seed: number) {
  let state = seed
  let numbers = 100
  let mobiles = 0
  let vatIds = 0
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
  return {
    below,
    one<T>(list: readonly T[]): T {
      return list[below(list.length)] as T
    },
    houseNumber: () => `${1 + below(180)}${below(12) === 0 ? 'a' : ''}`,
    /** Each is given out once. */
    phone: () => `0221 4710-${String((numbers += 1)).padStart(3, '0')}`,
    mobile: () => `0176 040690${String(mobiles++ % 100).padStart(2, '0')}`,
    vatId: () => VAT_IDS[vatIds++ % VAT_IDS.length] ?? '',
  }
}

/** Right by their check digits, and nobody's. */
const VAT_IDS = ['DE999000025', 'DE999000033', 'DE999000041', 'DE999000050', 'DE999000068']
