import { IconKeyboard, IconPlus, IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { JobsTray } from '../jobs/jobs-tray.tsx'
import { KeyCaps } from '../key-caps.tsx'
import { useCommands } from '../keys.ts'
import { Menu } from '../menu.tsx'
import { NoticesBell } from '../notices/notices-bell.tsx'
import { useText } from '../texts.ts'
import { usePhone } from '../use-phone.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { begin } from './pages.ts'
import { useOffer } from './shell-context.ts'
import { UserMenu } from './user-menu.tsx'

/** The bar on top: where am I, find, create, what runs, what is new, help. */
export function Header({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const t = useText()
  const phone = usePhone()
  const preload = () => void import('../palette/palette.tsx')
  return (
    <header className="header">
      <Breadcrumb />
      <button
        type="button"
        className="header-search"
        onClick={onSearch}
        onPointerEnter={preload}
        onFocus={preload}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={16} stroke={1.75} />
        <span className="grow cut">{t('palette.placeholder')}</span>
        {!phone && <KeyCaps keys="mod+k" />}
      </button>
      <span className="header-gap" />
      <CreateMenu />
      <JobsTray />
      <NoticesBell />
      {!phone && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('keys.open')}
          title={t('keys.open')}
          onClick={onHelp}
        >
          <IconKeyboard size={18} stroke={1.75} />
        </button>
      )}
      {phone && <UserMenu compact />}
    </header>
  )
}

function CreateMenu() {
  const t = useText()
  const go = useNavigate()
  const { create } = useOffer()
  const phone = usePhone()
  const frame = useRef<HTMLSpanElement>(null)
  const open = () => frame.current?.querySelector('button')?.click()
  useCommands('keys.everywhere', [
    { id: 'create', text: 'shell.create', keys: ['c'], keyOnly: true, run: open },
  ])
  if (!create.length || phone) return null
  const items = create.map((entry) => ({
    id: entry.id,
    label: t(entry.text),
    icon: entry.icon,
    keys: entry.keys,
    run: () => begin(entry, go),
  }))
  return (
    <span ref={frame}>
      <Menu
        label={t('shell.create')}
        side="end"
        items={items}
        renderOpener={(props) => (
          <button type="button" className="button primary" {...props}>
            <IconPlus size={16} stroke={2} />
            {t('shell.create')}
          </button>
        )}
      />
    </span>
  )
}
