import { formatMoney } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { OpenItems } from '../../open-items.ts'
import { BUCKETS, inBucket, type Bucket } from './buckets.ts'

interface AgeingProps {
  totals: OpenItems['totals']
  bucket: Bucket | undefined
  onChoose: (bucket: Bucket | undefined) => void
}

/** The sums of each currency by how long they are overdue; one of them narrows the list. */
export function Ageing({ totals, bucket, onChoose }: AgeingProps) {
  const t = useText()
  return (
    <div className="ageing">
      {totals.map((total) => (
        <div key={total.currency} className="ageing-row" role="group" aria-label={total.currency}>
          <button type="button" aria-pressed={bucket === undefined} onClick={() => onChoose(undefined)}>
            <span>{t('payments.bucket.all')}</span>
            <strong className="num">{formatMoney(total.open, total.currency)}</strong>
          </button>
          {BUCKETS.map((one) => {
            const amount = inBucket(total, one)
            const isNothing = Number(amount) === 0
            return (
              <button
                key={one}
                type="button"
                className={one === 'notDue' || isNothing ? '' : 'late'}
                aria-pressed={bucket === one}
                onClick={() => onChoose(bucket === one ? undefined : one)}
              >
                <span>{t(`payments.bucket_long.${one}`)}</span>
                <strong className={isNothing ? 'num muted' : 'num'}>
                  {formatMoney(amount, total.currency)}
                </strong>
              </button>
            )
          })}
        </div>
      ))}
    </div>
  )
}
