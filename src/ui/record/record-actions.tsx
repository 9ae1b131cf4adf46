import { IconPencil } from '@tabler/icons-react'
import type { MenuItem } from '../menu.tsx'
import { MoreMenu } from '../more-menu.tsx'

/** What can be done with a record, on its own page: changing it first, the rest behind three dots. */
export function RecordActions({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const edit = items.find(({ id }) => id === 'edit')
  return (
    <>
      {edit && 'run' in edit && (
        <button type="button" className="button" onClick={edit.run}>
          <IconPencil size={15} stroke={1.75} />
          {edit.label}
        </button>
      )}
      <MoreMenu label={label} items={items.filter(({ id }) => id !== 'open' && id !== 'edit')} />
    </>
  )
}
