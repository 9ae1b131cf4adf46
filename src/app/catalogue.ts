import { contactCustomFieldUse, contactLabelUses } from '#features/contacts/server/uses.ts'
import type { CustomFieldUse } from '#features/customfields/server/custom-fields.ts'
import { historyLabelUses } from '#features/history/server/uses.ts'
import type { LabelUse } from '#features/labels/server/use.ts'

// What the generic features know of record kinds, as plain lists.

export const labelUses: LabelUse[] = [...contactLabelUses, ...historyLabelUses]
export const customFieldUses: CustomFieldUse[] = [contactCustomFieldUse]
