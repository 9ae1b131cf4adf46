import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SealState } from '#features/invoices/seal-check.ts'
import { call } from '#features/settings/web/call.ts'
import { Part } from '#features/settings/web/settings-page.tsx'
import { formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { sealsQuery } from './books-api.ts'

/** Whether issued documents are still as they were issued; looked at every night, or now. */
export function Seals() {
  const t = useText()
  const client = useQueryClient()
  const { data: state } = useQuery(sealsQuery)
  const [begun, setBegun] = useState(false)
  const check = async () => {
    setBegun(true)
    try {
      await call('POST', '/seals/check', { body: {} })
      await client.invalidateQueries({ queryKey: ['seals'] })
    } catch (error) {
      complain(error)
    } finally {
      setBegun(false)
    }
  }
  const busy = begun || (state?.checking ?? false)
  return (
    <Part title={t('books.seals')} text={t('books.seals_text')}>
      <div className="books-take">
        <div className="grow" role="status">
          {state && <Last state={state} />}
        </div>
        <button type="button" className="button" disabled={busy || !state} onClick={() => void check()}>
          <IconShieldCheck size={16} stroke={1.75} />
          {t(busy ? 'books.seals_checking' : 'books.seals_check')}
        </button>
      </div>
    </Part>
  )
}

function Last({ state: { seals, last } }: { state: SealState }) {
  const t = useText()
  if (seals === 0) return <span className="muted">{t('books.seals_none')}</span>
  if (!last) return <span>{t('books.seals_never', { count: seals })}</span>
  const { flaw, at, by } = last
  const who = by
    ? t('books.seals_by', { at: formatMoment(at), by })
    : t('books.seals_at', { at: formatMoment(at) })
  if (!flaw)
    return (
      <>
        <span className="books-good">
          <IconCircleCheck size={15} stroke={1.75} />
          {t('books.seals_good', { count: last.seals })}
        </span>
        <p className="muted">{who}</p>
      </>
    )
  return (
    <>
      <span className="books-bad">
        <IconAlertTriangle size={15} stroke={1.75} />
        {t(`books.flaw.${flaw.flaw}`, { document: flaw.document ?? '', number: flaw.number ?? 0 })}
      </span>
      <p className="muted">{who}</p>
    </>
  )
}
