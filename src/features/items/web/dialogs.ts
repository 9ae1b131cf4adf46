import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Item } from '../item.ts'

/** What the dialogs of items are about. They can be opened from every screen. */
interface Questions {
  /** A new item, perhaps with a name already, or this one. */
  form: { input: { item?: Item; name?: string }; answer: Item | undefined }
  /** What came into stock, was counted or has to be corrected. */
  stock: { input: { item: Item }; answer: void }
  /** Asks before many are deleted. */
  remove: { input: { count: number | undefined; run: () => Promise<unknown> }; answer: void }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of an item; the item once it is saved. */
export const openItemForm = opener('form')
export const openStock = opener('stock')
export const openRemoveItems = opener('remove')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useItemDialogs }
