import { group, leaf, type Written } from '#kernel/xml.ts'
import type { EAddress, EInvoice, Party } from '../e-invoice.ts'
import { SEPA } from './names.ts'

/** Seller (BG-4) or buyer (BG-7); the creditor identifier (BT-90) goes with the seller. */
export function writeParty(party: Party, creditorId?: string): Written | undefined {
  return group('cac:Party', [
    leaf('cbc:EndpointID', party.electronicAddress?.value, { schemeID: party.electronicAddress?.scheme }),
    ...party.ids.map(({ value, scheme }) => partyId(value, scheme)),
    partyId(creditorId, SEPA),
    group('cac:PartyName', [leaf('cbc:Name', party.tradingName)]),
    writeAddress('cac:PostalAddress', party.address),
    taxScheme(party.vatId, 'VAT'),
    taxScheme(party.taxNumber, 'FC'),
    group('cac:PartyLegalEntity', [
      leaf('cbc:RegistrationName', party.name),
      leaf('cbc:CompanyID', party.registration?.value, { schemeID: party.registration?.scheme }),
      leaf('cbc:CompanyLegalForm', party.legalForm),
    ]),
    group('cac:Contact', [
      leaf('cbc:Name', party.contact?.name),
      leaf('cbc:Telephone', party.contact?.phone),
      leaf('cbc:ElectronicMail', party.contact?.email),
    ]),
  ])
}

/** Payee (BG-10). */
export function writePayee(payee: EInvoice['payee']): Written | undefined {
  return group('cac:PayeeParty', [
    partyId(payee?.id?.value, payee?.id?.scheme),
    group('cac:PartyName', [leaf('cbc:Name', payee?.name)]),
    group('cac:PartyLegalEntity', [
      leaf('cbc:CompanyID', payee?.registration?.value, { schemeID: payee?.registration?.scheme }),
    ]),
  ])
}

/** The seller's tax representative (BG-11). */
export function writeRepresentative(representative: EInvoice['taxRepresentative']): Written | undefined {
  return group('cac:TaxRepresentativeParty', [
    group('cac:PartyName', [leaf('cbc:Name', representative?.name)]),
    writeAddress('cac:PostalAddress', representative?.address),
    taxScheme(representative?.vatId, 'VAT'),
  ])
}

/** Where it was delivered (BG-13). */
export function writeDelivery(delivery: EInvoice['delivery']): Written | undefined {
  return group('cac:Delivery', [
    leaf('cbc:ActualDeliveryDate', delivery?.date),
    group('cac:DeliveryLocation', [
      leaf('cbc:ID', delivery?.location?.value, { schemeID: delivery?.location?.scheme }),
      writeAddress('cac:Address', delivery?.address),
    ]),
    group('cac:DeliveryParty', [group('cac:PartyName', [leaf('cbc:Name', delivery?.name)])]),
  ])
}

function writeAddress(name: string, address: EAddress | undefined): Written | undefined {
  return group(name, [
    leaf('cbc:StreetName', address?.line1),
    leaf('cbc:AdditionalStreetName', address?.line2),
    leaf('cbc:CityName', address?.city),
    leaf('cbc:PostalZone', address?.postalCode),
    leaf('cbc:CountrySubentity', address?.subdivision),
    group('cac:AddressLine', [leaf('cbc:Line', address?.line3)]),
    group('cac:Country', [leaf('cbc:IdentificationCode', address?.country)]),
  ])
}

function partyId(value: string | undefined, scheme: string | undefined): Written | undefined {
  return group('cac:PartyIdentification', [leaf('cbc:ID', value, { schemeID: scheme })])
}

function taxScheme(id: string | undefined, scheme: string): Written | undefined {
  if (id === undefined) return undefined
  return group('cac:PartyTaxScheme', [
    leaf('cbc:CompanyID', id),
    group('cac:TaxScheme', [leaf('cbc:ID', scheme)]),
  ])
}
