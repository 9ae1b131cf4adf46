import { firstName } from '../../bench/names.ts'
import { drawer } from '../../bench/random.ts'
import type { Random } from '../../bench/random.ts'
import { surname } from '../../bench/surnames.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { usualGender } from '#kernel/first-names.ts'
import { plainName } from '#kernel/plain-name.ts'

// Invented people in invented firms, as a German firm's customer database holds them.

export interface Firm {
  name: string
  form: string
  domain: string
  area: string
  trunk: string
  postalCode: string
  street: string
  number: string
  city: string
}

export interface Person {
  first: string
  last: string
  firm: Firm
  emails: string[]
  /** National digits with the leading zero. */
  mobile: string | null
  extension: string | null
  birthday: string | null
  salutation: 'ms' | 'mr' | null
  address: boolean
}

const TOWNS: [city: string, area: string, zip: string][] = [
  ['Berlin', '030', '10'],
  ['Hamburg', '040', '20'],
  ['München', '089', '80'],
  ['Köln', '0221', '50'],
  ['Gießen', '0641', '35'],
  ['Stuttgart', '0711', '70'],
  ['Leipzig', '0341', '04'],
  ['Münster', '0251', '48'],
  ['Nürnberg', '0911', '90'],
  ['Ulm', '0731', '89'],
  ['Kassel', '0561', '34'],
  ['Bremen', '0421', '28'],
  ['Trier', '0651', '54'],
  ['Jena', '03641', '07'],
  ['Kiel', '0431', '24'],
]
const BRANCHES =
  'Maschinenbau Logistik Elektrotechnik Bau Bäckerei Spedition Immobilien Metallbau Consulting Software Gartenbau Autohaus Druckerei ' +
  'Apotheke Möbel Haustechnik Werkzeuge Verpackungen Kunststofftechnik Medizintechnik Service Dachdeckerei Tiefbau Brauerei'
const FORMS = drawer([
  ['GmbH', 50],
  ['GmbH & Co. KG', 20],
  ['AG', 8],
  ['KG', 6],
  ['e.K.', 8],
  ['UG (haftungsbeschränkt)', 4],
  ['', 4],
] as const)
const STREETS =
  'Hauptstraße Bahnhofstraße Schillerstraße Gartenweg Industriestraße Am_Markt Lindenallee Ringstraße'.split(
    ' ',
  )
const FREE = ['gmx.de', 'web.de', 't-online.de', 'gmail.com', 'outlook.de', 'freenet.de']

export function firmOf(random: Random): Firm {
  const [city, area, zip] = random.one(TOWNS)
  const owner = surname(random)
  const branch = random.one(BRANCHES.split(' '))
  const name = random.chance(0.8) ? `${owner} ${branch}` : `${owner} & ${surname(random)}`
  const slug = plainName(name.replaceAll(/[& ]+/g, ''))
  return {
    name,
    form: FORMS(random),
    domain: random.chance(0.5) ? `${plainName(owner)}-${plainName(branch)}.de` : `${slug}.de`,
    area,
    trunk: String(20_000 + random.below(979_000)),
    postalCode: zip + String(random.below(1000)).padStart(3, '0'),
    street: random.one(STREETS).replaceAll('_', ' '),
    number: String(1 + random.below(120)),
    city,
  }
}

/** What is one person's alone: drawn again as long as somebody has it already. */
export function unshared(taken: Set<string>, draw: () => string): string {
  for (;;) {
    const drawn = draw()
    if (taken.has(drawn)) continue
    taken.add(drawn)
    return drawn
  }
}

/** Somebody of a firm; `namesake` gives the last name of the family that owns it. */
export function personOf(random: Random, firm: Firm, namesake?: string): Person {
  const first = random.chance(0.04) ? `${firstName(random)}-${firstName(random)}` : firstName(random)
  const last = namesake ?? lastNameOf(random)
  const gender = usualGender(first.split('-')[0] ?? '')
  return {
    first,
    last,
    firm,
    emails: emailsOf(random, first, last, firm),
    mobile: random.chance(0.55) ? mobileOf(random) : null,
    extension: random.chance(0.7) ? String(10 + random.below(90)) : random.chance(0.5) ? '0' : null,
    birthday: random.chance(0.12) ? birthdayOf(random) : null,
    salutation: gender === null || random.chance(0.3) ? null : gender === 'f' ? 'ms' : 'mr',
    address: random.chance(0.5),
  }
}

function lastNameOf(random: Random): string {
  const name = surname(random)
  if (random.chance(0.02)) return `${name}-${surname(random)}`
  return random.chance(0.012) ? `${random.one(['von', 'von der', 'van', 'zu'])} ${name}` : name
}

function emailsOf(random: Random, first: string, last: string, firm: Firm): string[] {
  const [f, l] = [ascii(first), ascii(last)]
  const emails: string[] = []
  if (random.chance(0.75)) {
    const local = random.one([`${f}.${l}`, `${f.charAt(0)}.${l}`, l, `${f.charAt(0)}${l}`])
    emails.push(random.chance(0.08) ? `info@${firm.domain}` : `${local}@${firm.domain}`)
  }
  if (random.chance(0.15)) emails.push(freeMail(random, f, l))
  return emails
}

export function freeMail(random: Random, first: string, last: string): string {
  const number = random.chance(0.6) ? String(random.below(100)) : ''
  return `${random.one([`${ascii(first)}.${ascii(last)}${number}`, `${ascii(last)}${1 + random.below(9999)}`])}@${random.one(FREE)}`
}

function ascii(text: string): string {
  const written = text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
  return written.normalize('NFD').replaceAll(/[^a-z-]/g, '')
}

export function mobileOf(random: Random): string {
  const [prefix, digits] = random.one([
    ['0151', 8],
    ['0160', 7],
    ['0170', 7],
    ['0171', 7],
    ['0172', 7],
    ['0176', 8],
  ] as const)
  return prefix + String(10 ** (digits - 1) + random.below(9 * 10 ** (digits - 1)))
}

function birthdayOf(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${1950 + random.below(52)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
}

/** What a form or a file holds of a person. `telephone` writes a number the way its user does. */
export function subjectOf(
  person: Person,
  telephone: (area: string, trunk: string, extension: string) => string,
): Subject {
  const { firm } = person
  const row = (kind: 'email' | 'phone', value: string) =>
    ({ kind, category: 'work', value, primary: false }) as const
  const { street, number: houseNumber, postalCode, city } = firm
  const address = { street, houseNumber, postalCode, city, state: '', country: 'DE' }
  return {
    kind: 'person',
    salutation: person.salutation,
    firstName: person.first,
    lastName: person.last,
    companyName: [firm.name, firm.form].filter(Boolean).join(' '),
    birthday: person.birthday,
    details: [
      ...person.emails.map((email) => row('email', email)),
      ...(person.mobile
        ? [row('phone', telephone(person.mobile.slice(0, 4), person.mobile.slice(4), ''))]
        : []),
      ...(person.extension ? [row('phone', telephone(firm.area, firm.trunk, person.extension))] : []),
      ...(person.address
        ? [{ kind: 'address', category: 'work', value: address, primary: false } as const]
        : []),
    ],
  }
}
