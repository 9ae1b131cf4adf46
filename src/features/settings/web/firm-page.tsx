import { checkIban, formatIban, normaliseIban } from '#kernel/iban.ts'
import { checkVatId, formatVatId, normaliseVatId } from '#kernel/vat-id.ts'
import type { Finding } from '#kernel/finding.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useLanguage, useText, type TextKey } from '#ui/texts.ts'
import type { Settings } from '../settings.ts'
import { ChoiceLine } from './choice-line.tsx'
import { LogoPart } from './logo-part.tsx'
import { countryOptions } from './regions.ts'
import { useSaveSettings, useSettings } from './settings-api.ts'
import { Part, SettingsPage, Waiting } from './settings-page.tsx'
import { SwitchLine } from './switch-line.tsx'

type Firm = Settings['firm']
type Field = Exclude<keyof Firm, 'smallBusiness' | 'cashAccounting' | 'logoHash'>

interface Line {
  field: Field
  type?: 'email' | 'tel' | 'url'
  check?: (text: string) => Finding | null
  write?: (text: string) => string
  show?: (text: string) => string
}

const postal: Line[] = [
  { field: 'street' },
  { field: 'houseNumber' },
  { field: 'postalCode' },
  { field: 'city' },
]
const reach: Line[] = [
  { field: 'phone', type: 'tel' },
  { field: 'email', type: 'email' },
  { field: 'website' },
  { field: 'contactName' },
]
const law: Line[] = [{ field: 'legalForm' }, { field: 'seat' }, { field: 'register' }, { field: 'directors' }]
const taxes: Line[] = [
  { field: 'taxNumber' },
  { field: 'vatId', check: checkVatId, write: normaliseVatId, show: formatVatId },
]
const bank: Line[] = [
  { field: 'accountHolder' },
  { field: 'iban', check: checkIban, write: normaliseIban, show: formatIban },
  { field: 'bic', write: bare },
  { field: 'bankName' },
  { field: 'creditorId', write: bare },
]

/** Without the spaces people write. */
function bare(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase()
}

/** Who the firm is: what stands on invoices, in letters and behind every question to the office. */
export function FirmPage() {
  const t = useText()
  const language = useLanguage()
  const settings = useSettings()
  const save = useSaveSettings()
  if (!settings) return <Waiting lines={9} />
  const { firm, country } = settings
  const lines = (list: Line[]) => list.map((line) => <FirmLine key={line.field} {...line} firm={firm} />)
  return (
    <SettingsPage title={t('settings.firm')} text={t('settings.firm_text')}>
      <Part title={t('settings.firm.who')}>
        {lines([{ field: 'name' }])}
        {lines(postal)}
        <ChoiceLine
          label={t('settings.firm.country')}
          value={firm.country ?? country}
          options={countryOptions(language)}
          onSave={(value) => save({ firm: { country: value } }, t('settings.firm.country'))}
        />
      </Part>
      <Part title={t('settings.firm.reach')}>{lines(reach)}</Part>
      <Part title={t('settings.firm.law')} text={t('settings.firm.law_text')}>
        {lines(law)}
      </Part>
      <Part title={t('settings.firm.taxes')} text={t('settings.firm.taxes_text')}>
        {lines(taxes)}
        {(['smallBusiness', 'cashAccounting'] as const).map((field) => (
          <SwitchLine
            key={field}
            label={t(`settings.firm.${field}`)}
            text={t(`settings.firm.${field}_text`)}
            value={firm[field] ?? false}
            onSave={(value) => save({ firm: { [field]: value } }, t(`settings.firm.${field}`))}
          />
        ))}
      </Part>
      <Part title={t('settings.firm.bank')} text={t('settings.firm.bank_text')}>
        {lines(bank)}
      </Part>
      <LogoPart />
    </SettingsPage>
  )
}

function FirmLine({ field, type, check, write, show, firm }: Line & { firm: Firm }) {
  const t = useText()
  const save = useSaveSettings()
  const value = firm[field] ?? ''
  const label = t(`settings.firm.${field}`)
  return (
    <EditField
      label={label}
      value={value && (show?.(value) ?? value)}
      {...(type && { type })}
      onSave={async (typed) => {
        const finding = typed.trim() ? check?.(typed) : undefined
        if (finding) throw new Error(t(`problem.${finding.code}` as TextKey))
        const written = write?.(typed) ?? typed.trim()
        await save({ firm: { [field]: written === '' ? null : written } }, label)
      }}
    />
  )
}
