import { describe, expect, test } from 'vitest'
import { parseVCards } from '#kernel/vcard-read.ts'
import { CARD_FIELDS } from '../card-item.ts'
import type { CardItem } from '../card-item.ts'
import { photoOf } from './card-photo.ts'
import { editCard, editPhoto } from './edit-card.ts'
import { isOfSomebody, readCard } from './read-card.ts'
import { writeCard } from './write-card.ts'
import { fc } from '../../../../test/properties.ts'
import { SEED } from '../../../../test/seed.ts'

const runs = { seed: SEED, numRuns: 150 }
const now = Date.parse('2026-11-21T08:00:00Z')

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')
const read = (text: string) => {
  const [found] = parseVCards(text)
  if (!found) throw new Error('no card')
  return readCard(found)
}

const tidy = (text: string) =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- exactly those
    .replaceAll(/[\u0000-\u001F\u007F\u0085\u2028\u2029]/g, '')
    .trim()
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^[ -~äöüß]{0,40}$/),
    fc.constantFrom('', 'a;b', 'c, d', 'e\\f', 'END:VCARD', 'Dr.'),
  )
  .map(tidy)
const some = text.filter((word) => word !== '')
const homeOrWork = fc.constantFrom('work' as const, 'home' as const, 'other' as const)
const email = fc.record({
  category: homeOrWork,
  value: fc.emailAddress().map((address) => address.toLowerCase()),
})
const phone = fc.record({
  category: fc.constantFrom(
    'work' as const,
    'home' as const,
    'mobile' as const,
    'fax' as const,
    'other' as const,
  ),
  value: fc.stringMatching(/^\+49 [1-9]\d{2} [1-9]\d{3,7}$/),
})
const address = fc.record({
  category: homeOrWork,
  street: text,
  postalCode: text,
  city: some,
  state: text,
  country: fc.constantFrom('', 'DE', 'AT', 'CH', 'US', 'Atlantis'),
})
const item: fc.Arbitrary<CardItem> = fc
  .record({
    uid: fc.oneof(fc.uuid(), fc.stringMatching(/^[a-zA-Z0-9@.-]{3,30}$/)),
    title: text,
    firstName: text,
    middleName: text,
    lastName: some,
    suffix: text,
    displayName: some,
    company: text,
    department: text,
    position: text,
    emails: fc.uniqueArray(email, { maxLength: 4, selector: ({ value }) => value }),
    phones: fc.uniqueArray(phone, { maxLength: 4, selector: ({ value }) => value }),
    websites: fc.uniqueArray(fc.webUrl(), { maxLength: 2 }),
    addresses: fc.uniqueArray(address, { maxLength: 3, selector: (one) => JSON.stringify(one) }),
    birthday: fc.option(
      fc
        .date({ min: new Date('1900-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
      { nil: null },
    ),
    note: text,
    categories: fc.uniqueArray(some, { maxLength: 3 }),
    kontorId: fc.option(fc.uuid(), { nil: null }),
  })
  // A list in one field comes out as one text with one kind of gap.
  .filter((one) => Object.values(one).every((value) => typeof value !== 'string' || !/\s\s/.test(value)))
  .map((one) => ({ ...one, photo: null }))

describe(`what is written is read again (KONTOR_TEST_SEED=${SEED})`, () => {
  test.each(['3.0', '4.0'] as const)('in vCard %s', (version) => {
    fc.assert(
      fc.property(item, (one) => {
        expect(read(writeCard(one, { version, now }))).toEqual(one)
      }),
      runs,
    )
  })

  test('after an edit of all fields', () => {
    fc.assert(
      fc.property(item, item, fc.constantFrom('3.0' as const, '4.0' as const), (one, other, version) => {
        const wanted = { ...other, uid: one.uid }
        const fields = [...CARD_FIELDS, 'note', 'displayName', 'kontorId'] as const
        const edited = editCard(writeCard(one, { version, now }), wanted, fields, { now: now + 1000 })
        expect(read(edited)).toEqual(wanted)
        expect(editCard(edited, wanted, fields, { now: now + 2000 })).toBe(edited)
      }),
      runs,
    )
  })

  test('after an edit of one field, and then nothing else is another', () => {
    fc.assert(
      fc.property(item, item, fc.constantFrom(...CARD_FIELDS), (one, other, field) => {
        const edited = editCard(writeCard(one, { version: '3.0', now }), other, [field], { now: now + 1000 })
        expect({ ...read(edited), displayName: '' }).toEqual({
          ...one,
          [field]: other[field],
          displayName: '',
        })
      }),
      runs,
    )
  })
})

const APPLE = card(
  'VERSION:3.0',
  'PRODID:-//Apple Inc.//iOS 18.1//EN',
  'N:Müller;Änne;;Dr.;',
  'FN:Dr. Änne Müller',
  'ORG:Müller GmbH;Einkauf',
  'TITLE:Leiterin Einkauf',
  'EMAIL;type=INTERNET;type=WORK;type=pref:Aenne.Mueller@Example.de',
  'item1.EMAIL;type=INTERNET:anne@example.org',
  'item1.X-ABLabel:_$!<Other>!$_',
  'TEL;type=CELL;type=VOICE:+49 171 1234567',
  'item2.TEL:0221 1234',
  'item2.X-ABLabel:Empfang',
  String.raw`item3.ADR;type=WORK;type=pref:;;Straße 5\nHinterhaus;Köln;;50667;Deutschland`,
  'item3.X-ABADR:de',
  String.raw`item4.URL;type=pref:https\://example.de`,
  'item4.X-ABLabel:_$!<HomePage>!$_',
  'BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-24',
  'item5.X-ABDATE;type=pref:2001-05-05',
  'item5.X-ABLabel:_$!<Anniversary>!$_',
  'X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/am',
  'CATEGORIES:Kunden,VIP',
  String.raw`NOTE:Zeile 1\nZeile 2`,
  'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg==',
  'REV:2026-01-01T00:00:00Z',
  'UID:4C1A-APPLE',
)

describe('reads the cards of', () => {
  test('Apple: labels, a birthday without its year, an address of two lines', () => {
    expect(read(APPLE)).toMatchObject({
      uid: '4C1A-APPLE',
      title: 'Dr.',
      firstName: 'Änne',
      lastName: 'Müller',
      displayName: 'Dr. Änne Müller',
      company: 'Müller GmbH',
      department: 'Einkauf',
      position: 'Leiterin Einkauf',
      emails: [
        { category: 'work', value: 'aenne.mueller@example.de' },
        { category: 'other', value: 'anne@example.org' },
      ],
      phones: [
        { category: 'mobile', value: '+49 171 1234567' },
        { category: 'other', value: '0221 1234' },
      ],
      websites: ['https://example.de'],
      addresses: [
        {
          category: 'work',
          street: 'Straße 5, Hinterhaus',
          postalCode: '50667',
          city: 'Köln',
          state: '',
          country: 'DE',
        },
      ],
      birthday: null,
      note: 'Zeile 1\nZeile 2',
      categories: ['Kunden', 'VIP'],
      kontorId: null,
    })
    expect(read(APPLE).photo?.mark).toMatch(/^\w+-\w+-\w+$/)
  })

  test('Outlook, in vCard 2.1 and Windows letters', () => {
    const text = card(
      'VERSION:2.1',
      'N;LANGUAGE=de;CHARSET=Windows-1252:M\u00FCller;J\u00F6rg',
      'FN;CHARSET=Windows-1252:J\u00F6rg M\u00FCller',
      'TEL;WORK;VOICE:+49 221 1',
      'TEL;WORK;FAX:+49 221 2',
      'TEL;CELL;VOICE:+49 171 3',
      'EMAIL;PREF;INTERNET:JM@Example.de',
      'ADR;WORK;PREF;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:;;Stra=DFe 5;K=F6ln;;50667;Deutschland',
      'BDAY:19751224',
    )
    const [found] = parseVCards(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))
    expect(found && readCard(found)).toMatchObject({
      firstName: 'Jörg',
      lastName: 'Müller',
      phones: [
        { category: 'work', value: '+49 221 1' },
        { category: 'fax', value: '+49 221 2' },
        { category: 'mobile', value: '+49 171 3' },
      ],
      emails: [{ category: 'other', value: 'jm@example.de' }],
      addresses: [{ category: 'work', street: 'Straße 5', city: 'Köln', country: 'DE' }],
      birthday: '1975-12-24',
    })
  })

  test('Nextcloud and Google, in vCard 4 and with a name only', () => {
    const text = card(
      'VERSION:4.0',
      'UID:urn:uuid:3dc81cb2-0c0a-4f2c-9cd6-bd4d0a2b4f19',
      'FN:Jörg von der Heide',
      'TEL;TYPE="work,voice";VALUE=uri;PREF=2:tel:+49-221-1;ext=12',
      'TEL;TYPE=cell;PREF=1:+49 171 3',
      'ADR;TYPE=home;CC=AT:;;Ring 1;Wien;;1010;',
      'PHOTO:https://cloud.example.de/photo.jpg',
      'BDAY:19751224',
      'X-KONTOR-ID:abc',
    )
    expect(read(text)).toMatchObject({
      uid: '3dc81cb2-0c0a-4f2c-9cd6-bd4d0a2b4f19',
      firstName: 'Jörg',
      lastName: 'von der Heide',
      phones: [
        { category: 'mobile', value: '+49 171 3' },
        { category: 'work', value: '+49-221-1 ext. 12' },
      ],
      addresses: [{ category: 'home', street: 'Ring 1', postalCode: '1010', city: 'Wien', country: 'AT' }],
      birthday: '1975-12-24',
      kontorId: 'abc',
    })
    expect(photoOf(parseVCards(text)[0]?.properties ?? [])).toBeUndefined()
    expect(read(text).photo).not.toBeNull()
  })

  test('a firm, and what is nobody', () => {
    const firm = card('VERSION:3.0', 'FN:Müller GmbH', 'N:;;;;', 'ORG:Müller GmbH', 'X-ABShowAs:COMPANY')
    expect(read(firm)).toMatchObject({
      firstName: '',
      lastName: '',
      company: 'Müller GmbH',
      displayName: 'Müller GmbH',
    })
    const [list] = parseVCards(card('VERSION:3.0', 'FN:Kunden', 'X-ADDRESSBOOKSERVER-KIND:group'))
    expect(list && isOfSomebody(list)).toBe(false)
  })
})

describe('an edit leaves every line it does not mean', () => {
  const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')
  const changed = (before: string, after: string) => ({
    gone: lines(before).filter((line) => !lines(after).includes(line)),
    come: lines(after).filter((line) => !lines(before).includes(line)),
  })
  const item = read(APPLE)
  const rev = { gone: 'REV:2026-01-01T00:00:00Z', come: 'REV:2026-11-21T08:00:00Z' }

  test('a new mobile number keeps the kind of the old', () => {
    const phones = [{ category: 'mobile' as const, value: '+49 171 999' }, ...item.phones.slice(1)]
    expect(changed(APPLE, editCard(APPLE, { ...item, phones }, ['phones'], { now }))).toEqual({
      gone: ['TEL;type=CELL;type=VOICE:+49 171 1234567', rev.gone],
      come: ['TEL;TYPE=CELL,VOICE:+49 171 999', rev.come],
    })
  })

  test('a number that is gone takes its label along', () => {
    const phones = item.phones.slice(0, 1)
    expect(changed(APPLE, editCard(APPLE, { ...item, phones }, ['phones'], { now }))).toEqual({
      gone: ['item2.TEL:0221 1234', 'item2.X-ABLabel:Empfang', rev.gone],
      come: [rev.come],
    })
  })

  test('another address first', () => {
    const emails = [...item.emails].reverse()
    const edited = editCard(APPLE, { ...item, emails }, ['emails'], { now })
    expect(read(edited)).toEqual({ ...item, emails })
    expect(edited).toContain('item1.X-ABLabel:_$!<Other>!$_')
  })

  test('the name it shows follows the name', () => {
    const edited = editCard(APPLE, { ...item, lastName: 'Meier', emails: [] }, ['lastName'], { now })
    expect(changed(APPLE, edited).come).toEqual(['N:Meier;Änne;;Dr.;', 'FN:Dr. Änne Meier', rev.come])
  })

  test('nothing changed is nothing written, also of vCard 2.1', () => {
    expect(editCard(APPLE, item, CARD_FIELDS, { now })).toBe(APPLE)
    const old = card('VERSION:2.1', 'N:Meier;Eva', 'TEL;WORK:1')
    const edited = editCard(old, { ...read(old), position: 'Chefin' }, ['position'], { now })
    expect(edited).toContain('VERSION:3.0')
    expect(read(edited)).toMatchObject({
      lastName: 'Meier',
      position: 'Chefin',
      phones: [{ category: 'work', value: '1' }],
    })
  })

  test('a picture comes, is another, and goes', () => {
    const png = { type: 'image/png', bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) }
    const edited = editPhoto(APPLE, png, { now })
    expect(photoOf(parseVCards(edited)[0]?.properties ?? [])).toEqual(png)
    expect(read(edited).photo?.mark).not.toBe(item.photo?.mark)
    expect(read(editPhoto(edited, null, { now })).photo).toBeNull()
    expect(changed(APPLE, edited).gone).toEqual(['PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg==', rev.gone])
    for (const version of ['3.0', '4.0'] as const) {
      const written = writeCard(item, { version, now, photo: png })
      expect(photoOf(parseVCards(written)[0]?.properties ?? [])).toEqual(png)
    }
  })
})
