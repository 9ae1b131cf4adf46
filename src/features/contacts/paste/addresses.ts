import { splitStreet } from '#kernel/postal-address.ts'
import { checkPostalCode, normalisePostalCode } from '#kernel/postal-code.ts'
import type { Address } from '../detail.ts'
import { tidy } from './pieces.ts'
import type { Clues, Confidence, Found } from './pasted.ts'

/** Takes the postal addresses out of the lines: a town with its code, the street before it, the country after it. */
export function takeAddresses(lines: string[], clues: Clues): { found: Found[]; left: string[] } {
  const found: Found[] = []
  const used = new Set<number>()
  lines.forEach((line, at) => {
    const town = used.has(at) ? undefined : readTown(line)
    if (!town) return
    const after = countryOf(lines[at + 1] ?? '')
    const before = streetBefore(lines, at, used)
    const country = town.country ?? after ?? countryByCode(town.postalCode, clues)
    if (!country || checkPostalCode(town.postalCode, country)) return
    used.add(at)
    if (after) used.add(at + 1)
    if (before) used.add(before.at)
    const street = town.before ? streetOf(town.before) : (before?.street ?? NO_STREET)
    const value: Address = {
      ...street,
      postalCode: normalisePostalCode(town.postalCode, country),
      city: town.city,
      state: town.state ?? '',
      country,
    }
    const confidence: Confidence = street.street ? 'sure' : 'likely'
    found.push({ is: 'address', category: category(lines, at, before?.at), value, confidence })
  })
  return { found, left: lines.filter((line, at) => !used.has(at) && !countryOf(line)) }
}

const NO_STREET = { street: '', houseNumber: '' }

interface Town {
  /** What stands before the code in the same line. */
  before: string
  postalCode: string
  city: string
  state?: string
  country?: string
}

const LABEL =
  /^(?:(?:post|firmen|büro|besuchs|liefer|haus|geschäfts)?-?(?:adresse|anschrift)|address|sitz|standort|büro|office|adr\.?)\s*:\s*/iu
