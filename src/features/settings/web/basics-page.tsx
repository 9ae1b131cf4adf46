import { EditField } from '#ui/inputs/edit-field.tsx'
import { useLanguage, useText, type TextKey } from '#ui/texts.ts'
import type { Settings } from '../settings.ts'
import { countries, regionsOf, statesOf, type Country } from '../states.ts'
import { ChoiceLine } from './choice-line.tsx'
import { countryOptions, currencyOptions } from './regions.ts'
import { useSaveSettings, useSettings } from './settings-api.ts'
import { Part, SettingsPage, Waiting } from './settings-page.tsx'

/** How Kontor behaves for everybody. */
export function BasicsPage() {
  const t = useText()
  const settings = useSettings()
  if (!settings) return <Waiting lines={9} />
  return (
    <SettingsPage title={t('settings.basics')} text={t('settings.basics_text')}>
      <Home settings={settings} />
      <Holidays settings={settings} />
      <Part title={t('settings.cascade')} text={t('settings.cascade_text')}>
        <Cascade settings={settings} field="cascadeTags" />
        <Cascade settings={settings} field="cascadeTemperature" />
      </Part>
      <Part title={t('settings.storage')}>
        <NumberLine
          label={t('settings.max_megabytes')}
          value={settings.files.maxMegabytes ?? 25}
          patch={(maxMegabytes) => ({ files: { maxMegabytes } })}
        />
        <NumberLine
          label={t('settings.bin_days')}
          value={settings.bin.days ?? 30}
          patch={(days) => ({ bin: { days } })}
        />
      </Part>
    </SettingsPage>
  )
}

function Home({ settings }: { settings: Settings }) {
  const t = useText()
  const language = useLanguage()
  const save = useSaveSettings()
  return (
    <Part title={t('settings.home')} text={t('settings.home_text')}>
      <ChoiceLine
        label={t('settings.country')}
        value={settings.country}
        options={countryOptions(language)}
        onSave={(country) => save({ country }, t('settings.country'))}
      />
      <ChoiceLine
        label={t('settings.currency')}
        value={settings.currency}
        options={currencyOptions(language)}
        onSave={(currency) => save({ currency }, t('settings.currency'))}
      />
      <ChoiceLine
        label={t('settings.language')}
        hint={t('settings.language_hint')}
        value={settings.language}
        options={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
        onSave={(chosen) => save({ language: chosen }, t('settings.language'))}
      />
    </Part>
  )
}

function Holidays({ settings: { holidays } }: { settings: Settings }) {
  const t = useText()
  const save = useSaveSettings()
  const country: Country = holidays.country ?? 'DE'
  const parts = regionsOf(country, holidays.state)
  const whole = { value: '', label: t('settings.holidays.whole') }
  return (
    <Part title={t('settings.holidays')} text={t('settings.holidays_text')}>
      <ChoiceLine
        label={t('settings.holidays.country')}
        value={country}
        options={countries.map((value) => ({ value, label: t(`setup.country.${value}`) }))}
        onSave={(value) =>
          save({ holidays: { country: value, state: null, region: null } }, t('settings.holidays'))
        }
      />
      <ChoiceLine
        label={t(country === 'CH' ? 'setup.canton' : 'setup.state')}
        value={holidays.state ?? ''}
        options={[whole, ...statesOf(country)]}
        onSave={(state) => save({ holidays: { state: state || null, region: null } }, t('settings.holidays'))}
      />
      {parts.length > 0 && (
        <ChoiceLine
          label={t('settings.holidays.region')}
          value={holidays.region ?? ''}
          options={[
            { value: '', label: t('settings.holidays.everywhere') },
            ...parts.map((value) => ({ value, label: t(`settings.region.${value}` as TextKey) })),
          ]}
          onSave={(region) => save({ holidays: { region: region || null } }, t('settings.holidays'))}
        />
      )}
    </Part>
  )
}

const answers = { ask: null, yes: true, no: false } as const

function Cascade({ settings, field }: { settings: Settings; field: keyof Settings['contacts'] }) {
  const t = useText()
  const save = useSaveSettings()
  const now = settings.contacts[field] ?? null
  const label = t(`settings.${field}`)
  return (
    <ChoiceLine
      label={label}
      value={now === null ? 'ask' : now ? 'yes' : 'no'}
      options={(['ask', 'yes', 'no'] as const).map((value) => ({
        value,
        label: t(`settings.cascade.${value}`),
      }))}
      onSave={(value) => save({ contacts: { [field]: answers[value as keyof typeof answers] } }, label)}
    />
  )
}

interface NumberLineProps {
  label: string
  value: number
  patch: (value: number) => object
}

function NumberLine({ label, value, patch }: NumberLineProps) {
  const save = useSaveSettings()
  return (
    <EditField
      label={label}
      type="number"
      value={String(value)}
      onSave={(typed) => save(patch(Number(typed)), label)}
    />
  )
}
