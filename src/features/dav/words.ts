import type { Language } from '#kernel/rights.ts'
import type { CollectionName } from './places.ts'

/** What programs call a collection until somebody gives it another name there. */
export function collectionName(name: CollectionName, language: Language): string {
  return NAMES[language][name]
}

const NAMES: Record<Language, Record<CollectionName, string>> = {
  de: { appointments: 'Kontor Termine', tasks: 'Kontor Aufgaben', contacts: 'Kontor Kontakte' },
  en: { appointments: 'Kontor appointments', tasks: 'Kontor tasks', contacts: 'Kontor contacts' },
}

/** As Apple writes them, with how much of it is let through. */
export const COLORS = { appointments: '#2F6FEDFF', tasks: '#0E9F6EFF' } as const
