import type { CustomField } from '#features/customfields/custom-field.ts'
import type { Column } from '#ui/list/description.ts'
import type { Contact } from '../../contact.ts'
import type { Vocabulary } from '../contact-api.ts'
import { customWords } from '../custom-words.ts'

/** A column for every field of the firm; names of other contacts are not known to a row and have none. */
export function customColumns(known: Vocabulary): Column<Contact>[] {
  return known.fields
    .filter((field) => field.type !== 'heading' && field.type !== 'contact')
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
