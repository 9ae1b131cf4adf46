import type { Settings } from '#features/settings/settings.ts'

type Profile = Settings['firm']

const everywhere: Profile = {
  email: 'info@rheinglanz.example.com',
  phone: '0221 4710-100',
  website: 'www.rheinglanz.example.com',
  directors: 'Andrea Esser',
}

/**
 * What the sample firm says of itself, by the country it was set up in. The tax numbers, VAT ids and accounts are those
 * that authorities and banks print in their own examples: right by their check digits, and nobody's.
 */
export const SAMPLE_PROFILES: Record<string, Profile> = {
  DE: {
    ...everywhere,
    street: 'Neusser Straße',
    houseNumber: '214',
    postalCode: '50733',
    city: 'Köln',
    country: 'DE',
    vatId: 'DE999000017',
    taxNumber: '133/8150/8159',
    register: 'Amtsgericht Köln, HRB 999999',
    seat: 'Köln',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
    bankName: 'Musterbank Köln',
  },
  AT: {
    ...everywhere,
    street: 'Landstraßer Hauptstraße',
    houseNumber: '71',
    postalCode: '1030',
    city: 'Wien',
    country: 'AT',
    vatId: 'ATU99999001',
    register: 'Handelsgericht Wien, FN 999999x',
    seat: 'Wien',
    iban: 'AT611904300234573201',
    bankName: 'Musterbank Wien',
  },
  CH: {
    ...everywhere,
    street: 'Badenerstrasse',
    houseNumber: '120',
    postalCode: '8004',
    city: 'Zürich',
    country: 'CH',
    vatId: 'CHE123456788',
    register: 'Handelsregister des Kantons Zürich',
    seat: 'Zürich',
    iban: 'CH9300762011623852957',
    bankName: 'Musterbank Zürich',
  },
}
