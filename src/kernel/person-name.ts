export interface Name {
  kind: 'person' | 'company'
  firstName?: string | null
  lastName?: string | null
  companyName?: string | null
}

export type Salutation = 'frau' | 'herr' | 'familie' | 'firma' | 'neutral'

export interface Addressee {
  salutation?: Salutation | null
  title?: string | null
  firstName?: string | null
  lastName?: string | null
  language: 'de' | 'en'
}

/** What a contact is called everywhere: first and last name, or the name of the company; without a title. */
export function displayName({ kind, firstName, lastName, companyName }: Name): string {
  return kind === 'company' ? joined(companyName) : joined(firstName, lastName)
}

/**
 * How a letter begins, comma included: `Sehr geehrte Frau Dr. Müller,`. Only the highest title is spoken
 * (DIN 5008); who has said nothing, or neither Frau nor Herr, is greeted with the full name.
 */
export function letterSalutation(to: Addressee): string {
  return `${to.language === 'de' ? german(to) : english(to)},`
}

/** The one title a letter speaks: Prof. before Dr.; Austria's Mag., DI and Ing., but no German diploma. */
export function spokenTitle(title: string | null | undefined): string {
  return SPOKEN.find(([pattern]) => pattern.test(title ?? ''))?.[1] ?? ''
}

const SPOKEN: readonly [RegExp, string][] = [
  [/\bprof(\b|essor)/i, 'Prof.'],
  [/\bDDr\b/i, 'DDr.'],
  [/\bdr\b|\bdoktor/i, 'Dr.'],
  [/\bmag(\b|\.|istra|ister)/i, 'Mag.'],
  [/^\s*DI\b/, 'DI'],
  [/(^|\s)Ing\b/, 'Ing.'],
]

function german({ salutation, title, firstName, lastName }: Addressee): string {
  const everybody = 'Sehr geehrte Damen und Herren'
  const spoken = spokenTitle(title)
  const professor = spoken === 'Prof.'
  const last = joined(lastName)
  if (salutation === 'firma') return everybody
  if (salutation === 'familie' && last) return `Sehr geehrte Familie ${last}`
  if (salutation === 'frau' && last)
    return joined('Sehr geehrte Frau', professor ? 'Professorin' : spoken, last)
  if (salutation === 'herr' && last)
    return joined('Sehr geehrter Herr', professor ? 'Professor' : spoken, last)
  const full = joined(firstName, lastName)
  return full && salutation !== 'familie' ? joined('Guten Tag', spoken, full) : everybody
}

function english({ salutation, title, firstName, lastName }: Addressee): string {
  const everybody = 'Dear Sir or Madam'
  const spoken = { 'Prof.': 'Professor', 'Dr.': 'Dr', 'DDr.': 'Dr' }[spokenTitle(title)]
  const last = joined(lastName)
  if (salutation === 'firma') return everybody
  if (salutation === 'familie') return last ? `Dear ${last} family` : everybody
  if (spoken && last) return `Dear ${spoken} ${last}`
  if (salutation === 'frau' && last) return `Dear Ms ${last}`
  if (salutation === 'herr' && last) return `Dear Mr ${last}`
  return joined(firstName, lastName) ? joined('Dear', firstName, lastName) : everybody
}

function joined(...words: (string | null | undefined)[]): string {
  return words
    .map((word) => (word ?? '').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(' ')
}
