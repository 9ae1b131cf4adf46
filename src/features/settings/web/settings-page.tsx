import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useMatch } from 'react-router'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import './settings.css'

interface SettingsPageProps {
  title: string
  /** One sentence: what is set here, and what it is good for. */
  text?: string
  actions?: ReactNode
  /** The list that this page is one of; without it phones lead back to all settings. */
  back?: { to: string; text: string }
  /** For tables, which take the room there is. */
  wide?: boolean
  children: ReactNode
}

/** One page of the settings: heading, one sentence, what can be done, and the parts. */
export function SettingsPage({ title, text, actions, back, wide, children }: SettingsPageProps) {
  const t = useText()
  const phone = usePhone()
  const inside = useMatch('/settings/*')
  const up = back ?? (phone && inside ? { to: '/settings', text: t('settings') } : undefined)
  return (
    <div className={wide ? 'settings-page wide' : 'settings-page'}>
      {up && (
        <Link className="settings-back" to={up.to}>
          <IconChevronLeft size={18} stroke={1.75} />
          {up.text}
        </Link>
      )}
      <header className="settings-head">
        <div className="grow">
          <h1>{title}</h1>
          {text && <p>{text}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with what belongs together. */
export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="settings-part">
      <header>
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </header>
      <div className="settings-lines">{children}</div>
    </section>
  )
}

/** Grey lines where the page will be, if it takes longer than a moment. */
export function Waiting({ lines = 5 }: { lines?: number }) {
  const t = useText()
  return (
    <div className="settings-wait late" role="status" aria-label={t('list.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="bone" style={{ width: `${40 + ((index * 17) % 45)}%` }} />
      ))}
    </div>
  )
}
