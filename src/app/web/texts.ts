import { offerLanguages, type Language, type Words } from '#ui/texts.ts'
import type { calendar as deCalendar } from './texts/calendar.de.ts'
import type { calendar as enCalendar } from './texts/calendar.en.ts'
import type { contact as deContact } from './texts/contact.de.ts'
import type { contact as enContact } from './texts/contact.en.ts'
import type { door as deDoor } from './texts/door.de.ts'
import type { door as enDoor } from './texts/door.en.ts'
import type { events as deEvents } from './texts/events.de.ts'
import type { events as enEvents } from './texts/events.en.ts'
import type { first as deFirst } from './texts/first.de.ts'
import type { first as enFirst } from './texts/first.en.ts'
import type { imports as deImports } from './texts/imports.de.ts'
import type { imports as enImports } from './texts/imports.en.ts'
import type { invoices as deInvoices } from './texts/invoices.de.ts'
import type { invoices as enInvoices } from './texts/invoices.en.ts'
import type { items as deItems } from './texts/items.de.ts'
import type { opportunities as deOpportunities } from './texts/opportunities.de.ts'
import type { opportunities as enOpportunities } from './texts/opportunities.en.ts'
import type { mails as deMails } from './texts/mails.de.ts'
import type { mails as enMails } from './texts/mails.en.ts'
import type { projects as deProjects } from './texts/projects.de.ts'
import type { projects as enProjects } from './texts/projects.en.ts'
import type { quality as deQuality } from './texts/quality.de.ts'
import type { items as enItems } from './texts/items.en.ts'
import type { quality as enQuality } from './texts/quality.en.ts'
import type { settings as deSettings } from './texts/settings.de.ts'
import type { sync as deSync } from './texts/sync.de.ts'
import type { sync as enSync } from './texts/sync.en.ts'
import type { takeover as deTakeover } from './texts/takeover.de.ts'
import type { takeover as enTakeover } from './texts/takeover.en.ts'
import type { tasks as deTasks } from './texts/tasks.de.ts'
import type { settings as enSettings } from './texts/settings.en.ts'
import type { routes as deRoutes } from './texts/routes.de.ts'
import type { visits as deVisits } from './texts/visits.de.ts'
import type { routes as enRoutes } from './texts/routes.en.ts'
import type { visits as enVisits } from './texts/visits.en.ts'
import type { tasks as enTasks } from './texts/tasks.en.ts'

/** German is the source of truth. */
interface De {
  first: typeof deFirst
  calendar: typeof deCalendar
  contact: typeof deContact
  door: typeof deDoor
  events: typeof deEvents
  imports: typeof deImports
  invoices: typeof deInvoices
  items: typeof deItems
  mails: typeof deMails
  opportunities: typeof deOpportunities
  projects: typeof deProjects
  quality: typeof deQuality
  settings: typeof deSettings
  sync: typeof deSync
  takeover: typeof deTakeover
  routes: typeof deRoutes
  visits: typeof deVisits
  tasks: typeof deTasks
}
interface En {
  first: typeof enFirst
  calendar: typeof enCalendar
  contact: typeof enContact
  door: typeof enDoor
  events: typeof enEvents
  imports: typeof enImports
  invoices: typeof enInvoices
  items: typeof enItems
  mails: typeof enMails
  opportunities: typeof enOpportunities
  projects: typeof enProjects
  quality: typeof enQuality
  settings: typeof enSettings
  sync: typeof enSync
  takeover: typeof enTakeover
  routes: typeof enRoutes
  visits: typeof enVisits
  tasks: typeof enTasks
}

type All = De['first'] &
  De['calendar'] &
  De['contact'] &
  De['door'] &
  De['events'] &
  De['imports'] &
  De['invoices'] &
  De['items'] &
  De['mails'] &
  De['opportunities'] &
  De['projects'] &
  De['quality'] &
  De['routes'] &
  De['settings'] &
  De['sync'] &
  De['takeover'] &
  De['tasks'] &
  De['visits']
