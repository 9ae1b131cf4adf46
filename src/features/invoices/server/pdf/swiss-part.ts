import { SwissQRBill } from 'swissqrbill/pdf'
import { useFace } from '#platform/pdf/fonts.ts'
import { A4, mm } from '#platform/pdf/paper.ts'
import type { Language } from '#kernel/rights.ts'
import type { SwissPayment } from '../../letter.ts'

/** The payment part with receipt, across the foot of the page. */
export const SWISS_HEIGHT = mm(105)

/**
 * Draws the payment part (Swiss Implementation Guidelines QR-bill 2.3) with embedded fonts. What the guidelines do not
 * allow, such as a reference that does not fit the account, throws: a code nobody can pay by must not be printed.
 */
export function drawSwissPart(doc: PDFKit.PDFDocument, payment: SwissPayment, language: Language): void {
  const { account, currency, amount, reference, message, creditor, debtor } = payment
  const part = new SwissQRBill(
    {
      currency,
      amount: Number(amount),
      creditor: { ...party(creditor), account },
      ...(debtor && { debtor: party(debtor) }),
      ...(reference && { reference }),
      ...(message && { message: latin(message) }),
    },
    { language: language === 'de' ? 'DE' : 'EN', fontName: 'Liberation Sans' },
  )
  doc.save()
  useFace(doc, 'Liberation Sans-Bold', 10)
  useFace(doc, 'Liberation Sans', 10)
  doc.fillColor('#000000')
  // It looks at the place of the text that was written last and would open a page of its own.
  doc.y = 0
  part.attachTo(doc, 0, A4.height - SWISS_HEIGHT)
  doc.undash().restore()
}

const party = ({ name, street, houseNumber, postalCode, city, country }: SwissPayment['creditor']) => ({
  name: latin(name),
  address: latin(street),
  ...(houseNumber && { buildingNumber: latin(houseNumber) }),
  zip: latin(postalCode),
  city: latin(city),
  country,
})

/** Only these signs may stand in the code (Guidelines 2.3, 4.1.1); banks refuse it with others. */
const latin = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[^\x20-\x7e\xa0-\xac\xae-\u017f\u0218-\u021b€]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
