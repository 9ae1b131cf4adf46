import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useState } from 'react'
import { NavLink } from 'react-router'
import { KeyCaps } from '../key-caps.tsx'
import { useText } from '../texts.ts'
import { Logo } from './logo.tsx'
import type { NavEntry } from './pages.ts'
import { useOffer } from './shell-context.ts'
import { UserMenu } from './user-menu.tsx'

/** The navigation at the left, wide with words or narrow with icons. */
export function Navigation() {
  const t = useText()
  const { nav } = useOffer()
  const [narrow, setNarrow] = useState(() => localStorage.getItem('kontor.nav') === 'narrow')
  const groups = [...new Set(nav.map((entry) => entry.group))].filter(
    (group) => group !== 'foot' && group !== 'palette',
  )
  const toggle = () => {
    localStorage.setItem('kontor.nav', narrow ? 'wide' : 'narrow')
    setNarrow(!narrow)
  }
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={narrow ? 'nav narrow' : 'nav'} aria-label={t('shell.navigation')}>
      <div className="nav-head">
        <NavLink to="/" className="nav-brand">
          <Logo />
          {!narrow && 'Kontor'}
          {narrow && <span className="sr-only">Kontor</span>}
        </NavLink>
      </div>
      <div className="nav-scroll">
        {groups.map((group) => (
          <div key={group ?? ''} className="nav-group">
            {group && !narrow && <h2>{t(group)}</h2>}
            <Entries entries={nav.filter((entry) => entry.group === group)} narrow={narrow} />
          </div>
        ))}
      </div>
      <div className="nav-foot">
        <Entries entries={nav.filter((entry) => entry.group === 'foot')} narrow={narrow} />
        <button
          type="button"
          className="nav-item"
          onClick={toggle}
          aria-label={t(narrow ? 'shell.wide' : 'shell.narrow')}
        >
          <Toggle size={16} stroke={1.75} />
          {!narrow && <span className="grow cut">{t('shell.narrow')}</span>}
        </button>
        <UserMenu narrow={narrow} />
      </div>
    </nav>
  )
}

function Entries({ entries, narrow }: { entries: NavEntry[]; narrow: boolean }) {
  const t = useText()
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.id}>
          <NavLink to={entry.path} className="nav-item" title={narrow ? t(entry.text) : undefined}>
            <entry.icon size={16} stroke={1.75} />
            <span className={narrow ? 'sr-only' : 'grow cut'}>{t(entry.text)}</span>
            {!narrow && entry.keys && <KeyCaps keys={entry.keys} />}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}
