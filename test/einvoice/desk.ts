import type { Invoice, InvoiceFormat } from '#features/invoices/invoice.ts'
import { startApp } from '../app.ts'
import type { TestApp } from '../app.ts'
import { firm as cleaners } from '../invoices/firm.ts'

// Firms that issue documents and customers who get them, in a started program: everything goes through its API.

const vienna = { street: 'Ring', houseNumber: '1', postalCode: '1010', city: 'Wien', country: 'AT' }
const zurich = {
  street: 'Bahnhofstrasse',
  houseNumber: '3',
  postalCode: '8001',
  city: 'Zürich',
  country: 'CH',
}
const cologne = { street: 'Am Markt', houseNumber: '7', postalCode: '50667', city: 'Köln', country: 'DE' }

const austrians = {
  ...cleaners,
  ...vienna,
  name: 'Blank & Sauber GmbH',
  seat: 'Wien',
  register: 'FN 123456 a',
  vatId: 'ATU13585627',
  taxNumber: '12-345/6789',
  phone: '+43 1 5880000',
  iban: 'AT611904300234573201',
  bic: 'BKAUATWW',
  accountHolder: 'Blank & Sauber GmbH',
}
const swiss = {
  ...cleaners,
  ...zurich,
  name: 'Glanz AG',
  legalForm: 'AG',
  seat: 'Zürich',
  vatId: 'CHE-100.155.212 MWST',
  taxNumber: '',
  register: 'CHE-100.155.212',
  phone: '+41 44 211 11 11',
  iban: 'CH9300762011623852957',
  bic: 'ZKBKCHZZ80A',
  accountHolder: 'Glanz AG',
}
const nobody = { vatId: '', register: '' }
const FIRMS = {
  cleaners: { country: 'DE', firm: cleaners },
  'a small business': {
    country: 'DE',
    firm: { ...cleaners, ...nobody, legalForm: '', smallBusiness: true },
  },
  'a firm without VAT id': { country: 'DE', firm: { ...cleaners, ...nobody, legalForm: '' } },
  Austrians: { country: 'AT', firm: austrians },
  'a small Austrian business': { country: 'AT', firm: { ...austrians, ...nobody, smallBusiness: true } },
  'the Swiss': { country: 'CH', firm: swiss },
  'the untaxed Swiss': {
    country: 'CH',
    firm: { ...swiss, vatId: '', taxNumber: 'CHE-100.155.212', smallBusiness: true },
  },
} as const
export type FirmName = keyof typeof FIRMS

const company = (companyName: string, place: object, more: object = {}) => ({
  kind: 'company',
  companyName,
  details: [
    { kind: 'address', value: place },
    { kind: 'email', value: 'eingang@example.com' },
  ],
  ...more,
})
const CUSTOMERS = {
  office: company('Büro & Söhne GmbH', cologne, { vatId: 'DE136695976' }),
  'a firm that cleans itself': company('Reinigung Nord GmbH', cologne, { vatId: 'DE811569869' }),
  'a firm whose certificate ended': company('Reinigung Alt GmbH', cologne, { vatId: 'DE129273398' }),
  'an Austrian firm': company('Wiener Büro GmbH', vienna, { vatId: 'ATU13585627' }),
  'a Swiss firm': company('Zürcher Büro AG', zurich, { vatId: 'CHE-100.155.212 MWST' }),
  'an Austrian at home': {
    ...company('', { ...vienna, houseNumber: '9' }),
    kind: 'person',
    companyName: undefined,
    firstName: 'Resi',
    lastName: 'Huber',
    salutation: 'ms',
  },
  'somebody at home': {
    ...company('', { ...cologne, houseNumber: '9' }),
    kind: 'person',
    companyName: undefined,
    firstName: 'Kim',
    lastName: 'Berger',
    title: 'Dr.',
  },
  'an authority': company('Stadt Köln, Amt für Bauten', cologne, {
    details: [{ kind: 'address', value: cologne }],
  }),
  'a house in Vienna': company('Objekt Ring', { ...vienna, houseNumber: '77' }),
  'a house in Cologne': company('Objekt Dom', { ...cologne, houseNumber: '77' }),
}
export type CustomerName = keyof typeof CUSTOMERS

