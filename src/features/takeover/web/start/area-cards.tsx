import { IconCalendar, IconChecklist, IconMail } from '@tabler/icons-react'
import type { Collection } from '#features/groupware/collection.ts'
import { MakeFolder } from '#features/groupware/web/folder/make-folder.tsx'
import type { ReactNode } from 'react'
import { formatDuration } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { TAKEOVER_AREAS, type Source, type TakeoverArea } from '../../takeover.ts'
import type { Plan, Wish } from './wish.ts'

const ICONS = { mail: IconMail, task: IconChecklist, appointment: IconCalendar }

interface AreaCardsProps {
  account: { id: string; name: string }
  sources: readonly Source[]
  plan: Plan
  wish: Wish
  onChange: (part: Wish) => void
  /** A folder of mails is there now. */
  onFolder: (folder: Collection) => unknown
}

/** Mails, tasks, appointments: whether, and from which folder, list or calendar. */
export function AreaCards({ account, sources, plan, wish, onChange, onFolder }: AreaCardsProps) {
  const wished = wish.areas ?? TAKEOVER_AREAS
  const read = new Set(plan.sources.map(({ id }) => id))
  const turn = (area: TakeoverArea, on: boolean) => {
    const here = sources.filter((one) => one.area === area)
    // Whoever turns an area on again of which nothing was read reads what is meant for it.
    const isNone = on && wish.sources && !here.some(({ id }) => wish.sources?.includes(id))
    const preset = here.filter((one) => one.preset).map(({ id }) => id)
    onChange({
      areas: TAKEOVER_AREAS.filter((one) => (one === area ? on : wished.includes(one))),
      ...(isNone && { sources: [...(wish.sources ?? []), ...preset] }),
    })
  }
  const turnSource = (source: Source, on: boolean) => {
    const before = wish.sources ?? sources.filter(({ preset }) => preset).map(({ id }) => id)
    onChange({
      areas: TAKEOVER_AREAS.filter((one) => wished.includes(one)),
      sources: on ? [...before, source.id] : before.filter((id) => id !== source.id),
    })
  }
  return (
    <div className="takeover-cards">
      {TAKEOVER_AREAS.map((area) => (
        <AreaCard
          key={area}
          area={area}
          sources={sources.filter((one) => one.area === area)}
          isOn={wished.includes(area)}
          read={read}
          onTurn={(on) => turn(area, on)}
          onTurnSource={turnSource}
        >
          {area === 'mail' && (
            <MakeFolder account={account} className="button ghost small" onMade={onFolder} />
          )}
        </AreaCard>
      ))}
    </div>
  )
}

interface AreaCardProps {
  area: TakeoverArea
  sources: readonly Source[]
  isOn: boolean
  read: ReadonlySet<string>
  onTurn: (on: boolean) => void
  onTurnSource: (source: Source, on: boolean) => void
  /** Stands below what is read. */
  children?: ReactNode
}

function AreaCard({ area, sources, isOn, read, onTurn, onTurnSource, children }: AreaCardProps) {
  const t = useText()
  const Icon = ICONS[area]
  const isThere = sources.length > 0
  // What is read, or would be read when nothing is said, stands first; of the others one asks.
  const first = sources.filter(({ id, preset }) => read.has(id) || preset)
  const others = sources.filter((one) => !first.includes(one))
  const draw = (source: Source) => (
    <label key={source.id} className="check-line">
      <input
        type="checkbox"
        className="check"
        checked={read.has(source.id)}
        onChange={(event) => onTurnSource(source, event.target.checked)}
      />
      <span className="grow cut">{source.inbox ? t('mail.inbox') : source.name}</span>
      <span className="muted num">{countWords(t, source)}</span>
    </label>
  )
  return (
    <section className={isThere && isOn ? 'takeover-card on' : 'takeover-card'}>
      <label className="takeover-card-head">
        <input
          type="checkbox"
          className="check"
          checked={isThere && isOn}
          disabled={!isThere}
          onChange={(event) => onTurn(event.target.checked)}
        />
        <Icon size={18} stroke={1.5} />
        <span className="grow">
          <strong>{t(`takeover.step.${area}`)}</strong>
          <span className="muted">{t(isThere ? `takeover.becomes.${area}` : 'takeover.not_there')}</span>
        </span>
      </label>
      {isThere && isOn && (
        <div className="takeover-sources" role="group" aria-label={t(`takeover.sources.${area}`)}>
          {first.map(draw)}
          {others.length > 0 && (
            <details open={first.length === 0}>
              <summary>{t(`takeover.others.${area}`, { count: others.length })}</summary>
              {others.map(draw)}
            </details>
          )}
          {children}
        </div>
      )}
    </section>
  )
}

function countWords(t: Translate, { count, seconds, area }: Source): string {
  if (count === null) return ''
  const words = t(`takeover.count.${area}`, { count })
  return seconds !== null && seconds >= 5 ? `${words} · ${formatDuration(seconds)}` : words
}
