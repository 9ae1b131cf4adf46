export const countries = ['DE', 'AT', 'CH'] as const
export type Country = (typeof countries)[number]

/** Names by the second half of their ISO 3166-2 code; they are proper names and not translated. */
const names: Record<Country, string> = {
  DE: 'BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg|HE Hessen|MV Mecklenburg-Vorpommern|NI Niedersachsen|NW Nordrhein-Westfalen|RP Rheinland-Pfalz|SL Saarland|SN Sachsen|ST Sachsen-Anhalt|SH Schleswig-Holstein|TH Thüringen',
  AT: '1 Burgenland|2 Kärnten|3 Niederösterreich|4 Oberösterreich|5 Salzburg|6 Steiermark|7 Tirol|8 Vorarlberg|9 Wien',
  CH: 'AG Aargau|AI Appenzell Innerrhoden|AR Appenzell Ausserrhoden|BE Bern|BL Basel-Landschaft|BS Basel-Stadt|FR Freiburg|GE Genf|GL Glarus|GR Graubünden|JU Jura|LU Luzern|NE Neuenburg|NW Nidwalden|OW Obwalden|SG St. Gallen|SH Schaffhausen|SO Solothurn|SZ Schwyz|TG Thurgau|TI Tessin|UR Uri|VD Waadt|VS Wallis|ZG Zug|ZH Zürich',
}

/** The Länder, states or cantons of a country, whose holidays differ. */
export function statesOf(country: Country): { value: string; label: string }[] {
  return names[country].split('|').map((line) => {
    const [value = '', ...words] = line.split(' ')
    return { value, label: words.join(' ') }
  })
}

/** Where holidays differ inside of a Land, as `date-holidays` names it; the others have nothing of the kind. */
const regions: Record<string, readonly string[]> = {
  'DE-BY': ['KATH', 'A'],
  'DE-SN': ['BZ'],
  'DE-TH': ['EIC', 'UH', 'WAK'],
}

/** Parts of a Land that have holidays of their own. */
export function regionsOf(country: string, state: string | undefined): readonly string[] {
  return regions[`${country}-${state}`] ?? []
}