type Offered = Record<keyof De, true>

declare module '#ui/texts.ts' {
  interface Catalogue extends All {}
  interface Areas extends Offered {}
}

/** Per key whether it is one text or has plural forms. */
type Shape<Words> = { [Key in keyof Words]: Words[Key] extends string ? 'text' : 'forms' }

/** What English lacks, has too much of, or gives other forms of than German, area by area. */
type Difference = {
  [Area in keyof De]:
    | Exclude<keyof De[Area], keyof En[Area]>
    | Exclude<keyof En[Area], keyof De[Area]>
    | (Shape<En[Area]> extends Shape<De[Area]> ? never : 'plural forms')
}[keyof De]

/**
 * The error here names the keys in which the two languages differ; nothing reads it.
 * @public
 */
export const complete: [Difference] extends [never] ? 'complete' : Difference = 'complete'

/** Every word of the client, cut by the areas it is said in; each is one file, fetched with its first screen. */
export const areas: Record<Language, Record<keyof De, () => Promise<Words>>> = {
  de: {
    first: async () => (await import('./texts/first.de.ts')).first,
    calendar: async () => (await import('./texts/calendar.de.ts')).calendar,
    contact: async () => (await import('./texts/contact.de.ts')).contact,
    door: async () => (await import('./texts/door.de.ts')).door,
    events: async () => (await import('./texts/events.de.ts')).events,
    imports: async () => (await import('./texts/imports.de.ts')).imports,
    invoices: async () => (await import('./texts/invoices.de.ts')).invoices,
    items: async () => (await import('./texts/items.de.ts')).items,
    mails: async () => (await import('./texts/mails.de.ts')).mails,
    opportunities: async () => (await import('./texts/opportunities.de.ts')).opportunities,
    projects: async () => (await import('./texts/projects.de.ts')).projects,
    quality: async () => (await import('./texts/quality.de.ts')).quality,
    settings: async () => (await import('./texts/settings.de.ts')).settings,
    sync: async () => (await import('./texts/sync.de.ts')).sync,
    takeover: async () => (await import('./texts/takeover.de.ts')).takeover,
    routes: async () => (await import('./texts/routes.de.ts')).routes,
    visits: async () => (await import('./texts/visits.de.ts')).visits,
    tasks: async () => (await import('./texts/tasks.de.ts')).tasks,
  },
  en: {
    first: async () => (await import('./texts/first.en.ts')).first,
    calendar: async () => (await import('./texts/calendar.en.ts')).calendar,
    contact: async () => (await import('./texts/contact.en.ts')).contact,
    door: async () => (await import('./texts/door.en.ts')).door,
    events: async () => (await import('./texts/events.en.ts')).events,
    imports: async () => (await import('./texts/imports.en.ts')).imports,
    invoices: async () => (await import('./texts/invoices.en.ts')).invoices,
    items: async () => (await import('./texts/items.en.ts')).items,
    mails: async () => (await import('./texts/mails.en.ts')).mails,
    opportunities: async () => (await import('./texts/opportunities.en.ts')).opportunities,
    projects: async () => (await import('./texts/projects.en.ts')).projects,
    quality: async () => (await import('./texts/quality.en.ts')).quality,
    settings: async () => (await import('./texts/settings.en.ts')).settings,
    sync: async () => (await import('./texts/sync.en.ts')).sync,
    takeover: async () => (await import('./texts/takeover.en.ts')).takeover,
    routes: async () => (await import('./texts/routes.en.ts')).routes,
    visits: async () => (await import('./texts/visits.en.ts')).visits,
    tasks: async () => (await import('./texts/tasks.en.ts')).tasks,
  },
}

/** Offers both languages to the screen ground. */
export function offerTexts(): void {
  offerLanguages(areas)
}
