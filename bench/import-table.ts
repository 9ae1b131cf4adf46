import { csvLine } from '#kernel/csv.ts'
import { companyName, firstName, lastName, street, town } from './names.ts'
import { randomOf } from './random.ts'

/** `plain`: a name and an address, as a newsletter has them; `full`: what people keep of persons; `namesakes`: all Müller. */
export const SHAPES = ['plain', 'full', 'namesakes'] as const
export type Shape = (typeof SHAPES)[number]

/** The text of a CSV file of persons; a hundredth of them twice, but for namesakes. */
export function* tableOf(shape: Shape, { rows, seed }: { rows: number; seed: number }): Generator<string> {
  const random = randomOf(seed, 0)
  const line = LINES[shape]
  yield csvLine(line.headings)
  const firms = Array.from({ length: Math.ceil(rows / 20) }, (_, n) => `${companyName(random)} ${n}`)
  let last: string | undefined
  for (let n = 0; n < rows; n++) {
    const own = csvLine(line.of(personOf(n)))
    yield last !== undefined && shape !== 'namesakes' && random.chance(0.01) ? last : own
    last = own
  }

  function personOf(n: number): Person {
    const [first, surname] =
      shape === 'namesakes' ? ['Thomas', 'Müller'] : [firstName(random), lastName(random)]
    const { postalCode, city } = town(random)
    const email = `${first}.${surname}.${n}@firma${n % 5000}.example`
    return {
      first,
      last: surname,
      firm: random.one(firms),
      email: email.toLowerCase().replaceAll(/[^a-z0-9.@-]/g, 'x'),
      phone: `0221 ${100_000 + random.below(900_000)}`,
      mobile: `0171 ${1_000_000 + random.below(9_000_000)}`,
      street: `${street(random)} ${1 + random.below(99)}`,
      postalCode,
      city,
      tag: random.chance(0.2) ? 'Messe' : '',
    }
  }
}

type Person = Record<
  'first' | 'last' | 'firm' | 'email' | 'phone' | 'mobile' | 'street' | 'postalCode' | 'city' | 'tag',
  string
>

interface Line {
  headings: string[]
  of(person: Person): string[]
}

const FULL: Line = {
  headings: [
    'Vorname',
    'Nachname',
    'Firma',
    'E-Mail',
    'Telefon',
    'Mobil',
    'Straße',
    'PLZ',
    'Ort',
    'Schlagwörter',
  ],
  of: (p) => [p.first, p.last, p.firm, p.email, p.phone, p.mobile, p.street, p.postalCode, p.city, p.tag],
}

const LINES: Record<Shape, Line> = {
  full: FULL,
  plain: { headings: ['Vorname', 'Nachname', 'E-Mail'], of: (p) => [p.first, p.last, p.email] },
  namesakes: FULL,
}
