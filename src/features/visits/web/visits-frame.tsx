import { Navigate, NavLink, Outlet, useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import './visits.css'

const tabs = [
  { to: '/visits', text: 'visits.planning', guest: true },
  { to: '/visits/all', text: 'visits.list', guest: true },
  { to: '/visits/route', text: 'visits.route', guest: false },
  { to: '/visits/areas', text: 'visits.areas', guest: false },
  { to: '/visits/plans', text: 'visits.plans', guest: false },
  { to: '/visits/analysis', text: 'visits.analysis', guest: false },
] as const

/** What has to do with visits, one tab each. */
export function VisitsFrame() {
  const t = useText()
  const [params] = useSearchParams()
  const isGuest = useUser().role === 'guest'
  const wanted = params.get('visit')
  // How other screens point at a visit.
  if (wanted) return <Navigate to={`/visits/${encodeURIComponent(wanted)}`} replace />
  return (
    <div className="visits">
      <nav className="visits-tabs" aria-label={t('visits.title')}>
        {tabs
          .filter((tab) => !isGuest || tab.guest)
          .map((tab) => (
            <NavLink key={tab.to} to={tab.to} end={tab.to === '/visits'}>
              {t(tab.text)}
            </NavLink>
          ))}
      </nav>
      <Outlet />
    </div>
  )
}
