import { offerLanguages, type Words } from '#ui/texts.ts'
import type { de } from './texts/de.ts'
import type { en } from './texts/en.ts'

type De = typeof de

declare module '#ui/texts.ts' {
  interface Catalogue extends De {}
}

/** Per key whether it is one text or has plural forms. */
type Shape<Catalogue> = { [Key in keyof Catalogue]: Catalogue[Key] extends string ? 'text' : 'forms' }

/** What this catalogue lacks against the other. */
type Lack<Has, Wanted> = Exclude<keyof Wanted, keyof Has>

/** The error here names the keys that English lacks, has too many, or gives other forms than German. */
export const complete: {
  lacking: [Lack<typeof en, De>] extends [never] ? 'nothing' : Lack<typeof en, De>
  superfluous: [Lack<De, typeof en>] extends [never] ? 'nothing' : Lack<De, typeof en>
  forms: Shape<typeof en> extends Shape<De> ? 'same' : 'different'
} = { lacking: 'nothing', superfluous: 'nothing', forms: 'same' }

/** Offers both languages to the screen ground, each as one file of its own, fetched when it is needed. */
export function offerTexts(): void {
  offerLanguages({
    de: async (): Promise<Words> => (await import('./texts/de.ts')).de,
    en: async (): Promise<Words> => (await import('./texts/en.ts')).en,
  })
}
