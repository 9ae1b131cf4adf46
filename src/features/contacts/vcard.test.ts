import { describe, expect, test } from 'vitest'
import { parseVCards } from '#kernel/vcard-read.ts'
import { writeVCard } from '#kernel/vcard-write.ts'
import type { Contact } from './contact.ts'
import { categoriesOf } from './detail-kinds.ts'
import { DETAIL_KINDS, readDetails as tidyDetails } from './detail.ts'
import type { Detail, DetailKind } from './detail.ts'
import { readContact } from './vcard/read-contact.ts'
import type { ReadCard } from './vcard/read-contact.ts'
import { writeContact } from './vcard/write-contact.ts'
import { fc } from '../../../test/properties.ts'
import { SEED } from '../../../test/seed.ts'

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')
const read = (...lines: string[]): ReadCard => {
  const [found] = parseVCards(card(...lines))
  const contact = found && readContact(found)
  if (!contact) throw new Error('no contact')
  return contact
}

const labels = new Map([
  ['11111111-1111-4111-8111-111111111111', 'Kunde; "gut", alt'],
  ['22222222-2222-4222-8222-222222222222', 'heiß'],
])
const principals = new Map([
  ['33333333-3333-4333-8333-333333333333', 'Änne Müller'],
  ['44444444-4444-4444-8444-444444444444', 'Vertrieb, West'],
])

describe(`a contact comes back as it went out (KONTOR_TEST_SEED=${SEED})`, () => {
  test.each(['3.0', '4.0'] as const)('in vCard %s', (version) => {
    const language = fc.constantFrom('de' as const, 'en' as const)
    fc.assert(
      fc.property(contacts(), language, (contact, spoken) => {
        const style = { version, language: spoken }
        const photo = { type: 'image/jpeg' as const, base64: 'QUJDRA==' }
        const text = writeVCard(writeContact(contact, style, { photo, internal: { labels, principals } }))
        const [found] = parseVCards(text)
        const back = found && readContact(found, spoken)
        expect(back).toEqual({ contact: said(contact), uid: contact.id, photo, left: [] })
      }),
      { seed: SEED, numRuns: 400 },
    )
  })

  test('and a card to hand on says nothing that is the firm’s own', () => {
    fc.assert(
      fc.property(contacts(), (contact) => {
        const { contact: back } = read(
          ...writeVCard(writeContact(contact, { version: '3.0', language: 'de' }))
            .split('\r\n')
            .slice(1, -2),
        )
        const own = ['description', 'tags', 'custom', 'class', 'type', 'temperature', 'vatId', 'visibility']
        const told = Object.entries(back).filter(
          ([name, value]) => own.includes(name) && value && Object.keys(value).length > 0,
        )
        expect(told).toEqual([])
        expect(back.details.filter(({ kind }) => kind === 'iban')).toEqual([])
      }),
      { seed: SEED, numRuns: 50 },
    )
  })
})

