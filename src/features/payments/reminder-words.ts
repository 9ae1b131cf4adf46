import type { Language } from '#kernel/rights.ts'

interface ReminderWords {
  titles: [string, string, string]
  intros: [string, string, string]
  closings: [string, string, string]
  invoice: (number: string, date: string, due: string) => string
  open: string
  fee: string
  interest: string
  lumpSum: string
  total: string
  payBy: (day: string) => string
  crossed: string
}

/** What a reminder says by itself; text blocks for reminders take the place of the words before the list, by level. */
export const reminderWords: Record<Language, ReminderWords> = {
  de: {
    titles: ['Zahlungserinnerung', 'Mahnung', 'Letzte Mahnung'],
    intros: [
      'sicher ist es Ihrer Aufmerksamkeit entgangen, dass die folgenden Rechnungen noch offen sind:',
      'auf unsere Zahlungserinnerung haben wir leider keinen Eingang festgestellt. Offen sind:',
      'trotz unserer Mahnung sind die folgenden Beträge noch offen. Ohne Zahlungseingang leiten wir gerichtliche Schritte ein:',
    ],
    closings: [
      'Bei Fragen sind wir gern für Sie da.',
      'Bei Fragen sprechen Sie uns bitte an.',
      'Dies ist unsere letzte Aufforderung.',
    ],
    invoice: (number, date, due) => `Rechnung ${number} vom ${date}, fällig am ${due}`,
    open: 'Offener Betrag',
    fee: 'Mahngebühr',
    interest: 'Verzugszinsen',
    lumpSum: 'Verzugspauschale (§ 288 Abs. 5 BGB)',
    total: 'Zu zahlen',
    payBy: (day) => `Bitte überweisen Sie den Betrag bis zum ${day}.`,
    crossed:
      'Sollte sich Ihre Zahlung mit diesem Schreiben überschnitten haben, betrachten Sie es bitte als gegenstandslos.',
  },
  en: {
    titles: ['Payment reminder', 'Reminder', 'Final reminder'],
    intros: [
      'it has surely escaped your attention that the following invoices are still open:',
      'we have not yet received a payment after our reminder. Still open are:',
      'despite our reminders the following amounts are still open. Without payment we will take legal steps:',
    ],
    closings: [
      'Please contact us if you have any questions.',
      'Please contact us if you have any questions.',
      'This is our final request.',
    ],
    invoice: (number, date, due) => `Invoice ${number} of ${date}, due on ${due}`,
    open: 'Open amount',
    fee: 'Reminder fee',
    interest: 'Default interest',
    lumpSum: 'Lump sum for default (BGB § 288 (5))',
    total: 'To pay',
    payBy: (day) => `Please transfer the amount by ${day}.`,
    crossed: 'If your payment has crossed with this letter, please disregard it.',
  },
}
