import type { InvoiceKind } from '#features/invoices/invoice.ts'

// The documents of the sample firm, the oldest first, in days before the one on which they are put in.

export interface SampleDocument {
  /** How the ones made from it speak of it. */
  key?: string
  from?: string
  kind: InvoiceKind
  /** The opportunity it belongs to, whose customer it is for. */
  deal?: string
  /** Else: a company that is a regular customer, a household, or a cleaning company that owes the tax itself. */
  to?: 'company' | 'household' | 'cleaner'
  /** What stands in the name of the company, one of several. */
  at?: string
  ago: number
  subject: string
  /** Number of an item, how much of it, and the discount in per cent. */
  lines: [sku: string, quantity: string, discount?: string][]
  /** Offered to choose from. */
  options?: [sku: string, quantity: string][]
  /** Place in the list of terms that every firm begins with: 30 days, 14 days, at once, 14 days with Skonto. */
  term?: number
  /** What became of it; nothing said: it is issued. Paid so many days after its date, wholly or half. */
  became?: 'draft' | 'accepted' | 'rejected' | 'cancelled' | { paid: number; part?: 'half' | 'skonto' }
}

const MONTHLY = 'Unterhaltsreinigung Vormonat'

export const SAMPLE_DOCUMENTS: readonly SampleDocument[] = [
  {
    key: 'moveQuote',
    kind: 'quote',
    deal: 'move',
    ago: 72,
    subject: 'Bauendreinigung Neubau',
    lines: [
      ['R-310', '1450'],
      ['R-200', '380'],
    ],
    became: 'accepted',
  },
  {
    kind: 'quote',
    to: 'company',
    ago: 68,
    at: 'Hotel|Autohaus',
    subject: 'Fassadenreinigung Straßenseite',
    lines: [
      ['R-220', '480'],
      ['D-900', '1'],
    ],
    became: 'rejected',
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 64,
    subject: 'Glasreinigung',
    lines: [
      ['R-200', '310'],
      ['D-900', '1'],
    ],
    term: 1,
  },
  {
    kind: 'quote',
    to: 'company',
    ago: 61,
    at: 'Rechtsanwälte|Notariat',
    subject: 'Teppichreinigung',
    lines: [['R-320', '260']],
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 58,
    at: 'Verwaltungs-GmbH',
    subject: 'Hausmeisterdienst',
    lines: [['D-300', '32']],
    became: { paid: 21 },
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 55,
    at: 'Zahnarztpraxis|Physiotherapie',
    subject: 'Grundreinigung Empfang',
    lines: [
      ['R-300', '145'],
      ['H-110', '22'],
    ],
  },
  {
    key: 'moveOrder',
    from: 'moveQuote',
    kind: 'confirmation',
    deal: 'move',
    ago: 48,
    subject: 'Bauendreinigung Neubau',
    lines: [
      ['R-310', '1450'],
      ['R-200', '380'],
    ],
  },
  {
    kind: 'quote',
    deal: 'garage',
    ago: 45,
    subject: 'Grundreinigung Tiefgarage und Treppenhaus',
    lines: [
      ['R-330', '2400'],
      ['R-300', '180'],
    ],
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 41,
    at: 'Fitness|Hotel',
    subject: 'Hygienepapier und Seife',
    lines: [
      ['P-100', '6'],
      ['P-110', '4'],
      ['P-120', '3'],
    ],
    term: 3,
    became: { paid: 10, part: 'skonto' },
  },
  {
    key: 'officeQuote',
    kind: 'quote',
    deal: 'office',
    ago: 38,
    subject: 'Büroreinigung Hauptsitz',
    lines: [
      ['R-100', '880'],
      ['P-100', '4'],
    ],
    became: 'accepted',
  },
  {
    from: 'moveOrder',
    kind: 'invoice',
    deal: 'move',
    ago: 35,
    subject: 'Bauendreinigung Neubau',
    lines: [
      ['R-310', '1450'],
      ['R-200', '380'],
    ],
    became: { paid: 26 },
  },
  {
    kind: 'invoice',
    to: 'household',
    ago: 32,
    subject: 'Fenster und Rahmen',
    lines: [
      ['R-210', '5'],
      ['D-900', '1'],
    ],
    term: 1,
    became: { paid: 6 },
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 28,
    subject: MONTHLY,
    lines: [
      ['R-100', '540'],
      ['P-110', '2'],
    ],
    became: { paid: 15, part: 'half' },
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 24,
    at: 'Hausverwaltung',
    subject: 'Treppenhausreinigung',
    lines: [['R-130', '4']],
    term: 1,
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 22,
    at: 'Bäckerei|Brauhaus',
    subject: 'Sauberlaufmatten',
    lines: [['P-200', '2']],
    became: 'cancelled',
  },
  {
    from: 'officeQuote',
    kind: 'confirmation',
    deal: 'office',
    ago: 19,
    subject: 'Büroreinigung Hauptsitz',
    lines: [
      ['R-100', '880'],
      ['P-100', '4'],
    ],
  },
  {
    kind: 'invoice',
    to: 'cleaner',
    ago: 16,
    subject: 'Glasreinigung als Nachunternehmer',
    lines: [['R-200', '920', '10']],
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 13,
    at: 'Praxis|Physiotherapie',
    subject: 'Praxisbedarf und Reinigung',
    lines: [
      ['R-120', '210'],
      ['P-120', '2'],
    ],
    became: { paid: 9 },
  },
  {
    kind: 'quote',
    deal: 'glass',
    ago: 12,
    subject: 'Glasreinigung, vierteljährlich',
    lines: [['R-200', '1250']],
    options: [['R-220', '300']],
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 9,
    subject: 'Material und Montage',
    lines: [
      ['P-210', '2'],
      ['P-200', '1'],
      ['D-300', '3'],
    ],
    term: 3,
  },
  {
    kind: 'invoice',
    to: 'household',
    ago: 6,
    subject: 'Grundreinigung Wohnung',
    lines: [
      ['R-110', '7'],
      ['D-900', '1'],
    ],
    term: 1,
  },
  {
    kind: 'quote',
    to: 'household',
    ago: 5,
    subject: 'Fensterreinigung, zweimal im Jahr',
    lines: [['R-210', '5']],
  },
  {
    kind: 'quote',
    deal: 'practice',
    ago: 3,
    subject: 'Praxisreinigung nach Hygieneplan',
    lines: [['R-120', '410']],
    options: [['R-200', '140']],
  },
  { kind: 'invoice', to: 'company', ago: 2, subject: MONTHLY, lines: [['R-100', '720']] },
  {
    kind: 'invoice',
    deal: 'office',
    ago: 0,
    subject: MONTHLY,
    lines: [
      ['R-100', '880'],
      ['P-100', '4'],
    ],
    became: 'draft',
  },
  {
    kind: 'invoice',
    to: 'company',
    ago: 0,
    at: 'Hausverwaltung',
    subject: 'Winterdienst',
    lines: [
      ['D-100', '1'],
      ['D-110', '3'],
    ],
    became: 'draft',
  },
  {
    kind: 'quote',
    to: 'company',
    ago: 0,
    at: 'Maschinenbau|Logistik',
    subject: 'Energieberatung',
    lines: [['E-100', '2']],
    became: 'draft',
  },
]
