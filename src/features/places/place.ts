import { z } from 'zod'
import { fold } from '#kernel/fold.ts'

/** A postal code and a place it serves; many places share a code, and large ones have many. */
export const place = z
  .object({
    postalCode: z.string(),
    city: z.string(),
    state: z.string().meta({ description: 'Land or canton, such as Nordrhein-Westfalen' }),
    lat: z.number().meta({ description: 'Centre of the area of the code, about 100 m exact' }),
    lon: z.number(),
  })
  .meta({ id: 'Place' })
export type Place = z.infer<typeof place>

/** Asked by code, or by the beginning of a name. */
export const placesQuery = z.object({
  country: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Two letters, such as DE')
    .default('DE')
    .meta({ description: 'DE or CH; of other countries nothing is known' }),
  postalCode: z.string().trim().max(20).optional(),
  city: z.string().trim().max(255).optional().meta({ description: 'The beginning of a name' }),
})
export type PlacesQuery = z.infer<typeof placesQuery>

/** What the places of a code are called; undefined where the code or the country is not known. */
export type PlaceNames = (country: string, postalCode: string) => readonly string[] | undefined

/** A name as it is compared: umlauts either way, without what stands in brackets, `St.` for Sankt. */
export function placeKey(name: string): string {
  return fold(name.replaceAll(/ae|oe|ue/gi, (pair) => UMLAUTS[pair.toLowerCase()] ?? pair))
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/\bsankt\b/g, 'st')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const UMLAUTS: Record<string, string> = { ae: 'ä', oe: 'ö', ue: 'ü' }

/**
 * Whether what somebody wrote can mean this place: `Frankfurt` for Frankfurt am Main, `Köln-Ehrenfeld` or `Köln Porz`
 * for Köln, `Koeln` for Köln.
 */
export function isSamePlace(written: string, name: string): boolean {
  const [a, b] = [placeKey(written), placeKey(name)]
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `) || stem(a) === stem(b)
}

/** `Rothenburg ob der Tauber`, `Rothenburg o. d. T.`: the words before where it lies. */
function stem(key: string): string {
  return key.split(/ (?:am|an|auf|bei|im|in|ob|vor|a|b|i|o) /)[0] ?? key
}
