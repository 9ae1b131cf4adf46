import { formatNumber, formatPeriod, formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Takeover, TakeoverArea } from '../takeover.ts'

/** So many are named; of the others it is said how many. */
const NAMED = 3

/** From where, and from which time, the items of an area were read. Of files it is all that is in them. */
export function ReadFrom({ takeover, area }: { takeover: Takeover; area: TakeoverArea }) {
  const t = useText()
  const { sources, files, since, until } = takeover
  const read = sources.filter((one) => one.area === area)
  if (read.length === 0) return null
  // IMAP calls it so in every language (RFC 3501, 5.1).
  const nameOf = ({ name }: (typeof read)[number]) => (name === 'INBOX' ? t('mail.inbox') : name)
  const counted = read.map((one) => {
    const counts = t('takeover.read_counts', {
      offered: formatNumber(one.offered),
      known: formatNumber(one.known),
    })
    return `${nameOf(one)} (${counts})`
  })
  const shown = (takeover.state === 'listing' ? read.map(nameOf) : counted).slice(0, NAMED)
  const rest = read.length - shown.length
  if (rest > 0) shown.push(t('takeover.more_places', { count: rest }))
  const time = {
    mail: t('takeover.read_since', { day: formatPeriod(since, since) }),
    task: '',
    appointment: formatPeriod(since, until),
  }[area]
  const words = [t('takeover.read', { places: formatWords(shown) }), files.length === 0 && time]
  return (
    <span className="takeover-read" title={counted.join(', ')}>
      {words.filter(Boolean).join(' · ')}
    </span>
  )
}
