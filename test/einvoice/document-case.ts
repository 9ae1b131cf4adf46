import type { Invoice } from '#features/invoices/invoice.ts'
import type { Desk, FirmName, Line } from './desk.ts'

export interface DocumentCase {
  name: string
  /** Whose document it is. */
  of: FirmName
  make: (desk: Desk) => Promise<Invoice>
  /** Each category of the tax, what was paid before, and what is to be paid, reckoned by hand. */
  says: string
  /** BT-3, when it is not an ordinary invoice. */
  type?: string
  /** BT-111. */
  atHome?: string
}

// What is sold.
export const ten: Line = { quantity: '10', price: '25' }
export const windows: Line = {
  text: 'Glasreinigung',
  quantity: '4',
  price: '30.50',
  nature: 'building-cleaning',
}
export const roof: Line = { text: 'Dachdeckerarbeiten', quantity: '2', price: '480', nature: 'construction' }
export const soap: Line = { item: 'soap', quantity: '8' }
