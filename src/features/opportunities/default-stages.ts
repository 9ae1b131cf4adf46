import type { StageType } from './pipeline.ts'

interface DefaultStage {
  de: string
  en: string
  color: string
  probability: number
  type: StageType
  staleDays: number | null
}

export const DEFAULT_PIPELINE = { de: 'Vertrieb', en: 'Sales' }

/** What a new pipeline begins with; all of it can be renamed, moved and removed. */
export const DEFAULT_STAGES: readonly DefaultStage[] = [
  open('Erstkontakt', 'Initial contact', '#e795c1', 1),
  open('Anwendung der ersten Eignungskriterien', 'Initial fit criteria', '#df7895', 2),
  open('Kaufinteressent', 'Suspect', '#f48454', 3),
  open('Identifikation erforderlich', 'Need assessment', '#b58fd6', 20),
  open('Qualifizierter Kontakt', 'Qualified prospect', '#d28cc8', 50),
  open('Angebot', 'Proposal', '#ffb45e', 75),
  open('Verhandlung', 'Negotiations', '#ffd267', 90),
  closed('Abschluss mit Erfolg', 'Closed successfully', '#6bbd72', 100, 'won'),
  closed('Abschluss mit Misserfolg', 'Closed unsuccessfully', '#f2a9be', 0, 'lost'),
]

function open(de: string, en: string, color: string, probability: number): DefaultStage {
  return { de, en, color, probability, type: 'open', staleDays: 30 }
}

function closed(de: string, en: string, color: string, probability: number, type: StageType): DefaultStage {
  return { de, en, color, probability, type, staleDays: null }
}
