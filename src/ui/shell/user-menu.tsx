import { IconDeviceDesktop, IconDownload, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { useChooseLanguage, useSignOut, useUser } from '../api/session.ts'
import { Face } from '../face.tsx'
import { Menu, type MenuItem } from '../menu.tsx'
import { useInstall } from '../offline/install.ts'
import { mayLeave } from '../offline/leaving.ts'
import { chooseScheme, useScheme } from '../scheme.ts'
import { useLanguage, useText } from '../texts.ts'

/** The menu behind one's own picture: language, light or dark, signing out. */
export function UserMenu({ narrow, compact }: { narrow?: boolean; compact?: boolean }) {
  const t = useText()
  const user = useUser()
  const items = useUserItems()
  return (
    <Menu
      label={t('user.menu')}
      items={items}
      renderOpener={(props) => (
        <button type="button" className={compact ? 'icon-button' : 'nav-item'} {...props}>
          <Face name={user.name} />
          {(narrow || compact) && <span className="sr-only">{t('user.menu_of', { name: user.name })}</span>}
          {!narrow && !compact && <span className="grow cut">{user.name}</span>}
        </button>
      )}
    />
  )
}

function useUserItems(): MenuItem[] {
  const t = useText()
  const user = useUser()
  const language = useLanguage()
  const chooseLanguage = useChooseLanguage()
  const signOut = useSignOut()
  const chosen = useScheme()
  const install = useInstall()
  const leave = (where: 'here' | 'everywhere') =>
    void mayLeave(user.id).then((may) => may && signOut.mutate(where))
  const schemes = [
    { id: 'light', label: t('scheme.light'), icon: IconSun },
    { id: 'dark', label: t('scheme.dark'), icon: IconMoon },
    { id: 'auto', label: t('scheme.auto'), icon: IconDeviceDesktop },
  ] as const
  return [
    { id: 'language', divider: true, label: t('user.language') },
    ...(['de', 'en'] as const).map((id) => ({
      id,
      label: id === 'de' ? 'Deutsch' : 'English',
      checked: language === id,
      run: () => chooseLanguage.mutate(id),
    })),
    { id: 'scheme', divider: true, label: t('scheme') },
    ...schemes.map((scheme) => ({
      ...scheme,
      checked: chosen === scheme.id,
      run: () => chooseScheme(scheme.id),
    })),
    ...(install ? [{ id: 'install', label: t('user.install'), icon: IconDownload, run: install }] : []),
    { id: 'out', divider: true },
    { id: 'sign-out', label: t('user.sign_out'), icon: IconLogout, run: () => leave('here') },
    {
      id: 'sign-out-everywhere',
      label: t('user.sign_out_everywhere'),
      run: () => leave('everywhere'),
    },
  ]
}
