import type { EAddress, EInvoice, Identifier, Party } from '../e-invoice.ts'
import { anyGiven, given, type Place } from '../syntax/place.ts'

/** Seller (BG-4) or buyer (BG-7). */
export function readParty(at: Place | undefined): Party {
  const contact = at?.one('ram:DefinedTradeContact')
  return given<Party>({
    name: at?.text('ram:Name') ?? '',
    tradingName: at?.text('ram:SpecifiedLegalOrganization/ram:TradingBusinessName'),
    ids: at ? readIds(at) : [],
    registration: at && readIdentifier(at, 'ram:SpecifiedLegalOrganization/ram:ID'),
    vatId: registration(at, 'VA'),
    taxNumber: registration(at, 'FC'),
    legalForm: at?.text('ram:Description'),
    electronicAddress: at && readIdentifier(at, 'ram:URIUniversalCommunication/ram:URIID'),
    address: readAddress(at?.one('ram:PostalTradeAddress')) ?? { country: '' },
    contact:
      contact &&
      anyGiven({
        name: contact.text('ram:PersonName') ?? contact.text('ram:DepartmentName'),
        phone: contact.text('ram:TelephoneUniversalCommunication/ram:CompleteNumber'),
        email: contact.code('ram:EmailURIUniversalCommunication/ram:URIID'),
      }),
  })
}

export function readPayee(at: Place | undefined): EInvoice['payee'] {
  if (!at) return undefined
  return given<NonNullable<EInvoice['payee']>>({
    name: at.text('ram:Name') ?? '',
    id: readIds(at)[0],
    registration: readIdentifier(at, 'ram:SpecifiedLegalOrganization/ram:ID'),
  })
}

export function readRepresentative(at: Place | undefined): EInvoice['taxRepresentative'] {
  if (!at) return undefined
  return given<NonNullable<EInvoice['taxRepresentative']>>({
    name: at.text('ram:Name') ?? '',
    vatId: registration(at, 'VA'),
    address: readAddress(at.one('ram:PostalTradeAddress')),
  })
}

export function readDelivery(at: Place | undefined): EInvoice['delivery'] {
  const to = at?.one('ram:ShipToTradeParty')
  return anyGiven<NonNullable<EInvoice['delivery']>>({
    name: to?.text('ram:Name'),
    location: to && readIds(to)[0],
    date: at?.day('ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString'),
    address: readAddress(to?.one('ram:PostalTradeAddress')),
  })
}

/** An identifier with its scheme. */
export function readIdentifier(at: Place, path: string): Identifier | undefined {
  const id = at.one(path)
  const value = id?.code()
  return value === undefined ? undefined : given<Identifier>({ value, scheme: id?.attribute('schemeID') })
}

/** The party's own identifiers first, then the global ones. */
function readIds(at: Place): Identifier[] {
  return [...at.all('ram:ID'), ...at.all('ram:GlobalID')].flatMap((one) => {
    const value = one.code()
    return value === undefined ? [] : [given<Identifier>({ value, scheme: one.attribute('schemeID') })]
  })
}

function readAddress(at: Place | undefined): EAddress | undefined {
  if (!at) return undefined
  return given<EAddress>({
    line1: at.text('ram:LineOne'),
    line2: at.text('ram:LineTwo'),
    line3: at.text('ram:LineThree'),
    city: at.text('ram:CityName'),
    postalCode: at.text('ram:PostcodeCode'),
    subdivision: at.text('ram:CountrySubDivisionName'),
    country: at.code('ram:CountryID') ?? '',
  })
}

function registration(party: Place | undefined, scheme: string): string | undefined {
  const all = party?.all('ram:SpecifiedTaxRegistration').flatMap((one) => one.one('ram:ID') ?? []) ?? []
  return all.find((id) => id.attribute('schemeID') === scheme)?.code()
}
