import { listPage } from '#platform/list.ts'
import type { SearchKind } from '#platform/record-kinds.ts'
import { searchConditions } from '#platform/search.ts'
import { writtenAmount } from '../../due.ts'
import { invoiceReadable } from '../invoice-access.ts'
import type { InvoicesDb } from '../tables.ts'
import { planSearched, planSource, presentPlans } from './read-plans.ts'

/** How the search over everything finds recurring invoices: what is billed next before the others. */
export const invoicePlanSearch: SearchKind<InvoicesDb> = {
  kind: 'invoicePlan',
  async find(db, by, q, limit) {
    if (by.role === 'guest') return []
    const conditions = [invoiceReadable(by), ...(await searchConditions(db, q, planSearched))]
    const { ids } = await listPage(db, planSource, conditions, { limit })
    const plans = await presentPlans(db, by, ids)
    return plans.map(({ id, title, contact, net, currency }) => ({
      kind: 'invoicePlan',
      id,
      title,
      subtitle: [contact?.name, writtenAmount(net, currency, by.language)].filter(Boolean).join(' · '),
      mark: null,
      photo: null,
    }))
  },
}
