import { z } from 'zod'

/** What a firm sets once: who it is, where it is, and how Kontor behaves for everybody. */
export const firm = z
  .object({
    name: z.string().max(255),
    street: z.string().max(255),
    houseNumber: z.string().max(40),
    postalCode: z.string().max(20),
    city: z.string().max(255),
    country: z.string().regex(/^[A-Z]{2}$/),
    address: z
      .string()
      .max(1000)
      .meta({ description: 'Free address block; street to city are used when given' }),
    vatId: z.string().max(40),
    taxNumber: z.string().max(40),
    email: z.union([z.literal(''), z.email()]),
    phone: z.string().max(100),
    website: z.string().max(255),
    contactName: z.string().max(255),
    iban: z.string().max(42),
    bic: z.string().max(11),
    accountHolder: z.string().max(255),
    register: z
      .string()
      .max(255)
      .meta({ description: 'Court and number, such as "Amtsgericht Köln, HRB 1234"' }),
    legalForm: z.string().max(100).meta({ description: 'GmbH, e.K., …; in the name or beside it' }),
    seat: z.string().max(255),
    directors: z.string().max(500).meta({ description: 'Geschäftsführung (GmbHG § 35a), names with commas' }),
    bankName: z.string().max(255),
    creditorId: z.string().max(35).meta({ description: 'For SEPA direct debits' }),
    smallBusiness: z.boolean().meta({ description: 'Kleinunternehmer: no tax is shown (UStG § 19)' }),
    cashAccounting: z
      .boolean()
      .meta({ description: 'Tax on what was received; said on invoices (UStG § 14 Abs. 4 Nr. 6a)' }),
    logoHash: z.string().max(64).nullable().meta({ description: 'Kept by `PUT /settings/logo`' }),
  })
  .partial()
  .meta({ id: 'Firm' })

export const holidays = z
  .object({
    country: z.enum(['DE', 'AT', 'CH']),
    state: z.string().max(10),
    region: z
      .string()
      .max(20)
      .meta({ description: 'Where holidays differ inside of a Land: `KATH` in Bavaria, `A` for Augsburg' }),
  })
  .partial()
  .meta({ id: 'Holidays' })

/** `null` asks each time; true and false were said "for all future occurrences". */
const cascade = z.boolean().nullable()

/** An address on the web, or nothing. */
const address = z
  .string()
  .max(1000)
  .refine((text) => text === '' || /^https?:\/\/[^\s;,'"]+$/.test(text), {
    message: 'An address that begins with https://',
  })

const money = z.string().regex(/^\d{1,6}(\.\d{1,2})?$/)

