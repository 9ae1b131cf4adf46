import type { MouseEvent } from 'react'
import { useText } from '#ui/texts.ts'
import type { Column } from '#ui/list/description.ts'
import type { Contact } from '../../contact.ts'
import { openMend } from '../form/dialogs.ts'
import { flawsToSay } from './flaws-to-say.ts'

/** What is missing or probably wrong in each contact; there by itself where the list asks for just that. */
export function flawColumn(there: boolean): Column<Contact> {
  return {
    id: 'flaws',
    text: 'contacts.flaws',
    width: 300,
    hidden: !there,
    fixed: there,
    render: (row) => <Flaws contact={row} />,
  }
}

function Flaws({ contact }: { contact: Contact }) {
  const t = useText()
  const words = flawsToSay(contact)
    .map((flaw) => t(`contacts.flaw.${flaw}`))
    .join(', ')
  if (!words) return null
  if (!contact.can.includes('change')) return <span className="cut">{words}</span>
  const mend = (event: MouseEvent) => {
    event.stopPropagation()
    void openMend({ contact })
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className="flaws cut"
      title={words}
      aria-label={t('contacts.flaws.mend', { name: contact.displayName })}
      onClick={mend}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {words}
    </button>
  )
}
