import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { shareOf, type Quality } from '../quality.ts'

/** How many of a hundred contacts are in order, and how that went week by week. */
export function Trend({ weeks }: { weeks: Quality['weeks'] }) {
  const t = useText()
  const shares = weeks.flatMap((week) => {
    const share = shareOf(week)
    return share === null ? [] : [{ week: week.week, share }]
  })
  const [first, last] = [shares[0], shares.at(-1)]
  if (!first || !last) return <p className="quality-share muted">{t('quality.share.none')}</p>
  return (
    <div className="quality-share">
      <p>{t('quality.share', { share: last.share })}</p>
      {shares.length > 1 && (
        <div
          className="quality-weeks"
          role="img"
          aria-label={t('quality.weeks', { from: first.share, to: last.share })}
        >
          {shares.map(({ week, share }) => (
            <span
              key={week}
              style={{ height: `${Math.max(4, share)}%` }}
              title={`${formatDay(week)}: ${share} %`}
            />
          ))}
        </div>
      )}
    </div>
  )
}