export const settings = z
  .object({
    firm,
    holidays,
    language: z.enum(['de', 'en']),
    currency: z.string().regex(/^[A-Z]{3}$/),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .meta({ description: 'Home country, for phone numbers and addresses' }),
    contacts: z.object({ cascadeTags: cascade, cascadeTemperature: cascade }).partial(),
    files: z.object({ maxMegabytes: z.int().min(1).max(500) }).partial(),
    bin: z.object({ days: z.int().min(1).max(3650) }).partial(),
    quality: z
      .object({ staleMonths: z.int().min(1).max(120) })
      .partial()
      .meta({ description: 'After how many months without activity a contact counts as stale' }),
    map: z
      .object({
        styleUrl: address.meta({ description: 'A MapLibre style; tiles and fonts come from the same host' }),
        tileUrl: address.meta({ description: 'Picture tiles: https://tiles.example.org/{z}/{x}/{y}.png' }),
        attribution: z.string().max(500).meta({ description: 'Whom to name on the map' }),
        routing: z.enum(['none', 'osrm', 'valhalla']),
        routingUrl: address.meta({
          description: 'The OSRM or Valhalla server, asked by the server of Kontor',
        }),
      })
      .partial()
      .meta({ id: 'MapSettings', description: 'Nothing said: the map that is shipped, ways by distance' }),
    reminders: z
      .object({
        days: z
          .tuple([z.int().min(1).max(365), z.int().min(1).max(365), z.int().min(1).max(365)])
          .meta({ description: 'So many days after the due date each level is reached' }),
        fees: z
          .tuple([money, money, money])
          .meta({ description: 'What a letter of each level costs on top, in its currency' }),
        payWithin: z.int().min(1).max(90).meta({ description: 'Days a letter gives' }),
        interest: z.boolean().meta({ description: 'Asks for interest from the second level on' }),
        lumpSum: z.boolean().meta({ description: 'Asks businesses for 40 € (BGB § 288 Abs. 5), once' }),
      })
      .partial()
      .meta({ id: 'ReminderSettings' }),
    bookkeeping: z
      .object({
        chart: z.enum(['skr03', 'skr04']),
        consultant: z.int().min(1001).max(9_999_999),
        client: z.int().min(1).max(99_999),
        yearStart: z
          .string()
          .regex(/^(0[1-9]|1[0-2])-01$/)
          .meta({ description: 'First day of the fiscal year: 01-01' }),
        accountLength: z.int().min(4).max(8),
        firstDebtor: z.int().min(10_000).max(69_999_999),
        bankAccount: z.string().regex(/^\d{1,8}$/),
        accounts: z.record(z.string().max(40), z.string().regex(/^\d{1,8}$/)).meta({
          description: 'Other accounts than those of the chart, by tax code: de-standard, de-reduced …',
        }),
      })
      .partial()
      .meta({ id: 'BookkeepingSettings' }),
    groupware: z
      .object({
        privateHosts: z
          .boolean()
          .meta({ description: 'Accounts may be at servers inside of the own network, also without TLS' }),
        automatic: z
          .boolean()
          .meta({ description: 'All accounts of the firm are kept in step by themselves' }),
        privatePersons: z.boolean().meta({
          description:
            'Contacts of an address book may be taken over without a company; so it is unless false',
        }),
        graphTenant: z
          .string()
          .trim()
          .max(255)
          .regex(/^[A-Za-z0-9.-]*$/)
          .meta({ description: 'Directory (tenant) id of Microsoft Entra, or a domain of it' }),
        graphClientId: z.union([z.literal(''), z.uuid()]),
        graphSecretAt: z.iso.datetime().meta({ description: 'When the client secret was kept' }),
        googleClientId: z
          .string()
          .trim()
          .max(255)
          .regex(/^[\w.-]*$/)
          .meta({ description: 'Of Kontor as it is registered at Google' }),
        googleSecretAt: z.iso.datetime(),
        signInName: z.string().trim().max(60).meta({ description: 'What users call the provider below' }),
        signInIssuer: z
          .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)])
          .meta({ description: 'A provider of OpenID Connect where users of mail and calendars sign in' }),
        signInClientId: z.string().trim().max(255),
        signInScopes: z.string().trim().max(1000).meta({ description: 'What its servers want, by spaces' }),
        signInSecretAt: z.iso.datetime(),
      })
      .partial()
      .meta({ id: 'GroupwareSettings' }),
    sampleData: z.boolean().meta({ description: 'True while the sample firm is in the database' }),
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof settings>

export const settingsReply = settings
  .extend({ version: z.int(), updatedAt: z.string() })
  .meta({ id: 'SettingsReply' })

/** A merge patch: null in a text field empties it. */
export const settingsChange = z.record(z.string(), z.unknown()).meta({ id: 'SettingsChange' })

export const defaults: Settings = {
  firm: {},
  holidays: { country: 'DE' },
  language: 'de',
  currency: 'EUR',
  country: 'DE',
  contacts: { cascadeTags: null, cascadeTemperature: null },
  files: { maxMegabytes: 25 },
  bin: { days: 30 },
  quality: { staleMonths: 12 },
  map: {},
  reminders: {},
  bookkeeping: {},
  groupware: {},
  sampleData: false,
}
