import { fieldsProperty, listProperty, plainProperty, textProperty } from '#kernel/vcard.ts'
import type { VCardProperty } from '#kernel/vcard.ts'
import { writeVCard } from '#kernel/vcard-write.ts'
import { workbookOf } from '../workbook.ts'
import type { TestCell } from '../workbook.ts'

/** A file as a person chooses it; the people in it are invented. */
export interface Chosen {
  name: string
  mimeType: string
  buffer: Buffer
}

/**
 * The address book of a telephone. Two are in the sample firm already: Wolfgang Bauer by his e-mail address, with a
 * position and a number it does not know, and Nadine Günther only perhaps.
 */
export const addressBook: Chosen = {
  name: 'Telefon Vertrieb.vcf',
  mimeType: 'text/vcard',
  buffer: Buffer.from(
    [
      card('Wolfgang', 'Bauer', [
        textProperty('EMAIL', 'Wolfgang.Bauer@example.org', { TYPE: ['HOME'] }),
        textProperty('TEL', '0221 4710-890', { TYPE: ['WORK'] }),
        textProperty('TITLE', 'Beirat'),
      ]),
      card('Nadine', 'Guenther', [
        textProperty('TEL', '0221 4710-891', { TYPE: ['WORK'] }),
        fieldsProperty('ADR', ['', '', 'Königsallee 126', 'Düsseldorf', '', '40212', 'Deutschland'], {
          TYPE: ['HOME'],
        }),
      ]),
      card('Änne', 'Großjohann-Yıldız', [
        textProperty('ORG', 'Fördewerft Küçük & Söhne GmbH'),
        textProperty('TITLE', 'Geschäftsführerin'),
        textProperty('TEL', '0221 4710-892', { TYPE: ['WORK'] }),
        textProperty('TEL', '0176 04069098', { TYPE: ['CELL'] }),
        textProperty('TEL', '0221 4710-893', { TYPE: ['HOME'] }),
        textProperty('EMAIL', 'aenne@foerdewerft.example.org', { TYPE: ['WORK'] }),
        listProperty('CATEGORIES', ['Werft', 'Neukunde']),
        plainProperty('BDAY', '1979-05-23'),
        textProperty('NOTE', 'Erst ab zehn Uhr anrufen;\nliest „alles“, antwortet knapp.'),
      ]),
      card('Jörg', 'Weiß', [textProperty('TEL', '0221 4710-894', { TYPE: ['WORK'] })]),
    ].join(''),
  ),
}

/** Visitors of a fair, as somebody typed them: two rows are wrong, and Claudia Klein may be in the sample firm. */
export const visitors: Chosen = {
  name: 'Messe Köln.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: workbookOf({
    Besucher: [
      [
        'Anrede',
        'Vorname',
        'Nachname',
        'E-Mail',
        'Telefon',
        'Mobil',
        'Geburtstag',
        'PLZ',
        'Ort',
        'Schlagwörter',
      ],
      visitor('Frau', 'Søren', 'Übelhör', 'soeren@uebelhoer.example.com', '23.05.1979'),
      visitor('Herr', 'Jürgen', 'Çelik', 'juergen.celik(at)example.com', null),
      visitor('Frau', 'Zoë', 'Großkreutz', 'zoe@grosskreutz.example.com', '31.02.1980'),
      visitor('Frau', 'Claudia', 'Klein', 'c.klein@example.net', '13.04.1980', ['53111', 'Bonn']),
      visitor('Herr', 'Mátyás', 'Öztürk-Süß', 'matyas@example.com', '01.12.1966'),
    ],
  }),
}

function card(firstName: string, lastName: string, more: VCardProperty[]): string {
  const name = [
    fieldsProperty('N', [lastName, firstName, '', '', '']),
    textProperty('FN', `${firstName} ${lastName}`),
  ]
  return writeVCard({ version: '3.0', properties: [...name, ...more] })
}

function visitor(
  salutation: string,
  firstName: string,
  lastName: string,
  email: string,
  birthday: string | null,
  [postalCode, city] = ['50667', 'Köln'],
): TestCell[] {
  const phones = ['0221 4710-880', null]
  return [
    salutation,
    firstName,
    lastName,
    email,
    ...phones,
    birthday,
    postalCode ?? '',
    city ?? '',
    'Messe Köln',
  ]
}
