import { IconCalendar, IconChecklist, IconMail } from '@tabler/icons-react'
import { useText } from '#ui/texts.ts'
import { TAKEOVER_AREAS, type Takeover } from '../../takeover.ts'

const ICONS = { mail: IconMail, task: IconChecklist, appointment: IconCalendar }
const TOLD = ['imported', 'waiting', 'known', 'failed', 'undone'] as const
const COLORS = { imported: 'green', waiting: 'amber', known: '', failed: 'red', undone: '' }

/** Per area what came of it; what is nought is not said. */
export function Tally({ takeover }: { takeover: Takeover }) {
  const t = useText()
  const { counts, areas, refreshed, refresh } = takeover
  const { updated = 0, unchanged = 0, missing = 0 } = refreshed
  return (
    <dl className="takeover-tally">
      {TAKEOVER_AREAS.filter((area) => areas.includes(area)).map((area) => {
        const Icon = ICONS[area]
        const told = TOLD.filter((what) => counts[area][what] > 0)
        return (
          <div key={area}>
            <dt>
              <Icon size={18} stroke={1.5} />
              {t(`takeover.step.${area}`)}
            </dt>
            <dd className="num">
              {told.map((what) => (
                <span key={what} className={`badge ${COLORS[what]}`}>
                  {t(`takeover.tally.${what}`, { count: counts[area][what] })}
                </span>
              ))}
              {told.length === 0 && <span className="muted">{t('takeover.tally.none')}</span>}
              {counts[area].skipped > 0 && (
                <span className="muted">{t('takeover.tally.skipped', { count: counts[area].skipped })}</span>
              )}
            </dd>
          </div>
        )
      })}
      {refresh && refreshed.updated !== undefined && (
        <div>
          <dt>{t('takeover.refresh_short')}</dt>
          <dd className="num">
            <span className="badge green">{t('takeover.tally.updated', { count: updated })}</span>
            <span className="muted">{t('takeover.tally.unchanged', { count: unchanged })}</span>
            {missing > 0 && (
              <span className="badge amber">{t('takeover.tally.missing', { count: missing })}</span>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}
