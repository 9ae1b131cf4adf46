// What BT-24 says a file is. ZUGFeRD's MINIMUM and BASIC WL carry no lines: they are booking aids, no invoices in the
// sense of § 14 UStG (BMF letter of 15 October 2024, 28).

export const PROFILES = [
  'xrechnung',
  'xrechnung-extension',
  'peppol',
  'en16931',
  'basic',
  'extended',
  'basic-wl',
  'minimum',
  'unknown',
] as const
export type Profile = (typeof PROFILES)[number]

const SIGNS: [sign: RegExp, profile: Profile][] = [
  [
    /^urn:cen\.eu:en16931:2017#compliant#urn:(xoev-de:kosit:standard|xeinkauf\.de:kosit):xrechnung_[\d.]+#conformant#/,
    'xrechnung-extension',
  ],
  [
    /^urn:cen\.eu:en16931:2017#compliant#urn:(xoev-de:kosit:standard|xeinkauf\.de:kosit):xrechnung_[\d.]+$/,
    'xrechnung',
  ],
  [/^urn:cen\.eu:en16931:2017#compliant#urn:fdc:peppol\.eu:/, 'peppol'],
  [/#compliant#urn:(factur-x\.eu:1p0|zugferd\.de:2p[01]):basic$/, 'basic'],
  [/#conformant#urn:(factur-x\.eu:1p0|zugferd\.de:2p[01]):extended$/, 'extended'],
  [/^urn:(factur-x\.eu:1p0|zugferd\.de:2p[01]):basicwl$/, 'basic-wl'],
  [/^urn:(factur-x\.eu:1p0|zugferd\.de:2p[01]):minimum$/, 'minimum'],
  [/^urn:cen\.eu:en16931:2017$/, 'en16931'],
]

/** The profile a specification identifier (BT-24) names. */
export function profileOf(specification: string): Profile {
  return SIGNS.find(([sign]) => sign.test(specification.trim()))?.[1] ?? 'unknown'
}
