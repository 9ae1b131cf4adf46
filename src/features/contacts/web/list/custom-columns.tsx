import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Column } from '#ui/list/description.ts'
import type { Contact } from '../../contact.ts'
import type { Vocabulary } from '../contact-api.ts'
import { ContactName } from '../contact-name.tsx'
import { customWords } from '../custom-words.ts'

/** A column for every field of the firm. */
export function customColumns(known: Vocabulary): Column<Contact>[] {
  return known.fields
    .filter((field) => field.type !== 'heading')
    .map((field) => ({
      id: `custom.${field.key}`,
      text: 'contacts.own_field',
      label: field.name,
      width: field.type === 'longText' ? 200 : 130,
      hidden: true,
      sort: `custom.${field.key}`,
      align: field.type === 'number' ? 'end' : 'start',
      render: (row) => <CustomCell field={field} value={row.custom[field.key]} known={known} />,
    }))
}

function CustomCell({ field, value, known }: { field: CustomField; value: unknown; known: Vocabulary }) {
  if (field.type === 'contact' && typeof value === 'string')
    return (
      <span className="cut">
        <ContactName id={value} />
      </span>
    )
  const words = customWords(field, value, known)
  if (field.type !== 'link' || !words) return <span className="cut">{words}</span>
  return (
    <a
      className="reach cut"
      href={words}
      target="_blank"
      rel="noreferrer"
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
    >
      {words.replace(/^https?:\/\//, '')}
    </a>
  )
}
