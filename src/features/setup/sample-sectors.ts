/** Kinds of firms around a cleaning firm; `{n}` is a surname, `{q}` a part of the city. */
export interface Sector {
  /** Place in the list of contact types: customer, supplier, partner, competitor. */
  type: 0 | 1 | 2 | 3
  count: number
  names: string[]
  industry: string
  positions: string[]
  /** Names of services out of SERVICES. */
  services: Service[]
  remarks: string[]
}

export const SERVICES = {
  office: { de: 'Büroreinigung', en: 'Office cleaning' },
  glass: { de: 'Glasreinigung', en: 'Window cleaning' },
  stairs: { de: 'Treppenhaus', en: 'Stairwell' },
  practice: { de: 'Praxisreinigung', en: 'Practice cleaning' },
  winter: { de: 'Winterdienst', en: 'Winter service' },
  garden: { de: 'Grünpflege', en: 'Gardening' },
  special: { de: 'Sonderreinigung', en: 'Special cleaning' },
} as const
export type Service = keyof typeof SERVICES

export const SECTORS: Sector[] = [
  {
    type: 0,
    count: 16,
    names: ['{n} Hausverwaltung GmbH', 'Hausverwaltung {n} & Partner', 'Immobilien {q} Verwaltungs-GmbH'],
    industry: 'Hausverwaltung',
    positions: ['Objektbetreuung', 'Geschäftsführung', 'Buchhaltung', 'Verwalterin WEG'],
    services: ['stairs', 'winter', 'garden'],
    remarks: [
      'Treppenhäuser wöchentlich, Abrechnung je Objekt mit Objektnummer auf der Rechnung.',
      'Winterdienst nur für die Objekte rechts des Rheins. Rufbereitschaft ab 5 Uhr.',
      'Vor jeder Sonderreinigung Angebot an die Verwaltung, Freigabe durch den Beirat dauert etwa zwei Wochen.',
    ],
  },
  {
    type: 0,
    count: 15,
    names: [
      'Zahnarztpraxis Dr. {n}',
      'Praxis am {q}',
      'Gemeinschaftspraxis {n} und Kollegen',
      'Physiotherapie {n}',
    ],
    industry: 'Gesundheit',
    positions: ['Praxismanagement', 'Praxisinhaberin', 'Leitung Empfang'],
    services: ['practice', 'glass'],
    remarks: [
      'Reinigung täglich nach 19 Uhr, Behandlungsräume nach Hygieneplan, Nachweis monatlich.',
      'Flächendesinfektion nur mit Mitteln der VAH-Liste. Schlüssel im Tresor, Code beim Einsatzleiter.',
    ],
  },
  {
    type: 0,
    count: 13,
    names: [
      '{n} Rechtsanwälte PartG mbB',
      'Steuerberatung {n}',
      'Notariat {n} am {q}',
      '{n} Wirtschaftsprüfung GmbH',
    ],
    industry: 'Beratung',
    positions: ['Kanzleimanagement', 'Partner', 'Sekretariat'],
    services: ['office', 'glass'],
    remarks: [
      'Papierkörbe nur mit Schredder-Sack leeren (Verschwiegenheit). Besprechungsraum bis 8 Uhr fertig.',
      'Glasflächen vierteljährlich, Termin eine Woche vorher mit dem Sekretariat abstimmen.',
    ],
  },
  {
    type: 0,
    count: 10,
    names: ['Kita {q} e. V.', 'Montessori-Schule {q}', 'Kath. Kirchengemeinde {q}', 'Familienzentrum {q}'],
    industry: 'Bildung und Soziales',
    positions: ['Leitung', 'Hausmeister', 'Verwaltung'],
    services: ['office', 'special', 'garden'],
    remarks: [
      'Grundreinigung in den Sommerferien. Personal nur mit erweitertem Führungszeugnis.',
      'Rechnung an den Träger, Leitweg-ID steht im Rahmenvertrag.',
    ],
  },
  {
    type: 0,
    count: 12,
    names: [
      'Hotel {q}',
      'Brauhaus {n}',
      'Bäckerei {n}',
      'Café {q}',
      'Autohaus {n} GmbH & Co. KG',
      'Fitness {q}',
    ],
    industry: 'Gastronomie und Handel',
    positions: ['Betriebsleitung', 'Inhaber', 'Hausdame', 'Filialleitung'],
    services: ['glass', 'special'],
    remarks: [
      'Schaufenster alle zwei Wochen vor der Öffnung. Fettabscheider macht eine andere Firma.',
      'Dunstabzug zweimal im Jahr, Protokoll für die Versicherung.',
    ],
  },
  {
    type: 0,
    count: 16,
    names: [
      '{n} Logistik GmbH',
      '{n} Maschinenbau GmbH',
      '{n} Software GmbH',
      'Agentur {q} GmbH',
      '{n} Elektrotechnik',
    ],
    industry: 'Industrie und Dienstleistung',
    positions: ['Einkauf', 'Office Management', 'Geschäftsführung', 'Technische Leitung'],
    services: ['office', 'glass', 'winter'],
    remarks: [
      'Büro dreimal die Woche, Halle monatlich mit der Scheuersaugmaschine. Warnweste tragen.',
      'Angebot für den zweiten Standort abgegeben, Entscheidung nach dem Jahresabschluss.',
    ],
  },
  {
    type: 1,
    count: 8,
    names: ['{n} Hygienebedarf GmbH', 'Reinigungsmaschinen {n}', 'Berufskleidung {n}', '{n} Chemie KG'],
    industry: 'Großhandel',
    positions: ['Außendienst', 'Vertrieb Innendienst'],
    services: [],
    remarks: ['Lieferung dienstags bis 10 Uhr, 2 % Skonto in 14 Tagen.'],
  },
  {
    type: 2,
    count: 6,
    names: ['Gebäudetechnik {n}', 'Garten- und Landschaftsbau {n}', 'Schädlingsbekämpfung {n}'],
    industry: 'Handwerk',
    positions: ['Meister', 'Büro'],
    services: [],
    remarks: ['Wir empfehlen uns gegenseitig; Ansprechpartner kennt unsere Objekte.'],
  },
  {
    type: 3,
    count: 5,
    names: ['{n} Gebäudedienste GmbH', 'Rheinland Clean {n}'],
    industry: 'Gebäudereinigung',
    positions: ['Vertrieb'],
    services: [],
    remarks: ['Bietet bei Ausschreibungen der Schulen mit.'],
  },
]

/** What households want done. */
export const HOUSEHOLD_REMARKS = [
  'Fenster zweimal im Jahr, lieber vormittags. Hund ist lieb, bellt aber.',
  'Nach dem Umzug Endreinigung gebucht, fragt nach regelmäßiger Haushaltshilfe.',
  'Zahlt bar und möchte trotzdem eine Rechnung (haushaltsnahe Dienstleistung, § 35a EStG).',
  'Bitte nur anrufen, liest keine E-Mails.',
]

export const NOTES = [
  'Objekt besichtigt, Maße genommen. Angebot bis Ende der Woche zugesagt.',
  'Reklamation: Griffspuren an der Glastür. Noch am selben Tag nachgereinigt, Kunde zufrieden.',
  'Vertrag um zwei Jahre verlängert, Preisanpassung nach Tarif besprochen.',
  'Neue Ansprechpartnerin ab nächstem Monat, Schlüsselübergabe geplant.',
]
