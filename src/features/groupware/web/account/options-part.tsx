import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { Part } from '#features/settings/web/settings-page.tsx'
import { SwitchLine } from '#features/settings/web/switch-line.tsx'
import { useText } from '#ui/texts.ts'
import { optionsUnder } from '../../account.ts'
import type { Account, AccountOptions } from '../../account.ts'
import { useAccountActs } from '../groupware-api.ts'

const AUTOMATIC = ['appointment', 'task', 'contact', 'mail'] as const
const BACK = [0, 31, 92, 366] as const
const AHEAD = [92, 366, 730, 1826] as const

/** What happens by itself, and who is right when both sides changed the same. */
export function OptionsPart({ account }: { account: Account }) {
  const t = useText()
  const acts = useAccountActs()
  const { automatic: firm = false } = useSettings()?.groupware ?? {}
  const { options } = account
  const { automatic } = optionsUnder({ automatic: firm }, options)
  const save = (part: Partial<AccountOptions>) => acts.change(account, { options: part })
  const choice = <Value extends string>(values: readonly Value[], word: (value: Value) => string) =>
    values.map((value) => ({ value, label: word(value) }))
  const winner = options.winner.appointment
  if (account.kind === 'file') return null
  return (
    <Part title={t('groupware.options')} {...(firm && { text: t('groupware.firm_automatic') })}>
      {AUTOMATIC.map((area) => (
        <SwitchLine
          key={area}
          label={t(`groupware.auto.${area}`)}
          text={t(`groupware.auto.${area}_text`)}
          value={automatic[area]}
          fixed={firm && (area === 'appointment' || area === 'task')}
          onSave={(value) => save({ automatic: { ...options.automatic, [area]: value } })}
        />
      ))}
      <SwitchLine
        label={t('groupware.auto.times')}
        text={t('groupware.auto.times_text')}
        value={options.refreshTimes}
        onSave={(refreshTimes) => save({ refreshTimes })}
      />
      <ChoiceLine
        label={t('groupware.winner')}
        hint={t('groupware.winner_text')}
        value={winner}
        options={choice(['ours', 'theirs'] as const, (value) => t(`groupware.winner.${value}`))}
        onSave={(value) => {
          const side = value === 'theirs' ? 'theirs' : 'ours'
          return save({ winner: { appointment: side, task: side, contact: side } })
        }}
      />
      <ChoiceLine
        label={t('groupware.removed')}
        value={options.removedThere}
        options={choice(['ask', 'remove'] as const, (value) => t(`groupware.removed.${value}`))}
        onSave={(value) => save({ removedThere: value === 'remove' ? 'remove' : 'ask' })}
      />
      <ChoiceLine
        label={t('groupware.private')}
        value={options.privateItems}
        options={choice(['skip', 'time'] as const, (value) => t(`groupware.private.${value}`))}
        onSave={(value) => save({ privateItems: value === 'time' ? 'time' : 'skip' })}
      />
      <ChoiceLine
        label={t('groupware.window_back')}
        value={String(options.daysBack)}
        options={days(BACK, options.daysBack).map((count) => ({
          value: String(count),
          label: t('groupware.window.back', { count }),
        }))}
        onSave={(value) => save({ daysBack: Number(value) })}
      />
      <ChoiceLine
        label={t('groupware.window_ahead')}
        value={String(options.daysAhead)}
        options={days(AHEAD, options.daysAhead).map((count) => ({
          value: String(count),
          label: t('groupware.window.ahead', { count }),
        }))}
        onSave={(value) => save({ daysAhead: Number(value) })}
      />
      <ChoiceLine
        label={t('groupware.after')}
        hint={t('groupware.after_text')}
        value={options.afterImport}
        options={choice(['leave', 'move'] as const, (value) => t(`groupware.after.${value}`))}
        onSave={(value) => save({ afterImport: value === 'move' ? 'move' : 'leave' })}
      />
      <SwitchLine
        label={t('groupware.lead')}
        text={t('groupware.lead_text')}
        value={options.contactsLead}
        onSave={(contactsLead) => save({ contactsLead })}
      />
      <SwitchLine
        label={t('groupware.notes')}
        text={t('groupware.notes_text')}
        value={options.notes}
        onSave={(notes) => save({ notes })}
      />
      <SwitchLine
        label={t('groupware.pictures')}
        text={t('groupware.pictures_text')}
        value={options.pictures}
        onSave={(pictures) => save({ pictures })}
      />
    </Part>
  )
}

/** The usual ones, and what it is now. */
function days(usual: readonly number[], now: number): number[] {
  return [...new Set([...usual, now])].sort((a, b) => a - b)
}
