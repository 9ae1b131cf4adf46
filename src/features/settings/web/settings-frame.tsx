import { IconChevronRight } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { Navigate, NavLink, Outlet, useMatch } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { GROUPS, type Section } from './sections.ts'
import './settings.css'
import '#ui/list/bar.css'
import '#ui/list/list.css'

/** The frame of the settings: a second navigation beside the page; on a phone a list that opens pages. */
export function settingsFrame(sections: Section[]): ComponentType {
  return function SettingsFrame() {
    const phone = usePhone()
    const { role } = useUser()
    const path = useMatch('/settings/:path')?.params.path
    const mine = sections.filter(
      ({ may }) => may === 'everybody' || role === 'admin' || (may === 'user' && role === 'user'),
    )
    const shown = mine.some((section) => section.path === path)
    if (!path && !phone) return <Navigate to={`/settings/${mine[0]?.path}`} replace />
    return (
      <div className="settings">
        {(!phone || !path) && <SettingsNavigation sections={mine} />}
        {path && <div className="settings-content">{shown ? <Outlet /> : <Forbidden />}</div>}
      </div>
    )
  }
}

function SettingsNavigation({ sections }: { sections: Section[] }) {
  const t = useText()
  const groups = GROUPS.filter((group) => sections.some((section) => section.group === group))
  return (
    <nav className="settings-nav" aria-label={t('settings')} ref={showOpenOne}>
      <h1>{t('settings')}</h1>
      {groups.map((group) => (
        <section key={group}>
          <h2>{t(`settings.group.${group}`)}</h2>
          <ul>
            {sections
              .filter((section) => section.group === group)
              .map((section) => (
                <li key={section.path}>
                  <NavLink to={`/settings/${section.path}`} className="nav-item">
                    <section.icon size={16} stroke={1.75} />
                    <span className="grow cut">{t(section.title)}</span>
                    <IconChevronRight className="settings-onward" size={16} stroke={1.75} />
                  </NavLink>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** Whoever comes by a link sees in the long list where they are. */
function showOpenOne(list: HTMLElement | null): void {
  list?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
}

function Forbidden() {
  const t = useText()
  return <EmptyList title={t('settings.forbidden')} text={t('settings.forbidden_hint')} />
}
