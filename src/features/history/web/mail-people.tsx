import { IconArrowRight } from '@tabler/icons-react'
import { useText } from '#ui/texts.ts'
import type { MailHead } from '../mail-head.ts'
import './mail-people.css'

type Person = MailHead['to'][number]

/** Who wrote to whom; of many the first ones, and how many more. */
export function MailPeople({ mail: { from, to, cc, bcc } }: { mail: MailHead }) {
  const t = useText()
  const others = [...to, ...cc, ...bcc]
  const shown = others.slice(0, 2)
  const more = others.length - shown.length
  return (
    <span className="mail-people" title={others.map(({ email }) => email).join(', ')}>
      <strong title={from?.email}>{from ? nameOf(from) : '–'}</strong>
      <IconArrowRight size={14} stroke={1.75} role="img" aria-label={t('timeline.mail.to')} />
      {shown.map(nameOf).join(', ') || '–'}
      {more > 0 && <span className="muted"> {t('timeline.mail.more', { count: more })}</span>}
    </span>
  )
}

const nameOf = ({ name, email }: Person) => name || email
