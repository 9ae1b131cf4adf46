import { useQuery } from '@tanstack/react-query'
import { IconListSearch } from '@tabler/icons-react'
import { useUser } from '#ui/api/session.ts'
import { formatMoment, formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { scanQuery, useDuplicates } from './duplicates-api.ts'

/** When everything was looked through last; administrators look again, and see how far that is. */
export function ScanLine() {
  const t = useText()
  const admin = useUser().role === 'admin'
  const { data } = useQuery(scanQuery)
  const { scan, cancel } = useDuplicates()
  if (!data) return <div className="scan-line" aria-busy="true" />
  const { jobId, done, total, scannedAt } = data
  if (jobId)
    return (
      <div className="scan-line" role="status">
        <progress value={done} max={total ?? 1} aria-label={t('duplicates.scanning')} />
        <span className="grow muted num">
          {total
            ? t('duplicates.scanned_part', { percent: formatNumber(Math.floor((100 * done) / total)) })
            : t('duplicates.scanning')}
        </span>
        {admin && (
          <button type="button" className="button small" onClick={() => void cancel(jobId)}>
            {t('cancel')}
          </button>
        )}
      </div>
    )
  return (
    <div className="scan-line">
      <span className="grow muted">
        {scannedAt ? t('duplicates.scanned', { at: formatMoment(scannedAt) }) : t('duplicates.never_scanned')}
      </span>
      {admin && (
        <button type="button" className="button small" onClick={() => void scan()}>
          <IconListSearch size={16} stroke={1.75} />
          {t('duplicates.scan_all')}
        </button>
      )}
    </div>
  )
}
