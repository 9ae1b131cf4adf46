import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCountry, readLanguage } from '#kernel/region-names.ts'
import { ALIASES } from './aliases.ts'
import { headingKey } from './heading-key.ts'
import { joinList, splitList } from './list-cell.ts'
import { recogniseHeading } from './recognise-heading.ts'
import { suggestMapping } from './suggest-mapping.ts'
import { readTarget } from './target.ts'
import { readSalutation } from './words.ts'
import { fc } from '../../../test/properties.ts'

const headings = (file: string, encoding: string) => {
  const bytes = readFileSync(join(import.meta.dirname, 'server/fixtures', file))
  const [first = ''] = new TextDecoder(encoding).decode(bytes).split(/\r?\n/)
  return first.replaceAll('"', '').split(',')
}

test.each([
  ['outlook-de-cp1252.csv', 'windows-1252'],
  ['outlook-en.csv', 'utf-8'],
  ['outlook-new.csv', 'utf-8'],
  ['google-2024.csv', 'utf-8'],
  ['google-2019.csv', 'utf-8'],
])('every heading of %s is known', (file, encoding) => {
  expect(headings(file, encoding).filter((heading) => recogniseHeading(heading) === undefined)).toEqual([])
})

describe('the exports of other customer databases are understood', () => {
  const files: Record<string, Record<string, string | null>> = {
    HubSpot: {
      'Record ID': null,
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email.any',
      'Phone Number': 'phone.any',
      'Mobile Phone Number': 'phone.mobile',
      'Job Title': 'position',
      'Associated Company': 'companyName',
      'Street Address': 'address.any.street',
      'Postal Code': 'address.any.postalCode',
      City: 'address.any.city',
      'State/Region': 'address.any.state',
      'Country/Region': 'address.any.country',
      'Website URL': 'web.any',
      'Contact owner': 'managers',
      'Lifecycle Stage': 'type',
      'Create Date': null,
    },
    Pipedrive: {
      'Person - Name': 'fullName',
      'Person - Organization': 'companyName',
      'Person - Email - Work': 'email.work',
      'Person - Email - Home': 'email.home',
      'Person - Phone - Work': 'phone.work',
      'Person - Phone - Mobile': 'phone.mobile',
      'Person - Owner': 'managers',
      'Person - Label': 'type',
      'Organization - Address': 'address.work.street',
      'Person - Open deals': null,
    },
    Salesforce: {
      Salutation: 'salutation',
      FirstName: 'firstName',
      LastName: 'lastName',
      Title: 'position',
      'Account.Name': 'companyName',
      MailingStreet: 'address.work.street',
      MailingPostalCode: 'address.work.postalCode',
      MailingCity: 'address.work.city',
      Phone: 'phone.any',
      MobilePhone: 'phone.mobile',
      HomePhone: 'phone.home',
      Email: 'email.any',
      Birthdate: 'birthday',
      LeadSource: 'note',
      OwnerId: null,
    },
    ONLYOFFICE: {
      'First name': 'firstName',
      'Last name': 'lastName',
      Company: 'companyName',
      Position: 'position',
      'Temperature level': 'temperature',
      'Contact type': 'type',
      'Email (Work)': 'email.work',
      'Phone (Mobile)': 'phone.mobile',
      'Address (Work) - City': 'address.work.city',
      Tags: 'tags',
    },
    EspoCRM: {
      Salutation: 'salutation',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Account: 'companyName',
      Title: 'position',
      'Email Address': 'email.any',
      'Phone Number': 'phone.any',
      'Address Street': 'address.any.street',
      'Address City': 'address.any.city',
      'Address Postal Code': 'address.any.postalCode',
      'Address Country': 'address.any.country',
      'Assigned User': 'managers',
      'Do Not Call': null,
      'Created At': null,
    },
  }
  const german: Record<string, Record<string, string | null>> = {
    HubSpot: {
      'Datensatz-ID': null,
      Vorname: 'firstName',
      Nachname: 'lastName',
      'E-Mail': 'email.any',
      Telefonnummer: 'phone.any',
      Mobiltelefonnummer: 'phone.mobile',
      Jobtitel: 'position',
      Unternehmensname: 'companyName',
      'Straße und Hausnummer': 'address.any.street',
      Postleitzahl: 'address.any.postalCode',
      Stadt: 'address.any.city',
      'Bundesland/Region': 'address.any.state',
      'Land/Region': 'address.any.country',
      'Website-URL': 'web.any',
      'Zuständiger Mitarbeiter für Kontakt': 'managers',
      'Lifecycle-Phase': 'type',
      'Lead-Status': 'note',
      Erstellungsdatum: null,
    },
    Pipedrive: {
      'Person - Name': 'fullName',
      'Person - Organisation': 'companyName',
      'Person - Position': 'position',
      'Person - E-Mail-Adresse - Büro': 'email.work',
      'Person - E-Mail-Adresse - Privat': 'email.home',
      'Person - E-Mail-Adresse - Sonstiger': 'email.other',
      'Person - Telefon - Büro': 'phone.work',
      'Person - Telefon - Privat': 'phone.home',
      'Person - Telefon - Mobil': 'phone.mobile',
      'Person - Telefon - Sonstiger': 'phone.other',
      'Person - Besitzer': 'managers',
      'Person - Label': 'type',
      'Organisation - Adresse': 'address.work.street',
      'Organisation - PLZ': 'address.work.postalCode',
      'Organisation - Website': 'web.any',
    },
    Salesforce: {
      Anrede: 'salutation',
      Vorname: 'firstName',
      Nachname: 'lastName',
      Titel: 'position',
      Accountname: 'companyName',
      'Postanschrift: Straße': 'address.postal.street',
      'Postanschrift (PLZ)': 'address.postal.postalCode',
      'Postanschrift: Stadt': 'address.postal.city',
      'Postanschrift - Land': 'address.postal.country',
      Telefon: 'phone.any',
      Mobil: 'phone.mobile',
      'E-Mail': 'email.any',
      Kontaktinhaber: 'managers',
      'Lead-Quelle': 'note',
      'Kontakt-ID': null,
    },
    ONLYOFFICE: {
      'Unternehmen/Person': 'kind',
      Vorname: 'firstName',
      Nachname: 'lastName',
      'Name des Unternehmens': 'companyName',
      Position: 'position',
      Kontakttemperaturniveau: 'temperature',
      Kontakttyp: 'type',
      'E-Mail (Arbeit)': 'email.work',
      'Telefon (Mobil)': 'phone.mobile',
      'Telefon (Fax)': 'phone.fax',
      'Website (privat)': 'web.home',
      'Adresse (Arbeit) Stadt': 'address.work.city',
      'Adresse (Rechnung) PLZ': 'address.billing.postalCode',
      Schlagwörter: 'tags',
    },
    EspoCRM: {
      Anrede: 'salutation',
      Vorname: 'firstName',
      Nachname: 'lastName',
      Firma: 'companyName',
      Funktion: 'position',
      'E-Mail': 'email.any',
      Telefon: 'phone.any',
      'Zugewiesener Benutzer': 'managers',
      'Nicht anrufen': null,
      'Erstellt am': null,
    },
  }
  test.each([
    ...Object.entries(files),
    ...Object.entries(german).map(([name, file]) => [`${name} in German`, file] as const),
  ])('%s', (_, expected) => {
    const columns = Object.keys(expected).map((heading, index) => ({ index, heading, samples: [] }))
    expect(Object.values(suggestMapping(columns, []))).toEqual(Object.values(expected))
  })
})

