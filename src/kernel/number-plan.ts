import { Metadata, type CountryCode } from 'libphonenumber-js/max'

/** A number of one of these countries, in full. */
export interface HomeNumber {
  country: string
  callingCode: string
  /** Without the zero. */
  national: string
  mobile: boolean
}

/**
 * Reads what almost all numbers of these countries are written like, `+49 171 2345678` and `(0641) 40000-0`, in a twentieth
 * of the time that libphonenumber takes: it compiles its patterns anew for each number. Made of the same patterns, so
 * what is found here is found there; everything else is undefined and left to it.
 */
export function readHomeNumber(text: string, home: string): HomeNumber | undefined {
  const written = WRITTEN.exec(text)
  if (!written) return undefined
  const [, callingCode, rest = ''] = written
  const country = callingCode === undefined ? home : COUNTRY_OF[callingCode]
  const plan = planOf(country ?? '')
  if (!plan) return undefined
  const national = rest.replace(NO_DIGIT, '')
  const isOf = ({ pattern, lengths }: Kind) => lengths.has(national.length) && pattern.test(national)
  if (national.length < SHORTEST || !plan.general.test(national)) return undefined
  const mobile = isOf(plan.mobile)
  if (mobile === isOf(plan.fixed)) return undefined
  return { country: country ?? '', callingCode: plan.callingCode, national, mobile }
}

/** How people of these countries group a number of their own, as `formatNational` does it. */
export function groupHomeNumber({ country, national }: HomeNumber): string | undefined {
  const format = planOf(country)?.formats.find(({ leading, pattern }) => {
    return leading.test(national) && pattern.test(national)
  })
  return format && national.replace(format.pattern, format.template)
}

/** The plans do not say how shorter ones are grouped. */
const SHORTEST = 7
const WRITTEN = /^(?:\+(49|43|41) ?(?:\(0\)|0)?|\(?0)([1-9][\d ()/.–-]{2,30})$/
const NO_DIGIT = /[^\d]/g
const COUNTRY_OF: Record<string, string> = { 49: 'DE', 43: 'AT', 41: 'CH' }

interface Kind {
  pattern: RegExp
  lengths: ReadonlySet<number>
}

interface Plan {
  callingCode: string
  general: RegExp
  mobile: Kind
  fixed: Kind
  formats: { pattern: RegExp; leading: RegExp; template: string }[]
}

/** What `Metadata` knows beyond its types. */
interface Numbering {
  callingCode(): string
  nationalNumberPattern(): string
  type(name: 'MOBILE' | 'FIXED_LINE'): { pattern(): string; possibleLengths(): number[] }
  formats(): { pattern(): string; format(): string; leadingDigitsPatterns(): string[] }[]
}

const plans = new Map<string, Plan>()

function planOf(country: string): Plan | undefined {
  const known = plans.get(country)
  if (known || !Object.values(COUNTRY_OF).includes(country)) return known
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country as CountryCode)
  const numbering = metadata.numberingPlan as unknown as Numbering
  const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)
  const kind = (name: 'MOBILE' | 'FIXED_LINE'): Kind => {
    const type = numbering.type(name)
    return { pattern: whole(type.pattern()), lengths: new Set(type.possibleLengths()) }
  }
  const plan = {
    callingCode: numbering.callingCode(),
    general: whole(numbering.nationalNumberPattern()),
    mobile: kind('MOBILE'),
    fixed: kind('FIXED_LINE'),
    formats: numbering.formats().map((format) => ({
      pattern: whole(format.pattern()),
      leading: new RegExp(`^(?:${format.leadingDigitsPatterns().at(-1) ?? ''})`),
      template: format.format(),
    })),
  }
  plans.set(country, plan)
  return plan
}
