import { group, leaf, type Written } from '#kernel/xml.ts'
import type { EAddress, EInvoice, Identifier, Party } from '../e-invoice.ts'
import { writeDay } from './write-parts.ts'

/** Seller (BG-4) or buyer (BG-7). */
export function writeParty(name: string, party: Party): Written | undefined {
  return group(name, [
    ...ids(party.ids),
    leaf('ram:Name', party.name),
    leaf('ram:Description', party.legalForm),
    group('ram:SpecifiedLegalOrganization', [
      leaf('ram:ID', party.registration?.value, { schemeID: party.registration?.scheme }),
      leaf('ram:TradingBusinessName', party.tradingName),
    ]),
    group('ram:DefinedTradeContact', [
      leaf('ram:PersonName', party.contact?.name),
      group('ram:TelephoneUniversalCommunication', [leaf('ram:CompleteNumber', party.contact?.phone)]),
      group('ram:EmailURIUniversalCommunication', [leaf('ram:URIID', party.contact?.email)]),
    ]),
    writeAddress(party.address),
    group('ram:URIUniversalCommunication', [
      leaf('ram:URIID', party.electronicAddress?.value, { schemeID: party.electronicAddress?.scheme }),
    ]),
    registration(party.vatId, 'VA'),
    registration(party.taxNumber, 'FC'),
  ])
}

/** Payee (BG-10). */
export function writePayee(payee: EInvoice['payee']): Written | undefined {
  return group('ram:PayeeTradeParty', [
    ...ids(payee?.id ? [payee.id] : []),
    leaf('ram:Name', payee?.name),
    group('ram:SpecifiedLegalOrganization', [
      leaf('ram:ID', payee?.registration?.value, { schemeID: payee?.registration?.scheme }),
    ]),
  ])
}

/** The seller's tax representative (BG-11). */
export function writeRepresentative(representative: EInvoice['taxRepresentative']): Written | undefined {
  return group('ram:SellerTaxRepresentativeTradeParty', [
    leaf('ram:Name', representative?.name),
    writeAddress(representative?.address),
    registration(representative?.vatId, 'VA'),
  ])
}

/** Where and when it was delivered (BG-13), and its papers; the group is there even when it says nothing. */
export function writeDelivery({ delivery, despatchAdvice, receivingAdvice }: EInvoice): Written {
  const content = [
    group('ram:ShipToTradeParty', [
      ...ids(delivery?.location ? [delivery.location] : []),
      leaf('ram:Name', delivery?.name),
      writeAddress(delivery?.address),
    ]),
    group('ram:ActualDeliverySupplyChainEvent', [writeDay('ram:OccurrenceDateTime', delivery?.date)]),
    group('ram:DespatchAdviceReferencedDocument', [leaf('ram:IssuerAssignedID', despatchAdvice)]),
    group('ram:ReceivingAdviceReferencedDocument', [leaf('ram:IssuerAssignedID', receivingAdvice)]),
  ].filter((one) => one !== undefined)
  return { name: 'ram:ApplicableHeaderTradeDelivery', attributes: [], content }
}

/** Identifiers of a registered scheme (ISO 6523) are global, the others the party's own. */
function ids(all: readonly Identifier[]): (Written | undefined)[] {
  return [
    ...all.filter(({ scheme }) => scheme === undefined).map(({ value }) => leaf('ram:ID', value)),
    ...all
      .filter(({ scheme }) => scheme !== undefined)
      .map(({ value, scheme }) => leaf('ram:GlobalID', value, { schemeID: scheme })),
  ]
}

function writeAddress(address: EAddress | undefined): Written | undefined {
  return group('ram:PostalTradeAddress', [
    leaf('ram:PostcodeCode', address?.postalCode),
    leaf('ram:LineOne', address?.line1),
    leaf('ram:LineTwo', address?.line2),
    leaf('ram:LineThree', address?.line3),
    leaf('ram:CityName', address?.city),
    leaf('ram:CountryID', address?.country),
    leaf('ram:CountrySubDivisionName', address?.subdivision),
  ])
}

function registration(id: string | undefined, scheme: string): Written | undefined {
  return group('ram:SpecifiedTaxRegistration', [leaf('ram:ID', id, { schemeID: scheme })])
}
