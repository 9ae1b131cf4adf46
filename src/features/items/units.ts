import type { Language } from '#kernel/rights.ts'

interface Words {
  de: string
  en: string
  /** As it stands in a narrow column. */
  short?: { de: string; en: string }
}

const same = (text: string) => ({ de: text, en: text })

/** Units of UN/ECE recommendation 20 that firms deal in, by code; the usual ones first. */
export const UNITS: Readonly<Record<string, Words>> = {
  C62: { de: 'Stück', en: 'Piece', short: { de: 'Stk.', en: 'pcs' } },
  HUR: { de: 'Stunde', en: 'Hour', short: { de: 'Std.', en: 'h' } },
  LS: { de: 'Pauschal', en: 'Lump sum', short: { de: 'pausch.', en: 'lump' } },
  DAY: { de: 'Tag', en: 'Day' },
  WEE: { de: 'Woche', en: 'Week' },
  MON: { de: 'Monat', en: 'Month' },
  QAN: { de: 'Quartal', en: 'Quarter' },
  ANN: { de: 'Jahr', en: 'Year' },
  MIN: { de: 'Minute', en: 'Minute', short: same('min') },
  MTK: { de: 'Quadratmeter', en: 'Square metre', short: same('m²') },
  MTR: { de: 'Meter', en: 'Metre', short: same('m') },
  LM: { de: 'Laufender Meter', en: 'Linear metre', short: { de: 'lfm', en: 'lin. m' } },
  MTQ: { de: 'Kubikmeter', en: 'Cubic metre', short: same('m³') },
  KMT: { de: 'Kilometer', en: 'Kilometre', short: same('km') },
  CMT: { de: 'Zentimeter', en: 'Centimetre', short: same('cm') },
  MMT: { de: 'Millimeter', en: 'Millimetre', short: same('mm') },
  HAR: { de: 'Hektar', en: 'Hectare', short: same('ha') },
  KGM: { de: 'Kilogramm', en: 'Kilogram', short: same('kg') },
  GRM: { de: 'Gramm', en: 'Gram', short: same('g') },
  TNE: { de: 'Tonne', en: 'Tonne', short: same('t') },
  LTR: { de: 'Liter', en: 'Litre', short: same('l') },
  MLT: { de: 'Milliliter', en: 'Millilitre', short: same('ml') },
  KWH: { de: 'Kilowattstunde', en: 'Kilowatt hour', short: same('kWh') },
  KWT: { de: 'Kilowatt', en: 'Kilowatt', short: same('kW') },
  PR: { de: 'Paar', en: 'Pair' },
  SET: { de: 'Satz', en: 'Set' },
  DZN: { de: 'Dutzend', en: 'Dozen' },
  XPK: { de: 'Packung', en: 'Package', short: { de: 'Pack.', en: 'pack' } },
  XCT: { de: 'Karton', en: 'Carton', short: { de: 'Kart.', en: 'ctn' } },
  XPX: { de: 'Palette', en: 'Pallet', short: { de: 'Pal.', en: 'pal.' } },
  XRO: { de: 'Rolle', en: 'Roll' },
  XBO: { de: 'Flasche', en: 'Bottle', short: { de: 'Fl.', en: 'btl' } },
  XBX: { de: 'Kiste', en: 'Box' },
  E48: { de: 'Leistungseinheit', en: 'Service unit', short: { de: 'LE', en: 'unit' } },
  E49: { de: 'Arbeitstag', en: 'Working day', short: { de: 'AT', en: 'w. day' } },
  P1: { de: 'Prozent', en: 'Per cent', short: same('%') },
}

/** What a unit is called; a code nobody knows stays a code. */
export const unitName = (code: string, language: Language): string => UNITS[code]?.[language] ?? code

/** The same, as short as one writes it behind a quantity. */
export const unitShort = (code: string, language: Language): string =>
  UNITS[code]?.short?.[language] ?? unitName(code, language)
