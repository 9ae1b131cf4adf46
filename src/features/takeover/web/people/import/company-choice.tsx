import { findContacts } from '#features/contacts/web/contact-api.ts'
import type { CompanyMatchAnswer } from '#features/duplicates/company-hit.ts'
import { formatWords } from '#ui/format.ts'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import type { Employer } from '../../../card-decision.ts'
import { percent } from './card-line.tsx'

interface CompanyChoiceProps {
  matches: CompanyMatchAnswer['matches']
  allowsAlone: boolean
  value: Employer | null
  onChange: (employer: Employer | null) => void
}

const MOST = 4
const NEW = 'new:'

/** Whom somebody works for: a suggestion, any other company, a new one, or nobody. */
export function CompanyChoice({ matches, allowsAlone, value, onChange }: CompanyChoiceProps) {
  const t = useText()
  const shown = matches.slice(0, MOST)
  const isSuggested = value?.kind === 'known' && shown.some(({ companyId }) => companyId === value.id)
  const chosen =
    value === null || value.kind === 'none' || isSuggested
      ? null
      : value.kind === 'new'
        ? { id: NEW + value.name, name: t('people.new_company', { name: value.name }) }
        : { id: value.id, name: value.name }
  return (
    <fieldset className="company-choice">
      <legend>{t('people.company')}</legend>
      {shown.map(({ companyId, displayName, confidence, reasons }) => (
        <label key={companyId} className="export-choice">
          <input
            type="radio"
            name="company"
            checked={value?.kind === 'known' && value.id === companyId}
            onChange={() => onChange({ kind: 'known', id: companyId, name: displayName })}
          />
          <span>
            {displayName} <span className="muted num">{percent(confidence)}</span>
            <small>{formatWords(reasons.map((reason) => t(`duplicates.employer.${reason}`)))}</small>
          </span>
        </label>
      ))}
      {allowsAlone && (
        <label className="export-choice">
          <input
            type="radio"
            name="company"
            checked={value?.kind === 'none'}
            onChange={() => onChange({ kind: 'none' })}
          />
          <span>
            {t('people.private_person')}
            <small>{t('people.private_person_text')}</small>
          </span>
        </label>
      )}
      <RecordChooser
        label={t(shown.length > 0 ? 'people.other_company' : 'people.search_company')}
        kind="contact"
        scope="company"
        value={chosen}
        find={(q, signal) => findContacts(q, signal, 'company')}
        onChange={(choice) => onChange(choice && employerOf(choice))}
        onCreate={(name) => Promise.resolve({ id: NEW + name, name })}
      />
    </fieldset>
  )
}

/** A new company is made together with its person. */
function employerOf({ id, name }: { id: string; name: string }): Employer {
  return id.startsWith(NEW) ? { kind: 'new', name: id.slice(NEW.length) } : { kind: 'known', id, name }
}
