import type { EAddress, EInvoice, Identifier, Party } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'
import { SEPA } from './names.ts'

/** Seller (BG-4) or buyer (BG-7). */
export function readParty(at: Place | undefined): Party {
  const party = at?.one('cac:Party')
  const legal = party?.one('cac:PartyLegalEntity')
  const contact = party?.one('cac:Contact')
  const ids = party?.all('cac:PartyIdentification').map((one) => readIdentifier(one, 'cbc:ID')) ?? []
  return given<Party>({
    name: legal?.text('cbc:RegistrationName') ?? '',
    tradingName: party?.text('cac:PartyName/cbc:Name'),
    ids: ids.filter((id) => id !== undefined && id.scheme !== SEPA) as Identifier[],
    registration: legal && readIdentifier(legal, 'cbc:CompanyID'),
    vatId: taxId(party, true),
    taxNumber: taxId(party, false),
    legalForm: legal?.text('cbc:CompanyLegalForm'),
    electronicAddress: party && readIdentifier(party, 'cbc:EndpointID'),
    address: readAddress(party?.one('cac:PostalAddress')) ?? { country: '' },
    contact:
      contact &&
      anyGiven({
        name: contact.text('cbc:Name'),
        phone: contact.text('cbc:Telephone'),
        email: contact.code('cbc:ElectronicMail'),
      }),
  })
}

/** BT-90, which stands with the seller or the payee. */
export function readCreditorId(...parties: (Place | undefined)[]): string | undefined {
  const ids = parties.flatMap((party) => party?.all('cac:PartyIdentification') ?? [])
  return ids.find((one) => one.one('cbc:ID')?.attribute('schemeID') === SEPA)?.code('cbc:ID')
}

export function readPayee(at: Place | undefined): EInvoice['payee'] {
  if (!at) return undefined
  const ids = at.all('cac:PartyIdentification').map((one) => readIdentifier(one, 'cbc:ID'))
  return given<NonNullable<EInvoice['payee']>>({
    name: at.text('cac:PartyName/cbc:Name') ?? '',
    id: ids.find((id) => id && id.scheme !== SEPA),
    registration: readIdentifier(at, 'cac:PartyLegalEntity/cbc:CompanyID'),
  })
}

export function readRepresentative(at: Place | undefined): EInvoice['taxRepresentative'] {
  if (!at) return undefined
  return given<NonNullable<EInvoice['taxRepresentative']>>({
    name: at.text('cac:PartyName/cbc:Name') ?? '',
    vatId: taxId(at, true),
    address: readAddress(at.one('cac:PostalAddress')),
  })
}

export function readDelivery(at: Place | undefined): EInvoice['delivery'] {
  return (
    at &&
    anyGiven<NonNullable<EInvoice['delivery']>>({
      name: at.text('cac:DeliveryParty/cac:PartyName/cbc:Name'),
      location: readIdentifier(at, 'cac:DeliveryLocation/cbc:ID'),
      date: at.day('cbc:ActualDeliveryDate'),
      address: readAddress(at.one('cac:DeliveryLocation/cac:Address')),
    })
  )
}

/** An identifier with its scheme. */
export function readIdentifier(at: Place, path: string): Identifier | undefined {
  const id = at.one(path)
  const value = id?.code()
  return value === undefined ? undefined : given<Identifier>({ value, scheme: id?.attribute('schemeID') })
}

function readAddress(at: Place | undefined): EAddress | undefined {
  if (!at) return undefined
  return given<EAddress>({
    line1: at.text('cbc:StreetName'),
    line2: at.text('cbc:AdditionalStreetName'),
    line3: at.text('cac:AddressLine/cbc:Line'),
    city: at.text('cbc:CityName'),
    postalCode: at.text('cbc:PostalZone'),
    subdivision: at.text('cbc:CountrySubentity'),
    country: at.code('cac:Country/cbc:IdentificationCode') ?? '',
  })
}

/** VAT ids stand under the scheme VAT, other tax numbers under any other. */
function taxId(party: Place | undefined, vat: boolean): string | undefined {
  const schemes = party?.all('cac:PartyTaxScheme') ?? []
  const isVat = (one: Place) => one.code('cac:TaxScheme/cbc:ID')?.toUpperCase() === 'VAT'
  return schemes.find((one) => isVat(one) === vat)?.code('cbc:CompanyID')
}
