import { useSyncExternalStore } from 'react'
import { useText } from '#ui/texts.ts'
import type { Invoice } from '../../invoice.ts'
import { pdfPath } from '../list/invoice-menu.ts'

const room = typeof matchMedia === 'function' ? matchMedia('(min-width: 1100px)') : undefined

/** Whether there is room for a page beside the paper. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      room?.addEventListener('change', listener)
      return () => room?.removeEventListener('change', listener)
    },
    () => room?.matches ?? true,
  )
}

/** The page as it would be printed, made anew whenever the draft was saved. */
export function PdfSide({ invoice }: { invoice: Pick<Invoice, 'id' | 'version'> }) {
  const t = useText()
  const address = `${pdfPath(invoice.id)}?v=${invoice.version}`
  return (
    <aside className="invoice-pdf" aria-label={t('invoices.preview')}>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- the browser's own viewer does not run in a sandbox */}
      <iframe key={address} src={`${address}#toolbar=0&navpanes=0&view=FitH`} title={t('invoices.preview')} />
    </aside>
  )
}