test('every alias leads to one target that exists', () => {
  const seen = new Map<string, string>()
  for (const [target, names] of Object.entries(ALIASES)) {
    if (target !== 'ignore') expect(readTarget(target), target).toBeDefined()
    for (const name of names) {
      expect(seen.get(headingKey(name)) ?? target, name).toBe(target)
      seen.set(headingKey(name), target)
    }
  }
})

test.each([
  ['STRASSE GESCHAEFTLICH', 'address.work.street'],
  ['Telefon geschäftlich 2', 'phone.work'],
  ['E-Mail 2', 'email.any.2'],
  ['E-Mail 2: Adresse', 'email.work'],
  ['Telefon 3: Art', 'phone.label.3'],
  ['Adresse 2: Art', 'address.label.2'],
  ['Straße 2', 'address.any.street.2'],
  ['Phone 12 - Value', 'phone.any.12'],
  ['Address 2 - Postal Code', 'address.any.postalCode.2'],
  ['Tel. privat', 'phone.home'],
  ['Email geschäftlich', 'email.work'],
  ['Telefonnummer (geschäftlich)', 'phone.work'],
  ['Mobil privat', 'phone.mobile'],
  ['Fax (Work)', 'phone.fax'],
  ['Address (Billing) zip', 'address.billing.postalCode'],
  ['Rechnungsadresse Ort', 'address.billing.city'],
  ['Lieferadresse: Straße', 'address.postal.street'],
  ['Postanschrift', 'address.postal.street'],
  ['Organization - ZIP/Postal code of Address', 'address.work.postalCode'],
  ['Handy-Nr.', 'phone.mobile'],
  ['addressPostalCode', 'address.any.postalCode'],
  ['emailAddress', 'email.any'],
  ['assignedUserName', 'managers'],
  ['Position privat', undefined],
  ['Firma privat', undefined],
  ['Lieblingsfarbe', undefined],
])('%s means %s', (heading, target) => expect(recogniseHeading(heading)).toBe(target))

test('a field that takes one value is filled by the first column that claims it', () => {
  const columns = ['Firma', 'Unternehmen', 'Telefon', 'Phone'].map((heading, index) => ({
    index,
    heading,
    samples: [],
  }))
  expect(suggestMapping(columns, [])).toEqual({ 0: 'companyName', 1: 'note', 2: 'phone.any', 3: 'phone.any' })
})

describe('lists in a cell', () => {
  test.each([
    ['Kunde;Priorität A', ['Kunde', 'Priorität A']],
    ['a, b; c', ['a', 'b', 'c']],
    ['* myContacts ::: A, B', ['* myContacts', 'A, B']],
    ['"A; B"; C', ['A; B', 'C']],
    ['"halb offen; C', ['"halb offen', 'C']],
    ['', []],
  ])('%s', (cell, values) => expect(splitList(cell, true)).toEqual(values))

  test('what is joined is split into the same again', () => {
    const value = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .map((s) => s.trim())
      .filter(Boolean)
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(splitList(joinList(values), true)).toEqual(values)
      }),
    )
  })
})

test.each([
  ['Deutschland', 'DE'],
  ['germany', 'DE'],
  ['A', 'AT'],
  ['Österreich', 'AT'],
  ['United Kingdom', 'GB'],
  ['Absurdistan', undefined],
])('the country %s', (text, code) => expect(readCountry(text)).toBe(code))

test.each([
  ['Deutsch', 'de'],
  ['English (United Kingdom)', 'en'],
  ['de-AT', 'de'],
  ['Klingonisch?', undefined],
])('the language %s', (text, code) => expect(readLanguage(text)).toBe(code))

test.each([
  ['Herr', { salutation: 'mr' }],
  ['Frau Dr.', { salutation: 'ms', title: 'Dr.' }],
  ['Prof. Dr.', { title: 'Prof. Dr.' }],
])('the salutation %s', (text, read) => expect(readSalutation(text)).toEqual(read))
