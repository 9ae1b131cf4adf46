import { offerLanguages, type Words } from '#ui/texts.ts'
import type { de } from './texts/de.ts'
import type { en } from './texts/en.ts'

type De = typeof de
type En = typeof en
type Lacking = Exclude<keyof De, keyof En>
type Superfluous = Exclude<keyof En, keyof De>
/** Texts with plural forms in one language only. */
type Uneven = {
  [Key in keyof De & keyof En]: De[Key] extends string
    ? En[Key] extends string
      ? never
      : Key
    : En[Key] extends string
      ? Key
      : never
}[keyof De & keyof En]

declare module '#ui/texts.ts' {
  interface Catalogue extends De {}
}

/** Does not compile when English lacks a key, has one too many, or differs in plural forms; the error names it. */
export const unequal: [Lacking | Superfluous | Uneven] extends [never]
  ? true
  : Lacking | Superfluous | Uneven = true

/** Offers both languages to the screen ground, each as one file of its own, fetched when it is needed. */
export function offerTexts(): void {
  offerLanguages({
    de: async (): Promise<Words> => (await import('./texts/de.ts')).de,
    en: async (): Promise<Words> => (await import('./texts/en.ts')).en,
  })
}
