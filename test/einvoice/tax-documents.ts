import { roof, soap, ten, windows } from './document-case.ts'
import type { DocumentCase } from './document-case.ts'

/** Documents of every case of the tax, here and in the countries beside us. */
export const TAX_DOCUMENTS: DocumentCase[] = [...germanTaxes(), ...abroad(), ...neighbours(), ...currencies()]

function germanTaxes(): DocumentCase[] {
  const of = 'cleaners'
  return [
    {
      name: '19 %',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('office', [ten]),
    },
    {
      name: '7 %',
      of,
      says: 'S 7 of 250.00: 17.50; payable 267.50',
      make: (desk) => desk.issued('office', [{ ...ten, tax: 'reduced' }]),
    },
    {
      name: '0 % on photovoltaics',
      of,
      says: 'Z 0 of 960.00: 0.00; payable 960.00',
      make: (desk) => desk.issued('office', [{ ...roof, text: 'Solaranlage', nature: 'other', tax: 'zero' }]),
    },
    {
      name: '16 % in the summer of 2020',
      of,
      says: 'S 16 of 250.00: 40.00; payable 290.00',
      make: (desk) => desk.issued('office', [ten], { date: '2020-08-03', serviceDate: '2020-07-31' }),
    },
    {
      name: '19, 7 and 0 % beside each other',
      of,
      says: 'S 19 of 250.00: 47.50; S 7 of 20.00: 1.40; Z 0 of 122.00: 0.00; payable 440.90',
      make: (desk) => desk.issued('office', [ten, { ...soap, tax: 'reduced' }, { ...windows, tax: 'zero' }]),
    },
    {
      name: 'exempt by § 4',
      of,
      says: 'E 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('office', [{ ...ten, tax: 'exempt' }]),
    },
    {
      name: 'cleaning for one who cleans (§ 13b)',
      of,
      says: 'AE 0 of 122.00: 0.00; payable 122.00',
      make: (desk) => desk.issued('a firm that cleans itself', [windows]),
    },
    {
      name: 'construction for one who builds (§ 13b)',
      of,
      says: 'AE 0 of 960.00: 0.00; payable 960.00',
      make: (desk) => desk.issued('a firm that cleans itself', [roof]),
    },
    {
      name: 'cleaning, building and goods for one of them',
      of,
      says: 'AE 0 of 1082.00: 0.00; S 19 of 20.00: 3.80; payable 1105.80',
      make: (desk) => desk.issued('a firm that cleans itself', [windows, roof, soap]),
    },
    {
      name: 'cleaning without a certificate',
      of,
      says: 'S 19 of 122.00: 23.18; payable 145.18',
      make: (desk) => desk.issued('office', [windows]),
    },
    {
      name: 'cleaning behind the end of the certificate',
      of,
      says: 'S 19 of 122.00: 23.18; payable 145.18',
      make: (desk) => desk.issued('a firm whose certificate ended', [windows]),
    },
    {
      name: 'cleaning on its last day',
      of,
      says: 'AE 0 of 122.00: 0.00; payable 122.00',
      make: (desk) => desk.issued('a firm whose certificate ended', [windows], { serviceDate: '2026-10-31' }),
    },
    {
      name: 'small business (§ 19)',
      of: 'a small business',
      says: 'E 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('office', [ten]),
    },
    {
      name: 'small business for somebody at home',
      of: 'a small business',
      says: 'E 0 of 142.00: 0.00; payable 142.00',
      make: (desk) => desk.issued('somebody at home', [windows, soap]),
    },
    {
      name: 'a seller with a tax number only',
      of: 'a firm without VAT id',
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('office', [ten]),
    },
    {
      name: '§ 13b by a seller with a tax number only',
      of: 'a firm without VAT id',
      says: 'AE 0 of 122.00: 0.00; payable 122.00',
      make: (desk) => desk.issued('a firm that cleans itself', [windows]),
    },
    {
      name: 'work at home with its share (§ 35a EStG)',
      of,
      says: 'S 19 of 122.00: 23.18; payable 145.18',
      make: (desk) => desk.issued('somebody at home', [{ ...windows, labourShare: '80' }]),
    },
  ]
}

