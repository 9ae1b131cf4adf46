import type { TaxCategory, TaxRate } from './tax.ts'

interface Said {
  de: string
  en: string
}

/** A tax a new firm finds; `code` is how rules speak of it. */
export interface DefaultTax {
  code: string
  name: Said
  category: TaxCategory
  rates: TaxRate[]
  reason?: Said
  reasonCode?: string
}

/** The taxes of a country with which a firm begins; of a country we know nothing of, those of trade with it. */
export function defaultTaxes(country: string): DefaultTax[] {
  return COUNTRIES[country] ?? [NOTHING, exempt(), exported('')]
}

const from = (day: string, rate: string): TaxRate => ({ from: day, rate })
const none = [from('2000-01-01', '0')]

const taxed = (code: string, name: Said, ...rates: TaxRate[]): DefaultTax => ({
  code,
  name,
  category: 'S',
  rates,
})

const NOTHING: DefaultTax = {
  code: 'zero',
  name: { de: 'Ohne Steuer', en: 'No tax' },
  category: 'O',
  rates: none,
  reason: { de: 'Nicht steuerbar', en: 'Outside the scope of VAT' },
  reasonCode: 'VATEX-EU-O',
}

const REVERSE: Said = {
  de: 'Steuerschuldnerschaft des Leistungsempfängers',
  en: 'Reverse charge: VAT to be accounted for by the recipient',
}

function reverse(code: string, name: Said, law: string): DefaultTax {
  const reason = law ? { de: `${REVERSE.de} (${law})`, en: `${REVERSE.en} (${law})` } : REVERSE
  return { code, name, category: 'AE', rates: none, reason, reasonCode: 'VATEX-EU-AE' }
}

function smallBusiness(law: string, reason: Said): DefaultTax {
  return {
    code: 'small-business',
    name: { de: `Kleinunternehmer (${law})`, en: `Small business (${law})` },
    category: 'E',
    rates: none,
    reason,
  }
}

function community(law: string): DefaultTax {
  return {
    code: 'intra-community',
    name: { de: 'Innergemeinschaftliche Lieferung', en: 'Intra-community supply' },
    category: 'K',
    rates: none,
    reason: {
      de: `Steuerfreie innergemeinschaftliche Lieferung (${law})`,
      en: `Exempt intra-community supply (${law})`,
    },
    reasonCode: 'VATEX-EU-IC',
  }
}

function exported(law: string, { inUnion = true } = {}): DefaultTax {
  const behind = law && ` (${law})`
  return {
    code: 'export',
    name: { de: 'Ausfuhrlieferung', en: 'Export' },
    category: 'G',
    rates: none,
    reason: { de: `Steuerfreie Ausfuhrlieferung${behind}`, en: `Exempt export${behind}` },
    ...(inUnion && { reasonCode: 'VATEX-EU-G' }),
  }
}

function exempt(law = ''): DefaultTax {
  const behind = law && ` (${law})`
  return {
    code: 'exempt',
    name: { de: 'Steuerfrei', en: 'Exempt' },
    category: 'E',
    rates: none,
    reason: { de: `Steuerfreie Leistung${behind}`, en: `Exempt supply${behind}` },
  }
}

