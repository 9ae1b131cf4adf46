import { IconCheck, IconFileCheck, IconSend, IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import type { BulkAction, Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { InvoiceStatus } from '../../invoice.ts'
import { openConfirm, openSendMany } from '../dialogs.ts'
import { useInvoices } from '../invoices-api.ts'

/** What can be said of chosen documents at once; each is asked for itself, and what does not fit stays. */
export function useInvoiceBulk(): BulkAction[] {
  const t = useText()
  const { setStatuses } = useInvoices()
  const set = (status: InvoiceStatus) => (chosen: Chosen, clear: () => void) => {
    if (!('ids' in chosen)) return say(t('invoices.bulk.choose'))
    const run = () => setStatuses(chosen.ids, status).then(clear)
    if (status !== 'issued') return void run().catch(complain)
    void openConfirm({
      title: t('invoices.bulk.issue_title', { count: chosen.ids.length }),
      text: t('invoices.issue_text'),
      action: t('invoices.issue'),
      run,
    })
  }
  const send = (chosen: Chosen, clear: () => void) => {
    if (!('ids' in chosen)) return say(t('invoices.bulk.choose'))
    void openSendMany({ ids: chosen.ids }).then((sent) => sent && clear())
  }
  return [
    { id: 'issue', label: t('invoices.issue'), icon: IconFileCheck, run: set('issued') },
    { id: 'send', label: t('invoices.send_more'), icon: IconSend, run: send },
    { id: 'paid', label: t('invoices.mark_paid'), icon: IconCheck, run: set('paid') },
    { id: 'accepted', label: t('invoices.accept'), icon: IconThumbUp, run: set('accepted') },
    { id: 'rejected', label: t('invoices.reject'), icon: IconThumbDown, run: set('rejected') },
  ]
}
