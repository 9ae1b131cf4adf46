// What the sample firm hopes to sell, has sold and has not: days are counted from the one on which it is put in.

export interface SampleDeal {
  /** How documents speak of it. */
  key?: string
  title: string
  /** What stands in the name of its customer, one of several; nothing said: any. */
  at?: string
  /** Place in the pipeline that every firm begins with: 0 to 6 open, 7 won, 8 lost. */
  stage: number
  /** How many days it stands there. */
  since: number
  /** How many days it stood in each stage before, from the first one on. */
  way: number[]
  /** Expected in so many days; of what is closed: closed so many days ago. */
  closes: number | null
  /** Number of an item and how much of it; the amount is their sum, of a month where `months` are said. */
  items?: [sku: string, quantity: string][]
  amount?: string
  months?: number
  /** Place in the list of reasons. */
  lost?: number
  tags?: string[]
  /** Of the person at the customer. */
  role?: string
  description?: string
}

const [TENDER, FRAME, EXTRA] = ['Ausschreibung', 'Rahmenvertrag', 'Zusatzleistung']
const [DECIDES, BUYS, USES] = ['Entscheidung', 'Einkauf', 'Objektbetreuung']

const early: SampleDeal[] = [
  {
    title: 'Unterhaltsreinigung neuer Standort',
    at: 'Software|Logistik',
    stage: 0,
    since: 2,
    way: [],
    closes: 75,
    amount: '18500',
  },
  {
    title: 'Anfrage Glasreinigung Schaufenster',
    at: 'Bäckerei|Café',
    stage: 0,
    since: 5,
    way: [],
    closes: 40,
    amount: '1400',
  },
  {
    title: 'Empfehlung Steuerkanzlei',
    at: 'Steuerberatung',
    stage: 0,
    since: 44,
    way: [],
    closes: 20,
    amount: '6200',
    role: DECIDES,
  },
  {
    title: 'Reinigung Kindertagesstätte',
    at: 'Kita|Familienzentrum',
    stage: 1,
    since: 6,
    way: [4],
    closes: 60,
    amount: '22000',
    tags: [TENDER],
  },
  {
    title: 'Winterdienst drei Objekte',
    at: 'Hausverwaltung|Verwaltungs-GmbH',
    stage: 1,
    since: 9,
    way: [3],
    closes: 12,
    amount: '5200',
  },
  {
    title: 'Treppenhäuser Wohnanlage Süd',
    at: 'Hausverwaltung|Verwaltungs-GmbH',
    stage: 2,
    since: 12,
    way: [5, 8],
    closes: 35,
    amount: '9800',
  },
  {
    title: 'Büroreinigung zweite Etage',
    at: 'Software|Agentur',
    stage: 2,
    since: 51,
    way: [6, 10],
    closes: -4,
    amount: '7400',
    role: USES,
  },
  {
    title: 'Photovoltaik-Reinigung Hallendach',
    at: 'Logistik|Maschinenbau',
    stage: 3,
    since: 8,
    way: [4, 7, 9],
    closes: 50,
    items: [
      ['R-340', '1800'],
      ['D-900', '2'],
    ],
  },
  {
    title: 'Energieberatung Verwaltungsgebäude',
    at: 'Wirtschaftsprüfung|Notariat',
    stage: 3,
    since: 15,
    way: [7, 6, 12],
    closes: 80,
    items: [['E-100', '4']],
    role: DECIDES,
  },
  {
    title: 'Hausmeisterdienst Gewerbepark',
    at: 'Verwaltungs-GmbH',
    stage: 3,
    since: 36,
    way: [3, 9, 14],
    closes: 15,
    amount: '26400',
  },
]

