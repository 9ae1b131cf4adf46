import { cologne, spoken } from './cologne.ts'
import { fold, plainVowels } from './fold.ts'
import { remembered } from './remembered.ts'
import { transliterate } from './transliterate.ts'

/** A name as it is compared: Müller, Mueller and MULLER are `muller`, Иванов is `iwanow`; apostrophes and dots are gone. */
export function plainName(text: string): string {
  return plainVowels(fold(transliterate(text))).replaceAll(IN_A_NAME, '')
}

/** The words of a name, split at spaces, hyphens and slashes, each as `plainName` writes it. */
export function nameWords(text: string | null | undefined): string[] {
  if (!text) return []
  const words = plainVowels(fold(transliterate(text))).split(BETWEEN)
  return words.map((word) => word.replaceAll(IN_A_NAME, '')).filter(Boolean)
}

/** What a word of a name sounds like; a script that has no German sound stands for itself. */
export const nameSound = remembered((plain): string => cologne(plain) || plain)

/** Names that are spoken alike are written nearly alike here: `mayr` → `meir`. */
export function spokenName(plain: string): string {
  return spoken(plain)
}

const BETWEEN = /[^\p{L}\p{N}\p{M}'’`´.]+|(?<=\p{L}\p{L})\.(?=\p{L}\p{L})/u
const IN_A_NAME = /[^\p{L}\p{N}\p{M}]+/gu
