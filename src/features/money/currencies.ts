import type { Language } from '#kernel/rights.ts'

/** What firms here mostly deal in; they come first wherever a currency is chosen. */
const USUAL = ['EUR', 'CHF', 'USD', 'GBP', 'PLN', 'CZK', 'DKK', 'SEK', 'NOK', 'HUF', 'JPY'] as const

/** ISO 4217, list one, without funds, metals and test codes (as of 2026). */
const OTHERS = [
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CLP CNY',
  'COP CRC CUP CVE DJF DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG IDR ILS INR IQD IRR ISK',
  'JMD JOD KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK',
  'MXN MYR MZN NAD NGN NIO NPR NZD OMR PAB PEN PGK PHP PKR PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SGD SHP SLE SOS',
  'SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX UYU UZS VES VND VUV WST XAF XCD XOF XPF YER',
  'ZAR ZMW ZWG',
].flatMap((line) => line.split(' '))

/** Every currency one can deal in, the usual ones first. */
export const CURRENCIES: readonly string[] = [...USUAL, ...OTHERS]

/** Digits behind the point, where they are not two (ISO 4217, "minor unit"). */
const MINOR_UNITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
}

/** How many digits an amount of this currency has behind the point: 2 for EUR, 0 for JPY. */
export const minorUnits = (currency: string): number => MINOR_UNITS[currency] ?? 2

/** What the currency is called: `EUR` is "Euro". A code nobody knows stays a code. */
export function currencyName(currency: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: 'currency' }).of(currency) ?? currency
}
