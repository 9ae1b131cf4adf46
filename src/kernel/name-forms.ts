import { nameWords } from './plain-name.ts'
import { remembered } from './remembered.ts'

/** A last name taken apart: von der Heide-Schulz has the core `heideschulz` and the parts heide and schulz. */
export interface LastName {
  /** All words together, so that Vonderheide is von der Heide. */
  whole: string
  /** Without the particles. */
  core: string
  parts: readonly string[]
}

/** A first name taken apart: Hans-P. has the part `hans` and the initials h and p. */
export interface FirstName {
  /** The full parts together, so that Hanspeter is Hans-Peter; empty where there are only initials. */
  whole: string
  parts: readonly string[]
  initials: string
}

/** The last name without titles, particles of nobility and "geb.". */
export function lastNameOf(text: string | null | undefined): LastName {
  return takeApartLast(text ?? '')
}

const takeApartLast = remembered((text): LastName => {
  const words = withoutTitles(nameWords(text))
  const parts = unless(words, (word) => PARTICLES.has(word) || word.length < 2)
  return { whole: words.join(''), core: parts.join(''), parts: parts.slice(0, MOST_PARTS) }
})

/** The first name without titles and salutations. */
export function firstNameOf(text: string | null | undefined): FirstName {
  return takeApartFirst(text ?? '')
}

const takeApartFirst = remembered((text): FirstName => {
  const found = withoutTitles(nameWords(text)).flatMap((word) => (isInitials(word) ? [...word] : [word]))
  const words = found.slice(0, MOST_PARTS)
  const parts = words.filter((word) => word.length > 1 || !/[a-z]/.test(word))
  return { whole: parts.join(''), parts, initials: words.map((word) => word.charAt(0)).join('') }
})

/** Nobody has more names; a field that was used for something else should not cost more. */
const MOST_PARTS = 6

const TITLES = new Set(
  (
    'dr drs ddr prof professor professorin univ pd priv doz dipl diplom ing kfm kffr betriebsw inform phys psych med vet dent jur ' +
    'rer nat phil habil hc oec pol theol mag magister magistra dkfm di fh mba msc bsc phd llm herr herrn frau hr fr mr mrs ms ' +
    'miss firma familie geb geborene verh verw nee'
  ).split(' '),
)
const PARTICLES = new Set(
  (
    'von vom van zu zum zur und der den dem des de di da del della dello du la le lo af av ten ter te dos das do el al ibn bin ' +
    'graf grafin freiherr freifrau freiin baron baronin baroness ritter edler edle furst furstin prinz prinzessin herzog jun jr ' +
    'sen sr junior senior ii iii'
  ).split(' '),
)

function withoutTitles(words: string[]): string[] {
  return unless(words, (word) => TITLES.has(word))
}

/** Takes words off as long as one stays: Graf alone is a name. */
function unless(words: string[], dropped: (word: string) => boolean): string[] {
  const kept = words.filter((word) => !dropped(word))
  return kept.length > 0 ? kept : words
}

/** `hp` of H.P. has no vowel and two letters; Jo and Al are names. */
function isInitials(word: string): boolean {
  return word.length === 2 && /^[bcdfghjklmnpqrstvwxz]{2}$/.test(word)
}