const CODE = String.raw`(?:(?<prefix>DE|AT|CH|FL|LI|LU|[DALF])\s?[-–]\s?|(?<prefix2>DE|AT|CH|LI|D|A)\s)?(?<code>\d{4,5})`
const CITY = String.raw`(?<city>\p{Lu}[\p{L}.'’()/ -]*?(?: \d{1,2})?)`
const TOWN = new RegExp(
  String.raw`^(?<before>.*?[,;–-]\s+|.*?\d\s?\w?\s+(?:in\s+)?)??${CODE}\s+${CITY}(?:\s*[,/–-]\s*(?<country>\p{L}[\p{L}. ]+)|\s*\((?<country2>[\p{L} ]+)\))?$`,
  'u',
)
const NETHERLANDS = /^(?<code>\d{4} ?[A-Z]{2})\s+(?<city>\p{Lu}[\p{L}.' -]+)$/u
const BRITISH =
  /^(?:(?<city>\p{Lu}[\p{L}.' -]+?),?\s+)?(?<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?:,?\s*(?<country>UK|United Kingdom|England))?$/u
const AMERICAN =
  /^(?<city>\p{Lu}[\p{L}.' -]+),\s*(?<state>[A-Z]{2})\s+(?<code>\d{5}(?:-\d{4})?)(?:,?\s*(?<country>USA|United States))?$/u

function readTown(whole: string): Town | undefined {
  const line = whole.replace(LABEL, '')
  const foreign: [RegExp, string][] = [
    [NETHERLANDS, 'NL'],
    [BRITISH, 'GB'],
    [AMERICAN, 'US'],
  ]
  for (const [pattern, country] of foreign) {
    const parts = pattern.exec(line)?.groups
    if (parts?.['code'] && parts['city'])
      return {
        before: '',
        postalCode: parts['code'],
        city: tidy(parts['city']),
        state: parts['state'] ?? '',
        country,
      }
  }
  const parts = TOWN.exec(line)?.groups
  const postalCode = parts?.['code']
  const city = tidy(parts?.['city'] ?? '')
  if (!parts || !postalCode || city.length < 2 || NOT_A_CITY.test(city)) return undefined
  const prefix = parts['prefix'] ?? parts['prefix2']
  const named = countryOf(parts['country'] ?? parts['country2'] ?? '')
  const whose = named ?? (prefix && PREFIXES[prefix])
  const addition = named ? '' : (parts['country'] ?? parts['country2'] ?? '')
  const full = addition ? `${city}${parts['country2'] ? ` (${addition})` : `-${addition}`}` : city
  return {
    before: tidy(parts['before'] ?? '').replace(/ in$/, ''),
    postalCode,
    city: tidy(full),
    ...(whose && { country: whose }),
  }
}

/** `4711 Kunden` is no address. */
const NOT_A_CITY = /^(?:Kunden|Mitarbeiter|Uhr|Euro|EUR|Jahre|Stück|Km|Tel|Fax|Mobil)\b/i

const PREFIXES: Record<string, string> = {
  D: 'DE',
  DE: 'DE',
  A: 'AT',
  AT: 'AT',
  CH: 'CH',
  FL: 'LI',
  LI: 'LI',
  L: 'LU',
  LU: 'LU',
  F: 'FR',
}

const COUNTRIES: Record<string, string> = {
  deutschland: 'DE',
  germany: 'DE',
  'bundesrepublik deutschland': 'DE',
  österreich: 'AT',
  oesterreich: 'AT',
  austria: 'AT',
  schweiz: 'CH',
  switzerland: 'CH',
  suisse: 'CH',
  svizzera: 'CH',
  liechtenstein: 'LI',
  luxemburg: 'LU',
  luxembourg: 'LU',
  frankreich: 'FR',
  france: 'FR',
  italien: 'IT',
  italia: 'IT',
  italy: 'IT',
  spanien: 'ES',
  spain: 'ES',
  belgien: 'BE',
  belgium: 'BE',
  niederlande: 'NL',
  'the netherlands': 'NL',
  netherlands: 'NL',
  polen: 'PL',
  poland: 'PL',
  dänemark: 'DK',
  denmark: 'DK',
  'united kingdom': 'GB',
  uk: 'GB',
  england: 'GB',
  großbritannien: 'GB',
  'vereinigtes königreich': 'GB',
  nederland: 'NL',
  belgique: 'BE',
  españa: 'ES',
  portugal: 'PT',
  polska: 'PL',
  danmark: 'DK',
  schweden: 'SE',
  sweden: 'SE',
  norwegen: 'NO',
  norway: 'NO',
  finnland: 'FI',
  finland: 'FI',
  tschechien: 'CZ',
  'czech republic': 'CZ',
  ungarn: 'HU',
  hungary: 'HU',
  irland: 'IE',
  ireland: 'IE',
  usa: 'US',
  'united states': 'US',
  'vereinigte staaten': 'US',
}

/** The country a line names, and nothing else. */
function countryOf(line: string): string | undefined {
  const word = tidy(line).toLowerCase().replace(/\.$/, '')
  return Object.hasOwn(COUNTRIES, word) ? COUNTRIES[word] : undefined
}

/** A code alone says Germany by five digits; four are Austrian or Swiss, as the rest of the text says. */
function countryByCode(code: string, { country }: Clues): string | undefined {
  if (code.length === 4) return country === 'DE' ? 'AT' : country
  return ['AT', 'CH', 'LI', 'LU'].includes(country) ? 'DE' : country
}

function streetBefore(lines: string[], at: number, used: Set<number>) {
  for (const above of [at - 1, at - 2]) {
    const line = lines[above]
    if (line === undefined || used.has(above)) return undefined
    if (isStreet(line)) return { at: above, street: streetOf(line) }
    // A line such as `Gebäude C` or `3. OG` may stand between.
    if (!/^(?:gebäude|haus|etage|\d+\. (?:og|stock|etage)|aufgang|hinterhaus|c\/o)\b/iu.test(line))
      return undefined
  }
  return undefined
}

const STREET_WORD =
  /(?:stra(?:ß|ss)e|str\.?|gasse|weg|allee|platz|ring|damm|ufer|chaussee|berg|graben|markt|hof|steig|pfad|zeile|promenade|kai|tor|park|brücke|feld|wall|rue|route|avenue|street|road|lane|square|boulevard)(?=$|[\s,\d])/iu

/** Whether a line reads like a street: with a number at its end or its beginning, or by its last word. */
export function isStreet(line: string): boolean {
  const text = line.replace(LABEL, '')
  if (/@|www\.|\d{6,}/i.test(text)) return false
  const { houseNumber } = splitStreet(text)
  return (
    /^(?:postfach|p\.?\s?o\.?\s?box|case postale)\b/i.test(text) ||
    /^[A-U] ?\d{1,2},? ?\d{1,3}\w?$/.test(text) ||
    (houseNumber !== '' && !/\b(?:GmbH|AG|KG|UG|FN|HRB|HRA)\b/.test(text)) ||
    /^\d{1,5}\w?,? \p{Lu}[\p{L} .'-]+$/u.test(text) ||
    (STREET_WORD.test(text) && text.split(' ').length <= 4 && !/\b(?:GmbH|AG|KG|UG|Hof|Park)\b/.test(text))
  )
}

function streetOf(line: string): { street: string; houseNumber: string } {
  const text = tidy(line.replace(LABEL, ''))
  const inside =
    /^(.*\D) (\d+ ?\w?, (?:Tor|Haus|Gebäude|Geb\.|Eingang|Halle|Etage|Hof|Aufgang|Büro) .+)$/iu.exec(text)
  if (inside) return { street: inside[1] ?? '', houseNumber: inside[2] ?? '' }
  const first = /^(\d{1,5}\w?),? (\p{Lu}[\p{L} .'-]+)$/u.exec(text)
  return first ? { street: first[2] ?? '', houseNumber: first[1] ?? '' } : splitStreet(text)
}

function category(lines: string[], ...at: (number | undefined)[]): string {
  const said = at.flatMap((index) => (index === undefined ? [] : (lines[index] ?? '')))
  if (said.some((line) => /^postfach|^p\.?\s?o\.?\s?box|^case postale/i.test(line))) return 'postal'
  return 'work'
}