describe('cards of other programs', () => {
  test('Apple: labels, a profile, a birthday without a year', () => {
    expect(
      read(
        'VERSION:3.0',
        'PRODID:-//Apple Inc.//macOS 14.0//EN',
        'N:Müller;Änne;Maria;Frau Dr.;',
        'FN:Frau Dr. Änne Maria Müller',
        'NICKNAME:Ännchen',
        'ORG:Anker GmbH;Einkauf',
        'EMAIL;type=INTERNET;type=WORK;type=pref:aenne@example.de',
        'TEL;type=CELL;type=VOICE:0170 1234567',
        'TEL;type=IPHONE;type=CELL;type=VOICE:0171 1',
        'item1.TEL:+49 221 9',
        'item1.X-ABLabel:Ferienhaus',
        'item2.ADR;type=WORK;type=pref:;;Hauptstr. 5;Köln;;50667;Deutschland',
        'item2.X-ABADR:de',
        'item3.URL;type=pref:https://example.de',
        'item3.X-ABLabel:_$!<HomePage>!$_',
        'BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-24',
        'X-SOCIALPROFILE;type=linkedin;x-user=aenne:https://linkedin.com/in/aenne',
        'item4.X-ABRELATEDNAMES:Jörg',
        'item4.X-ABLabel:_$!<Spouse>!$_',
      ),
    ).toEqual({
      contact: {
        kind: 'person',
        salutation: 'ms',
        title: 'Dr.',
        firstName: 'Änne Maria',
        lastName: 'Müller',
        companyName: 'Anker GmbH',
        managers: [],
        tags: [],
        custom: {},
        details: [
          { kind: 'email', category: 'work', value: 'aenne@example.de', primary: true },
          { kind: 'phone', category: 'mobile', value: '0170 1234567', primary: false },
          { kind: 'phone', category: 'mobile', value: '0171 1', primary: false },
          { kind: 'phone', category: 'other', value: '+49 221 9', primary: false },
          {
            kind: 'address',
            category: 'work',
            value: {
              street: 'Hauptstr.',
              houseNumber: '5',
              postalCode: '50667',
              city: 'Köln',
              state: '',
              country: 'DE',
            },
            primary: true,
          },
          { kind: 'web', category: 'work', value: 'https://example.de', primary: true },
          { kind: 'linkedin', category: 'work', value: 'https://linkedin.com/in/aenne', primary: false },
        ],
      },
      left: [
        'Abteilung: Einkauf',
        'Spitzname: Ännchen',
        'Geburtstag: --12-24',
        'Spouse: Jörg',
        'Ferienhaus: +49 221 9',
      ],
    })
  })

  test('Outlook: vCard 2.1 with its own way of everything', () => {
    const { contact } = read(
      'VERSION:2.1',
      'N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;;jun.',
      'FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller jun.',
      'ORG:Anker GmbH',
      'TITLE:Leiter, Einkauf',
      'TEL;WORK;VOICE:+49 (221) 1',
      'TEL;HOME;FAX:+49 (221) 2',
      'ADR;WORK;PREF;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:;Geb. 3;Stra=DFe 5;K=F6ln;;D-50667;Deutschland',
      'EMAIL;PREF;INTERNET:joerg@example.de',
      'BDAY:19751224',
    )
    expect(contact).toMatchObject({
      lastName: 'Müller jun.',
      firstName: 'Jörg',
      position: 'Leiter, Einkauf',
      birthday: '1975-12-24',
      details: [
        { kind: 'phone', category: 'work' },
        { kind: 'phone', category: 'fax' },
        {
          kind: 'address',
          value: {
            street: 'Straße 5, Geb. 3',
            houseNumber: '',
            postalCode: '50667',
            city: 'Köln',
            country: 'DE',
          },
          primary: true,
        },
        { kind: 'email', primary: true },
      ],
    })
  })

  test.each([
    [['FN:Anker GmbH', 'ORG:Anker GmbH', 'N:;;;;'], { kind: 'company', companyName: 'Anker GmbH' }],
    [['KIND:org', 'FN:Anker GmbH'], { kind: 'company', companyName: 'Anker GmbH' }],
    [['FN:Änne von der Heide'], { kind: 'person', firstName: 'Änne', lastName: 'von der Heide' }],
    [['EMAIL:a@example.de'], { kind: 'person', lastName: 'a@example.de' }],
    [['N:X;Y', 'GENDER:F'], { salutation: 'ms' }],
    [['N:X;Y;;Mr.;MBA'], { salutation: 'mr', title: 'MBA' }],
    [['N:X', 'TEL;VALUE=uri:tel:+49-221-1234;ext=12'], { details: [{ value: '+49-221-1234 ext. 12' }] }],
    [['N:X', 'IMPP;X-SERVICE-TYPE=Skype:skype:x%20y'], { details: [{ kind: 'skype', value: 'x y' }] }],
    [['N:X', 'IMPP:xmpp:x@example.de'], { details: [{ kind: 'jabber', value: 'x@example.de' }] }],
    [['N:X', 'X-SKYPE:x'], { details: [{ kind: 'skype', value: 'x' }] }],
    [['N:X', 'BDAY;VALUE=date-time:1975-12-24T00:00:00Z'], { birthday: '1975-12-24' }],
    [
      ['N:X', 'ADR;TYPE=home:;;Weg 1;Wien;;A-1010;'],
      { details: [{ category: 'home', value: { postalCode: '1010', country: 'AT' } }] },
    ],
  ])('%j', (lines, expected) => expect(read('VERSION:3.0', ...lines).contact).toMatchObject(expected))

  test.each([[['KIND:group', 'FN:All']], [['X-ADDRESSBOOKSERVER-KIND:group', 'FN:All']], [['NOTE:nobody']]])(
    '%j is nobody',
    (lines) => expect(parseVCards(card(...lines)).flatMap((one) => readContact(one) ?? [])).toEqual([]),
  )
})

