import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { useSaveSettings, useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import type { Settings } from '#features/settings/settings.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useLanguage, useText, type TextKey } from '#ui/texts.ts'
import { ACCOUNT_KEYS, accountsOf } from '../../accounts.ts'

/** Which client a firm is to its tax adviser, and on which accounts it books. */
export function BooksSettings() {
  const t = useText()
  const settings = useSettings()
  if (!settings) return <Waiting lines={9} />
  const { bookkeeping } = settings
  return (
    <SettingsPage title={t('books.settings')} text={t('books.settings_text')}>
      <Part title={t('books.client_of')} text={t('books.client_of_text')}>
        <NumberLine field="consultant" value={bookkeeping.consultant} />
        <NumberLine field="client" value={bookkeeping.client} />
        <YearStart value={bookkeeping.yearStart ?? '01-01'} />
      </Part>
      <Chart bookkeeping={bookkeeping} />
      <Part title={t('books.accounts_of')} text={t('books.accounts_of_text')}>
        {ACCOUNT_KEYS.map((key) => (
          <AccountLine key={key} name={key} bookkeeping={bookkeeping} />
        ))}
      </Part>
    </SettingsPage>
  )
}

type Bookkeeping = Settings['bookkeeping']

function Chart({ bookkeeping }: { bookkeeping: Bookkeeping }) {
  const t = useText()
  const save = useSaveSettings()
  const { chart, accountLength, firstDebtor } = accountsOf(bookkeeping)
  return (
    <Part title={t('books.chart')} text={t('books.chart_text')}>
      <ChoiceLine
        label={t('books.chart')}
        value={chart}
        options={[
          { value: 'skr03', label: 'SKR03' },
          { value: 'skr04', label: 'SKR04' },
        ]}
        onSave={(value) => save({ bookkeeping: { chart: value } }, t('books.chart'))}
      />
      <ChoiceLine
        label={t('books.account_length')}
        hint={t('books.account_length_hint')}
        value={String(accountLength)}
        options={['4', '5', '6', '7', '8'].map((value) => ({ value, label: value }))}
        onSave={(value) => save({ bookkeeping: { accountLength: Number(value) } }, t('books.account_length'))}
      />
      <NumberLine field="firstDebtor" value={bookkeeping.firstDebtor} placeholder={String(firstDebtor)} />
    </Part>
  )
}

interface NumberLineProps {
  field: 'consultant' | 'client' | 'firstDebtor'
  value: number | undefined
  placeholder?: string
}

function NumberLine({ field, value, placeholder }: NumberLineProps) {
  const t = useText()
  const save = useSaveSettings()
  const label = t(`books.${field}`)
  return (
    <EditField
      label={label}
      type="number"
      value={value === undefined ? '' : String(value)}
      {...(placeholder && { placeholder })}
      onSave={(typed) => save({ bookkeeping: { [field]: typed === '' ? null : Number(typed) } }, label)}
    />
  )
}

function YearStart({ value }: { value: string }) {
  const t = useText()
  const language = useLanguage()
  const save = useSaveSettings()
  const months = Array.from({ length: 12 }, (_, at) => new Date(2026, at, 1))
  return (
    <ChoiceLine
      label={t('books.year_start')}
      value={value}
      options={months.map((day) => ({
        value: `${String(day.getMonth() + 1).padStart(2, '0')}-01`,
        label: day.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
          day: 'numeric',
          month: 'long',
        }),
      }))}
      onSave={(yearStart) => save({ bookkeeping: { yearStart } }, t('books.year_start'))}
    />
  )
}

/** One account: the chart's stands there until the firm names its own; emptied it is the chart's again. */
function AccountLine({ name, bookkeeping }: { name: string; bookkeeping: Bookkeeping }) {
  const t = useText()
  const save = useSaveSettings()
  const label = t(`books.account.${name}` as TextKey)
  const { chart, accountLength } = accountsOf(bookkeeping)
  const own = name === 'bank' ? bookkeeping.bankAccount : bookkeeping.accounts?.[name]
  const patch = (account: string | null) =>
    name === 'bank' ? { bankAccount: account } : { accounts: { [name]: account } }
  return (
    <EditField
      label={label}
      value={own ?? ''}
      placeholder={accountsOf({ chart, accountLength }).of(name) ?? ''}
      onSave={(typed) => save({ bookkeeping: patch(typed.trim() || null) }, label)}
    />
  )
}