function abroad(): DocumentCase[] {
  const of = 'cleaners'
  const service = { ...ten, text: 'Beratung' }
  return [
    {
      name: 'service to a firm in the Union',
      of,
      says: 'AE 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('an Austrian firm', [service]),
    },
    {
      name: 'goods to a firm in the Union',
      of,
      says: 'K 0 of 20.00: 0.00; payable 20.00',
      make: (desk) => desk.issued('an Austrian firm', [soap]),
    },
    {
      name: 'goods to the Union without a day of the service',
      of,
      says: 'K 0 of 20.00: 0.00; payable 20.00',
      make: (desk) => desk.issued('an Austrian firm', [soap], { serviceDate: null }),
    },
    {
      name: 'goods and service to a firm in the Union',
      of,
      says: 'K 0 of 20.00: 0.00; AE 0 of 250.00: 0.00; payable 270.00',
      make: (desk) => desk.issued('an Austrian firm', [soap, service]),
    },
    {
      name: 'service to somebody at home in the Union',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('an Austrian at home', [service]),
    },
    {
      name: 'export of goods',
      of,
      says: 'G 0 of 20.00: 0.00; payable 20.00',
      make: (desk) => desk.issued('a Swiss firm', [soap], { currency: 'EUR' }),
    },
    {
      name: 'service to a firm outside of the Union',
      of,
      says: 'G 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('a Swiss firm', [service], { currency: 'EUR' }),
    },
    {
      name: 'work at a house in another country',
      of,
      says: 'AE 0 of 250.00: 0.00; payable 250.00',
      make: (desk) =>
        desk.issued('an Austrian firm', [{ ...ten, nature: 'real-estate' }], { at: 'a house in Vienna' }),
    },
    {
      name: 'work at a house here for a firm in the Union',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) =>
        desk.issued('an Austrian firm', [{ ...ten, nature: 'real-estate' }], { at: 'a house in Cologne' }),
    },
    {
      name: 'work at another address',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('office', [ten], { at: 'a house in Cologne' }),
    },
  ]
}

function neighbours(): DocumentCase[] {
  return [
    {
      name: '20 % in Austria',
      of: 'Austrians',
      says: 'S 20 of 250.00: 50.00; payable 300.00',
      make: (desk) => desk.issued('an Austrian firm', [ten]),
    },
    {
      name: '20, 13 and 10 % in Austria',
      of: 'Austrians',
      says: 'S 20 of 250.00: 50.00; S 13 of 162.00: 21.06; S 10 of 20.00: 2.00; payable 505.06',
      make: (desk) =>
        desk.issued('an Austrian at home', [
          ten,
          { quantity: '1', price: '162', tax: 'middle' },
          { ...soap, tax: 'reduced' },
        ]),
    },
    {
      name: 'from Austria to a firm in Germany',
      of: 'Austrians',
      says: 'AE 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('office', [ten]),
    },
    {
      name: 'goods from Austria',
      of: 'Austrians',
      says: 'K 0 of 20.00: 0.00; payable 20.00',
      make: (desk) => desk.issued('office', [soap]),
    },
    {
      name: 'small business in Austria',
      of: 'a small Austrian business',
      says: 'E 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('an Austrian firm', [ten]),
    },
    {
      name: '8.1 % in Switzerland',
      of: 'the Swiss',
      says: 'S 8.1 of 250.00: 20.25; payable 270.25',
      make: (desk) => desk.issued('a Swiss firm', [ten]),
    },
    {
      name: '8.1, 3.8 and 2.6 % in Switzerland',
      of: 'the Swiss',
      says: 'S 8.1 of 250.00: 20.25; S 3.8 of 162.00: 6.16; S 2.6 of 20.00: 0.52; payable 458.93',
      make: (desk) =>
        desk.issued('a Swiss firm', [
          ten,
          { quantity: '1', price: '162', tax: 'middle' },
          { ...soap, tax: 'reduced' },
        ]),
    },
    {
      name: '8.1 % taken back',
      of: 'the Swiss',
      says: 'S 8.1 of -250.00: -20.25; payable -270.25',
      type: '384',
      make: async (desk) => desk.cancelled(await desk.issued('a Swiss firm', [ten])),
    },
    {
      name: 'goods from Switzerland',
      of: 'the Swiss',
      says: 'G 0 of 20.00: 0.00; payable 20.00',
      make: (desk) => desk.issued('office', [soap]),
    },
    {
      name: 'not liable in Switzerland',
      of: 'the untaxed Swiss',
      says: 'E 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('a Swiss firm', [ten]),
    },
  ]
}

function currencies(): DocumentCase[] {
  return [
    {
      // 47.50 × 0.92 = 43.70
      name: 'in dollars',
      of: 'cleaners',
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      atHome: 'EUR 43.70',
      make: (desk) => desk.issued('office', [ten], { currency: 'USD', rate: '0.92' }),
    },
    {
      name: 'in francs and taken back',
      of: 'cleaners',
      type: '384',
      atHome: 'EUR -50.83',
      says: 'S 19 of -250.00: -47.50; payable -297.50',
      make: async (desk) =>
        desk.cancelled(await desk.issued('office', [ten], { currency: 'CHF', rate: '1.070123' })),
    },
    {
      name: 'in yen without a tax',
      of: 'cleaners',
      says: 'AE 0 of 250.00: 0.00; payable 250.00',
      make: (desk) => desk.issued('an Austrian firm', [ten], { currency: 'JPY', rate: '0.006' }),
    },
    {
      // 20.25 × 0.93 = 18.8325
      name: 'in euros from Switzerland',
      of: 'the Swiss',
      atHome: 'CHF 18.83',
      says: 'S 8.1 of 250.00: 20.25; payable 270.25',
      make: (desk) => desk.issued('a Swiss firm', [ten], { currency: 'EUR', rate: '0.93' }),
    },
  ]
}
