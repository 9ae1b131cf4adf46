import { IconChartBar, IconLayoutKanban, IconList } from '@tabler/icons-react'
import { Link, useLocation } from 'react-router'
import { useCommands } from '#ui/keys.ts'
import { useText } from '#ui/texts.ts'
import { openOpportunityForm } from './dialogs.ts'

const views = [
  { to: '/opportunities/board', text: 'opportunities.board', Icon: IconLayoutKanban },
  { to: '/opportunities', text: 'opportunities.list', Icon: IconList },
  { to: '/opportunities/forecast', text: 'opportunities.forecast', Icon: IconChartBar },
] as const

/** The three ways to look at opportunities; `n` begins a new one in each. */
export function ViewSwitch() {
  const t = useText()
  const { pathname } = useLocation()
  useCommands('opportunities.title', [
    {
      id: 'opportunities.new',
      text: 'opportunities.new',
      keys: ['n'],
      run: () => void openOpportunityForm({}),
    },
  ])
  return (
    <nav className="view-switch" aria-label={t('opportunities.views')}>
      {views.map(({ to, text, Icon }) => (
        <Link key={to} to={to} title={t(text)} {...(pathname === to && { 'aria-current': 'page' })}>
          <Icon size={16} stroke={1.75} />
          <span>{t(text)}</span>
        </Link>
      ))}
    </nav>
  )
}