/** Rates of the Umsatzsteuergesetz; those of 2020 by the Zweites Corona-Steuerhilfegesetz, § 28 Abs. 1 and 2 UStG. */
const GERMANY: DefaultTax[] = [
  taxed(
    'standard',
    { de: 'Umsatzsteuer', en: 'VAT, standard rate' },
    from('2007-01-01', '19'),
    from('2020-07-01', '16'),
    from('2021-01-01', '19'),
  ),
  taxed(
    'reduced',
    { de: 'Umsatzsteuer ermäßigt', en: 'VAT, reduced rate' },
    from('1983-07-01', '7'),
    from('2020-07-01', '5'),
    from('2021-01-01', '7'),
  ),
  {
    code: 'zero',
    name: { de: 'Nullsteuersatz (Photovoltaik)', en: 'Zero rate (photovoltaics)' },
    category: 'Z',
    rates: [from('2023-01-01', '0')],
    reason: { de: 'Steuersatz 0 % (§ 12 Abs. 3 UStG)', en: 'VAT rate 0 % (§ 12 (3) UStG)' },
  },
  smallBusiness('§ 19 UStG', {
    de: 'Steuerfreier Umsatz eines Kleinunternehmers (§ 19 UStG)',
    en: 'Exempt supply of a small business (§ 19 UStG)',
  }),
  reverse(
    'reverse-charge-cleaning',
    { de: 'Reverse Charge: Gebäudereinigung', en: 'Reverse charge: building cleaning' },
    '§ 13b Abs. 2 Nr. 8 UStG',
  ),
  reverse(
    'reverse-charge-construction',
    { de: 'Reverse Charge: Bauleistung', en: 'Reverse charge: construction' },
    '§ 13b Abs. 2 Nr. 4 UStG',
  ),
  reverse(
    'reverse-charge-eu',
    { de: 'Reverse Charge: EU-Ausland', en: 'Reverse charge: other EU country' },
    '',
  ),
  community('§ 4 Nr. 1 Buchst. b, § 6a UStG'),
  exported('§ 4 Nr. 1 Buchst. a, § 6 UStG'),
  exempt('§ 4 UStG'),
]

/** Umsatzsteuergesetz 1994. */
const AUSTRIA: DefaultTax[] = [
  taxed('standard', { de: 'Umsatzsteuer', en: 'VAT, standard rate' }, from('1984-01-01', '20')),
  taxed(
    'middle',
    { de: 'Umsatzsteuer ermäßigt 13 %', en: 'VAT, reduced rate 13 %' },
    from('2016-01-01', '13'),
  ),
  taxed(
    'reduced',
    { de: 'Umsatzsteuer ermäßigt 10 %', en: 'VAT, reduced rate 10 %' },
    from('1973-01-01', '10'),
  ),
  smallBusiness('§ 6 Abs. 1 Z 27 UStG', {
    de: 'Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung (§ 6 Abs. 1 Z 27 UStG 1994)',
    en: 'Exempt supply of a small business (§ 6 (1) 27 UStG 1994)',
  }),
  reverse(
    'reverse-charge-cleaning',
    { de: 'Reverse Charge: Gebäudereinigung', en: 'Reverse charge: building cleaning' },
    '§ 19 Abs. 1a UStG 1994',
  ),
  reverse(
    'reverse-charge-construction',
    { de: 'Reverse Charge: Bauleistung', en: 'Reverse charge: construction' },
    '§ 19 Abs. 1a UStG 1994',
  ),
  reverse(
    'reverse-charge-eu',
    { de: 'Reverse Charge: EU-Ausland', en: 'Reverse charge: other EU country' },
    '',
  ),
  community('Art. 6 Abs. 1 UStG 1994'),
  exported('§ 6 Abs. 1 Z 1, § 7 UStG 1994'),
  exempt('§ 6 UStG 1994'),
]

/** Mehrwertsteuergesetz, Art. 25; rates of 2024 for the financing of the AHV. */
const SWITZERLAND: DefaultTax[] = [
  taxed(
    'standard',
    { de: 'MWST Normalsatz', en: 'VAT, standard rate' },
    from('2018-01-01', '7.7'),
    from('2024-01-01', '8.1'),
  ),
  taxed(
    'reduced',
    { de: 'MWST reduzierter Satz', en: 'VAT, reduced rate' },
    from('2018-01-01', '2.5'),
    from('2024-01-01', '2.6'),
  ),
  taxed(
    'middle',
    { de: 'MWST Sondersatz Beherbergung', en: 'VAT, special rate for lodging' },
    from('2018-01-01', '3.7'),
    from('2024-01-01', '3.8'),
  ),
  smallBusiness('Art. 10 MWSTG', {
    de: 'Nicht mehrwertsteuerpflichtig (Art. 10 Abs. 2 MWSTG)',
    en: 'Not liable for VAT (Art. 10 (2) MWSTG)',
  }),
  exported('Art. 23 MWSTG', { inUnion: false }),
  exempt('Art. 21 MWSTG'),
]

const COUNTRIES: Readonly<Record<string, DefaultTax[]>> = { DE: GERMANY, AT: AUSTRIA, CH: SWITZERLAND }
