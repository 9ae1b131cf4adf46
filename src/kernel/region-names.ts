import { fold, plainVowels } from './fold.ts'

// Countries and languages by the names people write for them.

const regions = new Map<string, string>([
  ['d', 'DE'],
  ['a', 'AT'],
  ['brd', 'DE'],
  ['schweiz suisse svizzera', 'CH'],
  ['uk', 'GB'],
  ['england', 'GB'],
  ['grossbritannien', 'GB'],
  ['great britain', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['vereinigte staaten von amerika', 'US'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
  ['tschechische republik', 'CZ'],
])
const languages = new Map<string, string>()

/** The ISO code of a country by its code or its German or English name. */
export function readCountry(text: string): string | undefined {
  if (!regions.has('deutschland')) fillNames(regions, 'region')
  const known = regions.get(nameKey(text)) ?? regions.get(nameKey(text.replace(/\(.*\)/, '')))
  return known ?? (/^[A-Z]{2}$/.test(text) ? text : undefined)
}

/** The name of a country where it is read as the same one again, else its code. */
export function writeCountry(code: string, language: 'de' | 'en'): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  const name = regionNames[language].of(code) ?? code
  return readCountry(name) === code ? name : code
}

const regionNames = {
  de: new Intl.DisplayNames(['de'], { type: 'region' }),
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
}

/** The two letters of a language by code (`de-AT`) or name. */
export function readLanguage(text: string): string | undefined {
  if (!languages.has('deutsch')) fillNames(languages, 'language')
  const known = languages.get(nameKey(text)) ?? languages.get(nameKey(text.replace(/[\s(_-].*$/s, '')))
  return known ?? (/^[a-z]{2}$/.test(text) ? text : undefined)
}

/** Every two letters that Intl knows, under the code and its German and English name; old codes under the new. */
function fillNames(into: Map<string, string>, type: 'region' | 'language'): void {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
  for (const locale of ['de', 'en']) {
    const names = new Intl.DisplayNames([locale], { type, fallback: 'none' })
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const { region, language } = new Intl.Locale(type === 'region' ? `und-${code}` : code)
      const kept = type === 'region' ? region : language
      const name = kept && names.of(kept)
      if (!name) continue
      for (const key of [code, nameKey(name)]) if (!into.has(key)) into.set(key, kept)
    }
  }
}

function nameKey(text: string): string {
  return plainVowels(fold(text))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
