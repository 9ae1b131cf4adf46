import { Navigate, NavLink, Outlet, useSearchParams } from 'react-router'
import { useText } from '#ui/texts.ts'
import './visits.css'

const tabs = [
  { to: '/visits', text: 'visits.planning' },
  { to: '/visits/all', text: 'visits.list' },
  { to: '/visits/plans', text: 'visits.plans' },
  { to: '/visits/analysis', text: 'visits.analysis' },
] as const

/** What has to do with visits, one tab each. */
export function VisitsFrame() {
  const t = useText()
  const [params] = useSearchParams()
  const wanted = params.get('visit')
  // How other screens point at a visit.
  if (wanted) return <Navigate to={`/visits/${encodeURIComponent(wanted)}`} replace />
  return (
    <div className="visits">
      <nav className="visits-tabs" aria-label={t('visits.title')}>
        {tabs.map((tab) => (
          <NavLink key={tab.to} to={tab.to} end={tab.to === '/visits'}>
            {t(tab.text)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  )
}