const promising: SampleDeal[] = [
  {
    title: 'Unterhaltsreinigung Autohaus',
    at: 'Autohaus',
    stage: 4,
    since: 7,
    way: [3, 6, 8, 11],
    closes: 28,
    items: [['R-100', '620']],
    months: 12,
    role: BUYS,
  },
  {
    title: 'Grünpflege Außenanlagen',
    at: 'Kirchengemeinde|Montessori',
    stage: 4,
    since: 10,
    way: [5, 4, 9, 13],
    closes: 42,
    items: [['D-200', '160']],
  },
  {
    title: 'LED-Umrüstung Treppenhäuser',
    at: 'Hausverwaltung',
    stage: 4,
    since: 33,
    way: [4, 7, 6, 9],
    closes: 5,
    items: [
      ['H-100', '140'],
      ['D-900', '3'],
    ],
    tags: [EXTRA],
  },
  {
    key: 'practice',
    title: 'Praxisreinigung Gemeinschaftspraxis',
    at: 'Gemeinschaftspraxis',
    stage: 5,
    since: 3,
    way: [3, 4, 7, 8, 10],
    closes: 18,
    items: [['R-120', '410']],
    months: 24,
    role: DECIDES,
    description:
      'Täglich nach 19 Uhr, Nachweis nach Hygieneplan. Entscheidung in der Gesellschafterversammlung.',
  },
  {
    key: 'glass',
    title: 'Glasreinigung Bürogebäude, vierteljährlich',
    at: 'Elektrotechnik|Maschinenbau',
    stage: 5,
    since: 12,
    way: [2, 5, 6, 9, 7],
    closes: 9,
    items: [['R-200', '1250']],
    role: BUYS,
  },
  {
    key: 'garage',
    title: 'Tiefgarage und Treppenhaus Grundreinigung',
    at: 'Verwaltungs-GmbH',
    stage: 5,
    since: 45,
    way: [4, 8, 9, 12, 10],
    closes: -10,
    items: [
      ['R-330', '2400'],
      ['R-300', '180'],
    ],
    description: 'Freigabe durch den Beirat steht aus.',
  },
  {
    title: 'Fassade Nordseite',
    at: 'Maschinenbau|Logistik',
    stage: 5,
    since: 8,
    way: [6, 5, 11, 9, 12],
    closes: 33,
    items: [['R-220', '950']],
    tags: [EXTRA],
  },
  {
    title: 'Rahmenvertrag Hausverwaltung, 14 Objekte',
    at: 'Hausverwaltung',
    stage: 6,
    since: 6,
    way: [5, 7, 10, 14, 12, 16],
    closes: 11,
    items: [['R-130', '14']],
    months: 24,
    tags: [FRAME],
    role: DECIDES,
  },
  {
    title: 'Hotel: Glas und Teppich',
    at: 'Hotel',
    stage: 6,
    since: 14,
    way: [3, 4, 8, 9, 11, 9],
    closes: 3,
    items: [
      ['R-200', '640'],
      ['R-320', '520'],
    ],
    role: USES,
  },
  {
    title: 'Schulzentrum Los 2',
    at: 'Montessori',
    stage: 6,
    since: 34,
    way: [8, 9, 12, 10, 15, 14],
    closes: -2,
    amount: '84000',
    tags: [TENDER],
  },
]

const won: SampleDeal[] = [
  {
    key: 'move',
    title: 'Bauendreinigung Neubau',
    at: 'Logistik|Maschinenbau',
    stage: 7,
    since: 48,
    way: [3, 5, 6, 8, 7, 6],
    closes: 48,
    items: [
      ['R-310', '1450'],
      ['R-200', '380'],
    ],
    role: USES,
  },
  {
    key: 'office',
    title: 'Büroreinigung Hauptsitz',
    at: 'Agentur|Software',
    stage: 7,
    since: 19,
    way: [4, 6, 9, 11, 8, 10],
    closes: 19,
    items: [
      ['R-100', '880'],
      ['P-100', '4'],
    ],
    months: 12,
    role: DECIDES,
  },
  {
    title: 'Winterdienst Bereitschaft, fünf Objekte',
    at: 'Hausverwaltung',
    stage: 7,
    since: 6,
    way: [2, 4, 5, 7, 6, 4],
    closes: 6,
    items: [['D-100', '5']],
    months: 6,
  },
  {
    title: 'Sauberlaufmatten Eingänge',
    at: 'Fitness|Brauhaus',
    stage: 7,
    since: 70,
    way: [1, 2, 3, 4, 5],
    closes: 70,
    items: [['P-200', '6']],
  },
  {
    title: 'Grundreinigung Kanzlei',
    at: 'Rechtsanwälte',
    stage: 7,
    since: 95,
    way: [3, 6, 7, 9, 10, 5],
    closes: 95,
    items: [['R-300', '340']],
  },
  {
    title: 'Unterhaltsreinigung Agentur',
    at: 'Agentur',
    stage: 7,
    since: 33,
    way: [5, 8, 12, 9, 14, 8],
    closes: 33,
    items: [['R-110', '48']],
    months: 12,
  },
]

const lost: SampleDeal[] = [
  {
    title: 'Stadtbibliothek Los 1',
    at: 'Familienzentrum|Kita',
    stage: 8,
    since: 26,
    way: [5, 9, 12, 14, 18],
    closes: 26,
    amount: '61000',
    lost: 0,
    tags: [TENDER],
  },
  {
    title: 'Produktionshalle Nachtschicht',
    at: 'Maschinenbau',
    stage: 8,
    since: 58,
    way: [4, 7, 11, 13],
    closes: 58,
    amount: '38500',
    lost: 1,
  },
  {
    title: 'Teppichreinigung Kanzlei',
    at: 'Notariat|Rechtsanwälte',
    stage: 8,
    since: 12,
    way: [3, 6, 9],
    closes: 12,
    amount: '2300',
    lost: 2,
  },
  {
    title: 'Café: Fenster monatlich',
    at: 'Café',
    stage: 8,
    since: 83,
    way: [6, 20],
    closes: 83,
    amount: '1150',
    lost: 4,
  },
]

export const SAMPLE_DEALS: readonly SampleDeal[] = [...early, ...promising, ...won, ...lost]
