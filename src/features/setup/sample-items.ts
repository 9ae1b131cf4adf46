import type { ItemNew } from '#features/items/item.ts'

/** What the sample firm sells; its numbers are how deals and documents speak of it. */
export interface SampleItem extends Omit<ItemNew, 'sku'> {
  sku: string
}

const cleaning = (
  sku: string,
  name: string,
  [price, unit]: [string, string],
  description = '',
): SampleItem => ({ sku, name, description, unit, price, nature: 'building-cleaning', labourShare: '92' })

const trade = (
  sku: string,
  name: string,
  [price, unit]: [string, string],
  labourShare: string,
): SampleItem => ({
  sku,
  name,
  unit,
  price,
  nature: 'construction',
  labourShare,
})

const product = (sku: string, name: string, [price, unit]: [string, string], stock: string): SampleItem => ({
  sku,
  name,
  unit,
  price,
  kind: 'product',
  tracksStock: true,
  stock,
})

export const SAMPLE_ITEMS: readonly SampleItem[] = [
  cleaning(
    'R-100',
    'Unterhaltsreinigung Büro',
    ['1.85', 'MTK'],
    'Je Monat, nach Leistungsverzeichnis, inklusive Material',
  ),
  cleaning('R-110', 'Unterhaltsreinigung nach Aufwand', ['29.80', 'HUR']),
  cleaning(
    'R-120',
    'Praxisreinigung nach Hygieneplan',
    ['2.60', 'MTK'],
    'Je Monat, Flächendesinfektion mit Mitteln der VAH-Liste',
  ),
  cleaning('R-130', 'Treppenhausreinigung', ['86', 'MON'], 'Einmal je Woche, je Hauseingang'),
  cleaning('R-200', 'Glasreinigung mit Rahmen', ['1.95', 'MTK'], 'Innen und außen'),
  cleaning('R-210', 'Glasreinigung Privathaushalt', ['38', 'HUR']),
  cleaning('R-220', 'Fassadenreinigung mit Reinstwasser', ['6.40', 'MTK']),
  cleaning('R-300', 'Grundreinigung und Beschichtung', ['7.20', 'MTK'], 'Elastische Böden, zwei Schichten'),
  cleaning('R-310', 'Bauendreinigung', ['3.90', 'MTK']),
  cleaning('R-320', 'Teppichreinigung im Sprühextraktionsverfahren', ['4.80', 'MTK']),
  cleaning('R-330', 'Tiefgaragenreinigung maschinell', ['1.10', 'MTK']),
  cleaning('R-340', 'Photovoltaikanlage reinigen', ['2.20', 'MTK']),
  {
    sku: 'D-100',
    name: 'Winterdienst Bereitschaft',
    unit: 'MON',
    price: '145',
    nature: 'other',
    labourShare: '80',
  },
  {
    sku: 'D-110',
    name: 'Winterdienst Einsatz',
    unit: 'C62',
    price: '68',
    nature: 'other',
    labourShare: '80',
  },
  { sku: 'D-200', name: 'Grünpflege', unit: 'HUR', price: '42', nature: 'other', labourShare: '90' },
  {
    sku: 'D-300',
    name: 'Hausmeisterdienst',
    unit: 'HUR',
    price: '39.50',
    nature: 'other',
    labourShare: '95',
  },
  { sku: 'D-900', name: 'Anfahrt', unit: 'LS', price: '25', nature: 'other' },
  trade('H-100', 'Leuchtmittel auf LED umrüsten', ['54', 'C62'], '45'),
  trade('H-110', 'Silikonfugen erneuern', ['14.50', 'MTR'], '75'),
  {
    sku: 'E-100',
    name: 'Energieberatung Gebäudebetrieb',
    unit: 'DAY',
    price: '960',
    nature: 'other',
    description: 'Begehung, Messung, Bericht mit Maßnahmenplan',
  },
  product('P-100', 'Papierhandtücher, 2-lagig, 3.200 Blatt', ['34.90', 'XCT'], '120'),
  product('P-110', 'Toilettenpapier, 3-lagig, 64 Rollen', ['39.80', 'XPK'], '80'),
  product('P-120', 'Handseife, 5 l', ['18.40', 'XBO'], '45'),
  product('P-200', 'Sauberlaufmatte 120 × 180 cm', ['149', 'C62'], '12'),
  product('P-210', 'Seifenspender Edelstahl', ['64.50', 'C62'], '9'),
]
