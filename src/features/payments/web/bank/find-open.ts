import type { Choice } from '#ui/inputs/record-chooser.tsx'
import { dayOf } from '#features/invoices/web/state.tsx'
import { formatMoney } from '#ui/format.ts'
import type { BankEntry } from '../../bank.ts'
import type { OpenItems } from '../../open-items.ts'

interface Wanted {
  /** Words of the customer, the number or the amount. */
  q: string
  entry: Pick<BankEntry, 'amount' | 'currency'>
  without: readonly { id: string }[]
}

export interface OpenDocument extends Choice {
  open: string
}

/** Open documents an entry may pay: of its currency, and those that ask for money where money came in. */
export function findOpen({ items }: OpenItems, { q, entry, without }: Wanted): OpenDocument[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const isOut = entry.amount.startsWith('-')
  const taken = new Set(without.map(({ id }) => id))
  const found = items
    .filter(({ currency }) => currency === entry.currency)
    .flatMap(({ contact, currency, invoices }) =>
      invoices
        .filter(({ id, open }) => !taken.has(id) && open.startsWith('-') === isOut)
        .map(({ id, number, open, dueDate }) => ({
          id,
          name: `${number} · ${contact.name}`,
          hint: `${formatMoney(open, currency)} · ${dayOf(dueDate)}`,
          open,
        })),
    )
  const fits = ({ id, name, open }: OpenDocument) => {
    const said = `${id} ${name} ${open}`.toLowerCase()
    return words.every((word) => said.includes(word) || said.includes(word.replace(',', '.')))
  }
  return found.filter(fits).slice(0, 20)
}
