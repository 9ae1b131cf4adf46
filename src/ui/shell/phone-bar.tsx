import { IconMenu2, IconPlus } from '@tabler/icons-react'
import { NavLink, useNavigate } from 'react-router'
import { Menu } from '../menu.tsx'
import { useText } from '../texts.ts'
import { begin, type CreateEntry, type NavEntry } from './pages.ts'
import { useOffer } from './shell-context.ts'

/** The bar at the thumb: the first entries, create, and everything else under "Mehr". */
export function PhoneBar() {
  const t = useText()
  const go = useNavigate()
  const { nav: all, create } = useOffer()
  const nav = all.filter(({ group }) => group !== 'palette')
  const shown = nav.length > 4 ? nav.slice(0, 3) : nav
  const rest = nav.slice(shown.length)
  const toItem = (entry: NavEntry | CreateEntry) => ({
    id: entry.id,
    label: t(entry.text),
    icon: entry.icon,
    run: () => begin(entry, go),
  })
  return (
    <nav className="phone-bar" aria-label={t('shell.navigation')}>
      {shown.map((entry) => (
        <NavLink key={entry.id} to={entry.path} className="phone-item">
          <entry.icon size={22} stroke={1.5} />
          {t(entry.text)}
        </NavLink>
      ))}
      {create.length > 0 && (
        <Menu
          label={t('shell.create')}
          items={create.map(toItem)}
          renderOpener={(props) => (
            <button type="button" className="phone-item" {...props}>
              <IconPlus size={22} stroke={1.5} />
              {t('shell.create')}
            </button>
          )}
        />
      )}
      {rest.length > 0 && (
        <Menu
          label={t('shell.more')}
          items={rest.map(toItem)}
          renderOpener={(props) => (
            <button type="button" className="phone-item" {...props}>
              <IconMenu2 size={22} stroke={1.5} />
              {t('shell.more')}
            </button>
          )}
        />
      )}
    </nav>
  )
}