/** The day of every document here that does not say its own. */
export const DAY = '2026-11-21'

export interface Desk {
  /** An issued document; lines may name an `item`, lines and document a tax by its code. */
  issued(to: CustomerName, lines: Line[], more?: More): Promise<Invoice>
  cancelled(invoice: Invoice): Promise<Invoice>
  /** A correction with these lines, issued. */
  corrected(invoice: Invoice, lines: Line[]): Promise<Invoice>
  /** What becomes of a document, issued. */
  next(invoice: Invoice, kind: string, more?: object): Promise<Invoice>
}
export type Line = Record<string, unknown> & { tax?: string; item?: 'soap' | 'hour' }
type More = Record<string, unknown> & { at?: CustomerName }

export interface Office {
  app: TestApp
  desk(firm: FirmName, format: InvoiceFormat): Promise<Desk>
}

/** The program of a firm in this country with its customers, certificates and articles. */
export async function openOffice(country: 'DE' | 'AT' | 'CH'): Promise<Office> {
  const app = await startApp({}, { country })
  const { admin } = app
  const ask = async (reply: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await reply
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
    // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape
    return body as any
  }
  const customers = new Map<string, string>()
  for (const [name, input] of Object.entries(CUSTOMERS))
    customers.set(name, (await ask(admin.post('/contacts', input))).id)
  const certify = (name: CustomerName, type: string, validTo: string) =>
    ask(
      admin.post('/certificates', {
        contactId: customers.get(name),
        type,
        validFrom: '2024-01-01',
        validTo,
        taxOffice: 'Köln-Mitte',
        number: '215/5000/0001',
      }),
    )
  await certify('a firm that cleans itself', 'cleaning', '2026-12-31')
  await certify('a firm that cleans itself', 'construction', '2026-12-31')
  await certify('a firm whose certificate ended', 'cleaning', '2026-10-31')
  const items = {
    soap: await ask(admin.post('/items', { name: 'Seife', kind: 'product', price: '2.50', sku: 'S-1' })),
    hour: await ask(admin.post('/items', { name: 'Reinigungsstunde', kind: 'service', price: '31.90' })),
  }
  const { items: taxes } = await ask(admin.get('/taxes'))
  const taxOf = (code: string) => taxes.find((one: { code: string }) => one.code === code)?.id

  const written = (lines: Line[]) =>
    lines.map(({ tax, item, ...line }) => ({
      ...(item ? { itemId: items[item].id } : { text: 'Unterhaltsreinigung', unit: 'HUR' }),
      ...(tax && { taxId: taxOf(tax) }),
      ...line,
    }))
  const issue = ({ id }: { id: string }): Promise<Invoice> => ask(admin.post(`/invoices/${id}/issue`))

  const deskOf = (format: InvoiceFormat): Desk => ({
    async issued(to, lines, { at, ...more } = {}) {
      return issue(
        await ask(
          admin.post('/invoices', {
            contactId: customers.get(to),
            recipientId: at && customers.get(at),
            format,
            date: DAY,
            dueDate: more['date'] ?? '2026-12-21',
            serviceDate: '2026-11-20',
            orderNumber: 'B 4711',
            ...more,
            lines: written(lines),
          }),
        ),
      )
    },
    cancelled: ({ id }) => ask(admin.post(`/invoices/${id}/cancel`, { notes: 'Doppelt berechnet' })),
    async corrected({ id }, lines) {
      const draft = await ask(admin.post(`/invoices/${id}/correct`))
      return issue(await ask(admin.patch(`/invoices/${draft.id}`, { lines: written(lines) })))
    },
    async next({ id }, kind, more = {}) {
      const draft = await ask(admin.post(`/invoices/${id}/convert`, { kind, ...more }))
      return issue(await ask(admin.patch(`/invoices/${draft.id}`, { format })))
    },
  })
  return {
    app,
    async desk(name, format) {
      const { firm } = FIRMS[name]
      await ask(admin.patch('/settings', { firm: { smallBusiness: false, ...firm } }))
      return deskOf(format)
    },
  }
}

/** Where a firm is. */
export const countryOf = (name: FirmName): 'DE' | 'AT' | 'CH' => FIRMS[name].country
