import { useSyncExternalStore } from 'react'
import type ground from './texts/de.json'

type Ground = typeof ground

/** Every key of every catalogue. `src/app/web/texts.ts` widens it by the words of all features. */
export interface Catalogue extends Ground {}

/** The parts a catalogue is fetched in; `src/app/web/texts.ts` widens it. */
export interface Areas {
  first: true
}

export type Area = Extract<keyof Areas, string>
export type TextKey = Extract<keyof Catalogue, string>
export type Language = 'de' | 'en'
export type Values = Record<string, string | number>
/** One text, or its forms by number (`{"one": "{count} Kontakt", "other": "{count} Kontakte"}`). */
export type Words = Record<string, string | Partial<Record<Intl.LDMLPluralRule, string>>>
export type Translate = (key: TextKey, values?: Values) => string

interface Shown {
  language: Language
  t: Translate
}

type Loaders = Record<Language, Record<Area, () => Promise<Words>>>

let loaders: Loaders | undefined
let shown: Shown = { language: 'de', t: (key) => key }
let wanted: Language | undefined
/** What has been fetched so far; a translator reads it as it grows. */
const fetched: Record<Language, Words> = { de: {}, en: {} }
const atHand = new Map<Area, Promise<void>>([['first', Promise.resolve()]])
const listeners = new Set<() => void>()
const storeKey = 'kontor.language'

/** Says where the catalogues come from; called once, by the application. */
export function offerLanguages(offered: Loaders): void {
  loaders = offered
}

/** The language to begin with: the one used last on this device, else the browser's, else German. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(storeKey)
  if (kept === 'de' || kept === 'en') return kept
  return navigator.languages.some((tag) => tag.startsWith('de')) || !navigator.language.startsWith('en')
    ? 'de'
    : 'en'
}

/** Shows the whole client in this language, without reloading the page. */
export async function showLanguage(language: Language): Promise<void> {
  if (language === wanted) return
  wanted = language
  await fetchWords(language, [...atHand.keys()])
  if (wanted !== language) return
  shown = { language, t: translator(language, fetched[language]) }
  document.documentElement.lang = language
  localStorage.setItem(storeKey, language)
  for (const listener of listeners) listener()
}

/** Fetches code together with the words of the area it speaks in: no screen is shown before its words are here. */
export async function saying<Code>(area: Area, code: Promise<Code>): Promise<Code> {
  if (!atHand.has(area)) atHand.set(area, fetchWords(wanted ?? shown.language, [area]))
  try {
    await atHand.get(area)
  } catch (error) {
    atHand.delete(area)
    throw error
  }
  return code
}

async function fetchWords(language: Language, areas: Area[]): Promise<void> {
  const parts = await Promise.all(areas.map(async (area) => loaders?.[language][area]()))
  Object.assign(fetched[language], ...parts)
}

/** The words of the language shown; a component that calls it is drawn again when the language changes. */
export function useText(): Translate {
  return useSyncExternalStore(subscribe, () => shown.t)
}

/** The language shown, as a value to draw by. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => shown.language)
}

/** The language shown at this moment, for formatters outside a component. */
export function currentLanguage(): Language {
  return shown.language
}

/** The words shown at this moment, for code outside a component. */
export function text(key: TextKey, values?: Values): string {
  return shown.t(key, values)
}

/** Builds the function that finds a text, chooses its plural form and fills in its values. */
export function translator(language: Language, words: Words): Translate {
  // Made when they are first needed: each takes longer than all other words of a screen.
  let plural: Intl.PluralRules | undefined
  let number: Intl.NumberFormat | undefined
  return (key, values = {}) => {
    const found = words[key]
    const form =
      typeof found === 'object'
        ? (found[(plural ??= new Intl.PluralRules(language)).select(Number(values.count ?? 0))] ??
          found.other)
        : found
    return (form ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      if (value === undefined) return whole
      return typeof value === 'number' ? (number ??= new Intl.NumberFormat(language)).format(value) : value
    })
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
