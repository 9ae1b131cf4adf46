import { formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Account } from '../../account.ts'

/** How soon something new from there is here: at once where the server tells by itself, else how often it is asked. */
export function HearsLine({ account: { hears, state } }: { account: Account }) {
  const t = useText()
  if (hears.length === 0 || state === 'paused' || state === 'consent') return null
  const ways = new Map<number | null, string[]>()
  for (const { area, seconds } of hears)
    ways.set(seconds, [...(ways.get(seconds) ?? []), t(`groupware.area.${area}`)])
  const soonest = [...ways].toSorted(([one], [other]) => (one ?? 0) - (other ?? 0))
  return (
    <div className="settings-line">
      <span className="settings-label">{t('groupware.hears')}</span>
      <span>
        {soonest
          .map(([seconds, areas]) => {
            const what = formatWords(areas)
            return seconds === null
              ? t('groupware.hears_now', { what })
              : t('groupware.hears_every', { what, count: Math.round(seconds / 60) })
          })
          .join(' · ')}
      </span>
    </div>
  )
}
