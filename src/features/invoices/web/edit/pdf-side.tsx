import { useEffect, useState, useSyncExternalStore } from 'react'
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

/** So long viewers take to draw a page they have loaded; until then they show their dark ground. */
const DRAWN_AFTER = 800

/**
 * The page as it would be printed, drawn anew whenever the draft was saved. The page before stays until the next one is
 * drawn, and a viewer is never taken away while it begins: that left an empty, dark frame behind.
 */
export function PdfSide({ invoice }: { invoice: Pick<Invoice, 'id' | 'version'> }) {
  const t = useText()
  const address = `${pdfPath(invoice.id)}?v=${invoice.version}`
  const [shown, setShown] = useState<string>()
  const [coming, setComing] = useState<string>()
  const [loaded, setLoaded] = useState<string>()
  if (coming === undefined && shown !== address) setComing(address)
  useEffect(() => {
    if (loaded === undefined || loaded !== coming) return undefined
    const drawn = setTimeout(() => {
      setShown(loaded)
      setComing(undefined)
    }, DRAWN_AFTER)
    return () => clearTimeout(drawn)
  }, [loaded, coming])
  const frames = [shown, coming].filter((one) => one !== undefined)
  return (
    <aside className="invoice-pdf" aria-label={t('invoices.preview')} aria-busy={shown === undefined}>
      {shown === undefined && <p className="muted late">{t('invoices.preview_drawing')}</p>}
      {frames.map((one) => (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- the browser's own viewer does not run in a sandbox
        <iframe
          key={one}
          className={one === shown ? '' : 'coming'}
          src={`${one}#toolbar=0&navpanes=0&view=FitH`}
          title={t('invoices.preview')}
          onLoad={() => setLoaded(one)}
        />
      ))}
    </aside>
  )
}