/** What of a contact a card can say: names for ids, and nothing that the other side makes itself. */
function said(contact: Contact): object {
  const {
    id: _id,
    displayName: _d,
    companyId: _c,
    photo: _p,
    can: _can,
    version: _v,
    flaws: _f,
    ...rest
  } = contact
  const { lastActivityAt: _l, createdAt: _ca, createdBy: _cb, updatedAt: _u, updatedBy: _ub, ...plain } = rest
  const { deletedAt: _da, typeId, temperatureId, managers, ...fields } = plain
  const named = {
    ...fields,
    type: typeId && labels.get(typeId),
    temperature: temperatureId && labels.get(temperatureId),
    managers: managers.map((manager) => principals.get(manager)),
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null))
}

function contacts(): fc.Arbitrary<Contact> {
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.stringMatching(/^[A-Za-zäöüß;,:"' \\\n=+@.-]{1,30}$/),
    )
    // oxlint-disable-next-line no-control-regex -- what no line of a card holds
    .map((value) => value.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '').trim())
    .filter(Boolean)
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
  const stamp = fc.constant('2026-11-21T08:00:00.123Z')
  return fc
    .record({
      id: fc.uuid(),
      kind: fc.constantFrom('person' as const, 'company' as const),
      salutation: maybe(
        fc.constantFrom('ms' as const, 'mr' as const, 'family' as const, 'firm' as const, 'neutral' as const),
      ),
      title: maybe(text),
      firstName: maybe(text),
      lastName: text,
      companyName: text,
      companyId: fc.constant(null),
      position: maybe(text),
      industry: maybe(text),
      description: maybe(text),
      typeId: maybe(fc.constant('11111111-1111-4111-8111-111111111111')),
      temperatureId: maybe(fc.constant('22222222-2222-4222-8222-222222222222')),
      class: maybe(fc.constantFrom('A' as const, 'B' as const, 'C' as const)),
      currency: maybe(fc.constantFrom('EUR', 'CHF')),
      language: maybe(fc.constantFrom('de', 'en', 'fr')),
      birthday: maybe(fc.constantFrom('1975-12-24', '2001-02-03')),
      vatId: maybe(fc.constant('DE136695976')),
      details: fc.array(detail(text), { maxLength: 12 }).map((rows) => tidyDetails(rows).details),
      tags: fc.uniqueArray(text, { maxLength: 4 }),
      managers: fc.subarray([...principals.keys()]),
      visibility: fc.constantFrom('managers' as const, 'read' as const, 'write' as const),
      custom: fc.dictionary(
        fc.stringMatching(/^[a-z][A-Za-z0-9]{0,12}$/),
        fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 })),
        { maxKeys: 4, noNullPrototype: true },
      ),
      lastActivityAt: stamp,
      createdAt: stamp,
      createdBy: fc.constant(null),
      updatedAt: stamp,
      updatedBy: fc.constant(null),
      deletedAt: fc.constant(null),
      version: fc.constant(1),
    })
    .map((contact) => ({
      ...contact,
      displayName:
        contact.kind === 'company' ? contact.companyName : [contact.firstName, contact.lastName].join(' '),
      photo: null,
      can: [],
      flaws: [],
    }))
}

function detail(text: fc.Arbitrary<string>): fc.Arbitrary<Detail> {
  const primary = fc.boolean()
  return fc.constantFrom(...DETAIL_KINDS).chain((kind: DetailKind): fc.Arbitrary<Detail> => {
    const category = fc.constantFrom(...categoriesOf(kind))
    if (kind !== 'address') {
      const value =
        kind === 'iban'
          ? fc.constantFrom('DE89 3704 0044 0532 0130 00', 'AT61 1904 3002 3457 3201')
          : kind === 'email' || kind === 'gmail'
            ? fc.emailAddress().map((address) => address.toLowerCase())
            : text
      return fc.record({ kind: fc.constant(kind), category, value, primary })
    }
    const optional = fc.oneof(fc.constant(''), text)
    const value = fc.record({
      street: fc.oneof(fc.constantFrom('Hauptstraße', 'C4, 12', 'Weg 5'), optional),
      houseNumber: fc.oneof(fc.constantFrom('12', '3 a', ''), optional),
      postalCode: optional,
      city: fc.oneof(text),
      state: optional,
      country: fc.constantFrom('', 'DE', 'AT', 'US', 'ZZ', 'FR'),
    })
    return fc.record({ kind: fc.constant(kind), category, value, primary })
  })
}
