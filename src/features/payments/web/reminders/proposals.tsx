import { IconMailPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { rulesOf } from '../../reminders.ts'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { ReminderProposal } from '../../reminder-letter.ts'
import { ProposalCard } from './proposal-card.tsx'
import { useReminders } from './reminders-api.ts'

interface ProposalsProps {
  all: readonly ReminderProposal[]
  /** What one came for: a customer, or documents chosen elsewhere. */
  wanted: { contact: string | null; invoiceIds: string[] | undefined }
  onAll: () => void
}

const keyOf = ({ contact, currency }: ReminderProposal) => `${contact.id} ${currency}`

/** The letters that can be written today. One chooses which, and of which documents. */
export function Proposals({ all, wanted: { contact, invoiceIds }, onAll }: ProposalsProps) {
  const t = useText()
  const settings = useSettings()
  const { create } = useReminders()
  const shown = all.filter(
    (one) =>
      (!contact || one.contact.id === contact) &&
      (!invoiceIds || one.invoices.some(({ id }) => invoiceIds.includes(id))),
  )
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        invoiceIds &&
          shown
            .flatMap(({ invoices }) => invoices.map(({ id }) => id))
            .filter((id) => !invoiceIds.includes(id)),
      ),
  )
  const [busy, setBusy] = useState(false)
  if (!settings) return null
  const rules = rulesOf(settings.reminders)
  const chosen = shown
    .map((one) => ({ one, ids: one.invoices.map(({ id }) => id).filter((id) => !left.has(id)) }))
    .filter(({ ids }) => ids.length > 0)
  const choose = (ids: string[], isChosen: boolean) =>
    setLeft(new Set(isChosen ? [...left].filter((id) => !ids.includes(id)) : [...left, ...ids]))
  const write = async () => {
    setBusy(true)
    const letters = chosen.map(({ one, ids }) => ({
      contactId: one.contact.id,
      currency: one.currency,
      invoiceIds: ids,
    }))
    await create(letters).catch(complain)
    setBusy(false)
  }
  const missed = invoiceIds
    ? invoiceIds.filter((id) => !shown.some(({ invoices }) => invoices.some((one) => one.id === id))).length
    : 0
  return (
    <section className="reminder-part">
      <header>
        <h2>{t('reminders.due')}</h2>
        {(contact || invoiceIds) && (
          <button type="button" className="button small ghost" onClick={onAll}>
            {t('reminders.show_all')}
          </button>
        )}
        <span className="grow" />
        {shown.length > 0 && (
          <button
            type="button"
            className="button primary"
            disabled={busy || chosen.length === 0}
            onClick={() => void write()}
          >
            <IconMailPlus size={16} stroke={2} />
            {t('reminders.write', { count: chosen.length })}
          </button>
        )}
      </header>
      {missed > 0 && <p className="reminder-hint">{t('reminders.not_due', { count: missed })}</p>}
      {shown.length === 0 ? (
        <p className="reminder-none">
          {t(contact ? 'reminders.none_of' : 'reminders.none', { days: rules.days[0] })}
        </p>
      ) : (
        <>
          {shown.map((one) => (
            <ProposalCard key={keyOf(one)} proposal={one} {...{ rules, left, choose }} />
          ))}
          <HowItCounts />
        </>
      )}
    </section>
  )
}

/** By which law interest and the lump sum are asked for. */
function HowItCounts() {
  const t = useText()
  return (
    <details className="reminder-law">
      <summary>{t('reminders.law')}</summary>
      <ul>
        {(['interest', 'consumer', 'lump', 'fee', 'abroad'] as const).map((one) => (
          <li key={one}>{t(`reminders.law.${one}`)}</li>
        ))}
      </ul>
    </details>
  )
}
