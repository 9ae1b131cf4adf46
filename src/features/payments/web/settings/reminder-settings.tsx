import { Link } from 'react-router'
import { useSaveSettings, useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { SwitchLine } from '#features/settings/web/switch-line.tsx'
import { formatMoney } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { readDecimal, writeDecimal } from '#ui/inputs/decimal-input.tsx'
import { useText } from '#ui/texts.ts'
import { rulesOf } from '../../reminders.ts'
import { BaseRates } from './base-rates.tsx'

const LEVELS = [1, 2, 3] as const

/** When each level is reached, what it costs, and what the law adds. */
export function ReminderSettings() {
  const t = useText()
  const settings = useSettings()
  const write = useSaveSettings()
  if (!settings) return <Waiting lines={9} />
  const rules = rulesOf(settings.reminders)
  const save = (reminders: object, label: string) => write({ reminders }, label)
  const replaced = <One,>(all: readonly One[], at: number, value: One) =>
    all.map((one, index) => (index === at ? value : one))
  return (
    <SettingsPage title={t('reminders.settings_title')} text={t('reminders.settings_text')}>
      {LEVELS.map((level, at) => (
        <Part key={level} title={t('reminders.level_of', { level, name: t(`reminders.name.${level}`) })}>
          <EditField
            label={t('reminders.days')}
            type="number"
            value={String(rules.days[at])}
            onSave={(typed) => save({ days: replaced(rules.days, at, Number(typed)) }, t('reminders.days'))}
          >
            {t('reminders.days_after', { count: rules.days[at] ?? 0 })}
          </EditField>
          <EditField
            label={t('reminders.fee')}
            value={writeDecimal(rules.fees[at] ?? '', 2)}
            onSave={(typed) =>
              save({ fees: replaced(rules.fees, at, readDecimal(typed) || '0') }, t('reminders.fee'))
            }
          >
            {formatMoney(rules.fees[at] ?? '0', settings.currency)}
          </EditField>
        </Part>
      ))}
      <Part title={t('reminders.letter')}>
        <EditField
          label={t('reminders.pay_within')}
          type="number"
          value={String(rules.payWithin)}
          onSave={(typed) => save({ payWithin: Number(typed) }, t('reminders.pay_within'))}
        >
          {t('reminders.days_within', { count: rules.payWithin })}
        </EditField>
        <SwitchLine
          label={t('reminders.with_interest')}
          text={t('reminders.with_interest_text')}
          value={rules.interest}
          onSave={(interest) => save({ interest }, t('reminders.with_interest'))}
        />
        <SwitchLine
          label={t('reminders.with_lump')}
          text={t('reminders.with_lump_text')}
          value={rules.lumpSum}
          onSave={(lumpSum) => save({ lumpSum }, t('reminders.with_lump'))}
        />
      </Part>
      <Part title={t('reminders.texts')} text={t('reminders.texts_text')}>
        <div className="settings-line">
          <span className="settings-label">{t('blocks.place.reminder')}</span>
          <Link to="/settings/text-blocks">{t('blocks.title')}</Link>
        </div>
      </Part>
      <BaseRates />
    </SettingsPage>
  )
}
