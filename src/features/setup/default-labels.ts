import type { LabelList } from '#features/labels/label.ts'

interface Entry {
  de: string
  en: string
  color?: string
  icon?: string
}

/** What a new firm finds in its lists; everything can be renamed, and what is not wanted removed. */
export const DEFAULT_LABELS: Record<LabelList, Entry[]> = {
  'contact-types': [
    { de: 'Kunde', en: 'Customer', color: '#2f9d62' },
    { de: 'Lieferant', en: 'Supplier', color: '#3b82c4' },
    { de: 'Partner', en: 'Partner', color: '#8b5cd6' },
    { de: 'Konkurrent', en: 'Competitor', color: '#7a8790' },
  ],
  temperatures: [
    { de: 'Kalt', en: 'Cold', color: '#8a98d8' },
    { de: 'Warm', en: 'Warm', color: '#ffd267' },
    { de: 'Heiß', en: 'Hot', color: '#df7895' },
  ],
  tags: [
    { de: 'Potentieller Kunde', en: 'Lead' },
    { de: 'Stammkunde', en: 'Regular customer' },
    { de: 'Lieferant', en: 'Supplier' },
    { de: 'Personal', en: 'Staff' },
  ],
  // Note, call, mail and meeting are there anyway; a firm adds its own.
  'history-categories': [],
  'task-categories': [
    { de: 'Telefonat', en: 'Phone call', icon: 'phone' },
    { de: 'Verkaufschance', en: 'Opportunity', icon: 'target' },
    { de: 'Demo', en: 'Demo', icon: 'presentation' },
    { de: 'E-Mail', en: 'E-mail', icon: 'mail' },
    { de: 'Fax', en: 'Fax', icon: 'printer' },
    { de: 'Ausführungskontrolle', en: 'Execution control', icon: 'clipboard' },
    { de: 'Mittagessen', en: 'Lunch', icon: 'tools' },
    { de: 'Termin', en: 'Appointment', icon: 'calendar' },
    { de: 'Notiz', en: 'Note', icon: 'note' },
    { de: 'Lieferung', en: 'Delivery', icon: 'truck' },
    { de: 'Soziale Netzwerke', en: 'Social networks', icon: 'share' },
    { de: 'Ausdruck der Dankbarkeit', en: 'Expression of gratitude', icon: 'heart' },
  ],
  'lost-reasons': [
    { de: 'Preis', en: 'Price', color: '#df7895' },
    { de: 'Mitbewerber', en: 'Competitor', color: '#8b5cd6' },
    { de: 'Kein Bedarf', en: 'No need', color: '#7a8790' },
    { de: 'Falscher Zeitpunkt', en: 'Wrong time', color: '#f4a054' },
    { de: 'Keine Rückmeldung', en: 'No answer', color: '#3b82c4' },
  ],
}
