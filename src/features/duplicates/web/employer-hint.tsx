import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconBuilding } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import type { FormSlots } from '#features/contacts/web/form/form-slots.ts'
import type { ContactNew } from '#features/contacts/contact.ts'
import { formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import './duplicates.css'
import { employerQuery } from './duplicates-api.ts'

type EmployerProps = ComponentProps<NonNullable<FormSlots['Employer']>>

const pause = 350
const most = 2

/** "Gehört zu Müller GmbH? – gleiche Domain": one click puts the person under the company. */
export function EmployerHint({ input, onChoose }: EmployerProps) {
  const t = useText()
  const { companyName, details = [] } = input
  const told = details.filter((row) => (row.kind === 'email' || row.kind === 'phone') && row.value.length > 5)
  const question: ContactNew = { kind: 'person', ...(companyName && { companyName }), details: told }
  const typed = companyName || told.length > 0 ? JSON.stringify(question) : ''
  const [asked] = useDebouncedValue(typed, pause)
  const options = employerQuery(asked ? (JSON.parse(asked) as ContactNew) : { kind: 'person' })
  const { data } = useQuery({ ...options, enabled: asked !== '' && typed !== '' })
  if (!typed || !data?.matches.length) return null
  return (
    <div className="employer-hint" role="status">
      {data.matches.slice(0, most).map(({ companyId, displayName, reasons }) => (
        <button
          key={companyId}
          type="button"
          className="button small"
          title={t('duplicates.employer.choose')}
          onClick={() => onChoose({ id: companyId, name: displayName })}
        >
          <IconBuilding size={14} stroke={1.75} />
          <span className="cut">{t('duplicates.employer', { name: displayName })}</span>
          <span className="muted cut">
            {formatWords(reasons.slice(0, 2).map((reason) => t(`duplicates.employer.${reason}`)))}
          </span>
        </button>
      ))}
    </div>
  )
}
