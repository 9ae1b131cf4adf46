import { IconMap2, IconRoute, IconShare2 } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { openVisit } from '#features/visits/web/dialogs.ts'
import { today } from '#features/visits/web/visit-parts.tsx'
import { useUser } from '#ui/api/session.ts'
import { lazy } from '#ui/lazy.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { Menu } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { ApplyButton } from './apply-button.tsx'
import { DayBar } from './day-bar.tsx'
import { DayList } from './day-list.tsx'
import { RouteSheet } from './route-sheet.tsx'
import { RouteSummary } from './route-summary.tsx'
import './route.css'
import { useDayRoute } from './use-day-route.ts'
import type { DayChoice } from './use-day-route.ts'
import { useHandOver } from './use-hand-over.ts'

const DayMap = lazy(async () => ({ default: (await import('./day-map.tsx')).DayMap }))

/** The route of a user on a day: list and map side by side, its order changed by hand, its times taken over. */
export function DayPage() {
  const t = useText()
  const me = useUser()
  const isPhone = usePhone()
  const [choice, change] = useChoice(me.id)
  const [hovered, setHovered] = useState<string>()
  const [mapShown, setMapShown] = useState(false)
  const route = useDayRoute(choice)
  const { answer, stops } = route
  const handOver = useHandOver(answer, stops, choice.date)
  const open = (id: string) => void openVisit({ id })
  const isEmpty = answer && stops.length === 0 && answer.unreachable.length === 0
  return (
    <div className="route">
      <DayBar choice={choice} onChange={change} />
      <div className="route-acts">
        {answer && <RouteSummary answer={answer} stops={stops} />}
        <span className="grow" />
        {isPhone && (
          <button
            type="button"
            className="button"
            aria-label={t(mapShown ? 'route.close_map' : 'route.show_map')}
            aria-pressed={mapShown}
            onClick={() => setMapShown(!mapShown)}
          >
            <IconMap2 size={16} stroke={1.75} />
            <span>{t(mapShown ? 'route.close_map' : 'route.show_map')}</span>
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-label={t('route.best')}
          disabled={!route.isOwnOrder}
          onClick={route.best}
        >
          <IconRoute size={16} stroke={1.75} />
          <span>{t('route.best')}</span>
        </button>
        <Menu
          label={t('route.hand_over')}
          side="end"
          items={handOver}
          renderOpener={(props) => (
            <button
              type="button"
              className="button"
              aria-label={t('route.hand_over')}
              disabled={stops.length === 0}
              {...props}
            >
              <IconShare2 size={16} stroke={1.75} />
              <span>{t('route.hand_over')}</span>
            </button>
          )}
        />
        <ApplyButton choice={choice} stops={stops} />
      </div>
      <div className="route-body">
        {route.error && !answer ? (
          <ListError error={route.error} onRetry={() => void route.refetch()} />
        ) : isEmpty ? (
          <EmptyList title={t('route.none')} text={t('route.none_text')}>
            <Link className="button primary" to="/visits">
              {t('route.to_planning')}
            </Link>
          </EmptyList>
        ) : (
          answer && (
            <DayList
              answer={answer}
              stops={stops}
              visits={route.visits}
              hovered={hovered}
              onHover={setHovered}
              onOpen={open}
              onMove={route.move}
            />
          )
        )}
        {(!isPhone || mapShown) && (
          <div className="route-map">
            <Suspense>
              <DayMap answer={answer} stops={stops} hovered={hovered} onHover={setHovered} onOpen={open} />
            </Suspense>
          </div>
        )}
      </div>
      {answer && <RouteSheet answer={answer} stops={stops} choice={choice} />}
    </div>
  )
}

/** Whose day and which one stands in the address, so that it can be sent to a colleague. */
function useChoice(me: string): [DayChoice, (change: Partial<DayChoice>) => void] {
  const [params, setParams] = useSearchParams()
  const choice: DayChoice = {
    user: params.get('user') ?? me,
    date: params.get('date') ?? today(),
    startAt: params.get('from') ?? '',
    endAt: params.get('to') ?? '',
    lunch: params.get('lunch') === '1',
  }
  const change = (changed: Partial<DayChoice>) => {
    const { user, date, startAt, endAt, lunch } = { ...choice, ...changed }
    const next = {
      ...(user !== me && { user }),
      date,
      ...(startAt && { from: startAt }),
      ...(endAt && { to: endAt }),
      ...(lunch && { lunch: '1' }),
    }
    setParams(next, { replace: true })
  }
  return [choice, change]
}
