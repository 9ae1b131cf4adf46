import type { Language } from '#ui/texts.ts'

/** ISO 3166 codes; their names come from the browser. The first ones are those of our users. */
const near = ['DE', 'AT', 'CH', 'LI', 'LU']
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CI CK CL CM CN CO CR CU CV CW CX CY CZ DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LK LR LS LT LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

/** Every country by name, the nearest first. */
export function countries(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const line = (value: string) => ({ value, label: names.of(value) ?? value })
  return [...near.map(line), ...codes.map(line).toSorted(byLabel(language))]
}

/** The languages one writes letters in; all of Europe's larger ones. */
export function languages(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const line = (value: string) => ({ value, label: names.of(value) ?? value })
  const rest = 'bg cs da el es et fi fr hr hu it lt lv nl no pl pt ro ru sk sl sr sv tr uk'.split(' ')
  return [line('de'), line('en'), ...rest.map(line).toSorted(byLabel(language))]
}

/** Currencies of invoices, the usual ones first. */
export function currencies(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' })
  const line = (value: string) => ({ value, label: `${value} · ${names.of(value) ?? value}` })
  const first = ['EUR', 'CHF', 'USD', 'GBP']
  const rest = Intl.supportedValuesOf('currency').filter((code) => !first.includes(code))
  return [...first.map(line), ...rest.map(line)]
}

function byLabel(language: Language) {
  return (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, language)
}
