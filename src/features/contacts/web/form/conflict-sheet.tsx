import type { Vocabulary } from '../contact-api.ts'
import { given } from '#kernel/given.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import type { Detail } from '../../detail.ts'
import { clashes, type Patch } from '../change-contact.ts'
import { nameOf, useVocabulary } from '../contact-api.ts'
import { customWords } from '../custom-words.ts'
import { linesOf } from '../list/reach.ts'
import './contact-form.css'

interface ConflictSheetProps {
  contact: Contact
  theirs: Contact
  patch: Patch
  onDone: (mine: boolean) => void
}

/** Somebody else changed the same fields: shows both values side by side and lets one choose. */
export function ConflictSheet({ contact, theirs, patch, onDone }: ConflictSheetProps) {
  const t = useText()
  const known = useVocabulary()
  const who = theirs.updatedBy ? nameOf(known, theirs.updatedBy) : '–'
  const fields = clashes(contact, theirs, patch)
  const mine = { ...contact, ...given(patch) }
  return (
    <Sheet
      title={t('contacts.conflict.title', { who, name: contact.displayName })}
      onClose={() => onDone(false)}
    >
      <div className="sheet-body sheet-words">
        <p>{t('contacts.conflict.text')}</p>
        <table className="conflict">
          <thead>
            <tr>
              <th>
                <span className="sr-only">{t('contacts.conflict.field')}</span>
              </th>
              <th scope="col">{t('contacts.conflict.theirs', { who })}</th>
              <th scope="col">{t('contacts.conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{t(fieldNames[field])}</th>
                <td>{words(field, theirs, known, t)}</td>
                <td>{words(field, mine, known, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" autoFocus onClick={() => onDone(false)}>
          {t('contacts.conflict.keep', { who })}
        </button>
        <button type="button" className="button primary" onClick={() => onDone(true)}>
          {t('contacts.conflict.use_mine')}
        </button>
      </footer>
    </Sheet>
  )
}

const fieldNames: Record<keyof Patch, TextKey> = {
  salutation: 'contacts.salutation',
  title: 'contacts.academic',
  firstName: 'contacts.first_name',
  lastName: 'contacts.last_name',
  companyName: 'contacts.company_name',
  companyId: 'contacts.company',
  position: 'contacts.position',
  industry: 'contacts.industry',
  description: 'contacts.description',
  typeId: 'contacts.type',
  temperatureId: 'contacts.temperature',
  class: 'contacts.class',
  currency: 'contacts.currency',
  language: 'contacts.language',
  birthday: 'contacts.birthday',
  vatId: 'contacts.vat_id',
  details: 'contacts.form.reach',
  tags: 'contacts.tags',
  managers: 'contacts.managers',
  visibility: 'contacts.visibility',
  custom: 'contacts.custom',
}

function words(field: keyof Patch, contact: Contact, known: Vocabulary, t: Translate): string {
  switch (field) {
    case 'salutation':
      return contact.salutation ? t(`contacts.salutation.${contact.salutation}`) : ''
    case 'typeId':
      return known.types.find((type) => type.id === contact.typeId)?.name ?? ''
    case 'temperatureId':
      return known.temperatures.find((level) => level.id === contact.temperatureId)?.name ?? ''
    case 'companyId':
      return contact.companyName ?? ''
    case 'details':
      return contact.details.map(detailWords).join('\n')
    case 'managers':
      return contact.managers.map((id) => nameOf(known, id)).join(', ')
    case 'visibility':
      return t(`contacts.visibility.${contact.visibility}`)
    case 'custom':
      return known.fields
        .map((f) => [f.name, customWords(f, contact.custom[f.key], known)])
        .flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
        .join('\n')
    case 'tags':
      return contact.tags.join(', ')
    default:
      return contact[field] ?? ''
  }
}

function detailWords(row: Detail): string {
  return row.kind === 'address' ? linesOf(row.value).join(', ') : row.value
}
