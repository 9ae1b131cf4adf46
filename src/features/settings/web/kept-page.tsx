import { IconPlus } from '@tabler/icons-react'
import { useState, type ComponentType, type ReactNode } from 'react'
import type { MenuItem } from '#ui/menu.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import type { Kept, KeptRow } from './kept.ts'
import { LineMenu } from './line-menu.tsx'
import { SettingsPage } from './settings-page.tsx'
import { Table, type TableColumn } from './table.tsx'

/** The form of a row: a new one, or one that is there. */
export interface KeptSheetProps<Row> {
  row: Row | undefined
  save: (body: object) => Promise<void>
  onClose: () => void
}

type Prefix<End extends string> = TextKey extends infer Key
  ? Key extends `${infer Start}.${End}`
    ? Start
    : never
  : never

interface KeptPageProps<Row> {
  /** How its texts begin: `terms` of `terms.title`, `terms.text`, `terms.new` and `terms.none`. */
  words: Prefix<'title'> & Prefix<'text'> & Prefix<'new'> & Prefix<'none'>
  kept: Kept<Row>
  columns: TableColumn<Row>[]
  Sheet: ComponentType<KeptSheetProps<Row>>
  /** What else can be done with a row. */
  acts?: (row: Row) => MenuItem[]
  /** All can be, unless this says no. */
  mayRemove?: (row: Row) => boolean
  children?: ReactNode
}

/** A page of the settings around a short list: a table, the way to add to it, a menu at each line. */
export function KeptPage<Row extends KeptRow>(props: KeptPageProps<Row>) {
  const t = useText()
  const { words, kept, columns, Sheet, acts, mayRemove, children } = props
  const { save, remove, ...asked } = kept
  const [open, setOpen] = useState<'new' | Row>()
  const row = open === 'new' ? undefined : open
  const itemsOf = (one: Row): MenuItem[] => [
    { id: 'edit', label: t('settings.edit'), run: () => setOpen(one) },
    ...(acts?.(one) ?? []),
    ...(mayRemove?.(one) === false
      ? []
      : [{ id: 'delete', label: t('settings.delete'), danger: true, run: () => void remove(one) }]),
  ]
  const menuOf = (one: Row) => <LineMenu name={one.name} items={itemsOf(one)} />
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t(`${words}.new`)}
    </button>
  )
  return (
    <SettingsPage wide title={t(`${words}.title`)} text={t(`${words}.text`)} actions={add}>
      <Table
        {...asked}
        label={t(`${words}.title`)}
        empty={{ title: t(`${words}.none`) }}
        columns={[...columns, { id: 'menu', draw: menuOf }]}
      />
      {children}
      {open && <Sheet row={row} save={(body) => save(row, body)} onClose={() => setOpen(undefined)} />}
    </SettingsPage>
  )
}
