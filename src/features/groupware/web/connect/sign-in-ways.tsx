import { IconBrandGoogle, IconBrandWindows, IconLogin2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '#ui/texts.ts'
import type { SignInStart } from '../../sign-in.ts'
import { useOffer, useSignIn } from './use-sign-in.ts'

const BIG = { microsoft: IconBrandWindows, google: IconBrandGoogle } as const

interface SignInWaysProps {
  /** What is known of the account so far. */
  start: SignInStart
  /** Whose the typed address was found to be; that stands elsewhere. */
  suggested: 'microsoft' | 'google' | null
}

/** Signing in at Microsoft and Google, each with what it brings, or who has to do what first. */
export function SignInWays({ start, suggested }: SignInWaysProps) {
  return (['microsoft', 'google'] as const)
    .filter((which) => which !== suggested)
    .map((which) => <BigWay key={which} which={which} start={start} />)
}

interface BigWayProps {
  which: 'microsoft' | 'google'
  start: SignInStart
  /** The typed address was found to be one of theirs. */
  isSuggested?: boolean
}

/** One of the two. */
export function BigWay({ which, start, isSuggested = false }: BigWayProps) {
  const t = useText()
  const offer = useOffer(which)
  const { busy, signIn } = useSignIn()
  const Icon = BIG[which]
  const title = t(which === 'google' ? 'groupware.kind.google' : 'groupware.kind.graph')
  return (
    <Way
      title={isSuggested ? t('groupware.way.suggested', { provider: title }) : title}
      text={
        offer?.isReady === false
          ? t(`groupware.way.${which}_missing`)
          : t(isSuggested ? `groupware.way.${which}_why` : `groupware.way.${which}`)
      }
      isSuggested={isSuggested}
    >
      {offer?.isReady && (
        <button
          type="button"
          className={`button${isSuggested ? ' primary' : ''}`}
          disabled={busy}
          onClick={() => void signIn({ ...start, provider: which })}
        >
          <Icon size={16} stroke={1.75} />
          {t(`groupware.sign_in.${which}`)}
        </button>
      )}
    </Way>
  )
}

/** In place of a password: signing in at the provider that the firm has registered for its own servers. */
export function FirmWay({ start }: { start: SignInStart }) {
  const t = useText()
  const offer = useOffer('other')
  const { busy, signIn } = useSignIn()
  if (!offer?.isReady) return null
  const name = offer.name || t('groupware.way.firm_name')
  const hasServer = Boolean(start.imap ?? start.caldav ?? start.carddav)
  return (
    <Way title={t('groupware.way.firm')} text={t('groupware.way.firm_text')}>
      <button
        type="button"
        className="button"
        disabled={!hasServer || busy}
        onClick={() => void signIn({ ...start, provider: 'other' })}
      >
        <IconLogin2 size={16} stroke={1.75} />
        {t('groupware.sign_in.other', { name })}
      </button>
    </Way>
  )
}

interface WayProps {
  title: string
  text: string
  isSuggested?: boolean
  /** The button that leads there. */
  children: ReactNode
}

export function Way({ title, text, isSuggested = false, children }: WayProps) {
  return (
    <div className={`sign-in-way${isSuggested ? ' suggested' : ''}`}>
      <div className="grow">
        <strong>{title}</strong>
        <small>{text}</small>
      </div>
      {children}
    </div>
  )
}
