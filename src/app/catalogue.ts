import type { AdministrationDb } from '#features/administration/server/tables.ts'
import { contactBin, contactSearch } from '#features/contacts/server/find-contacts.ts'
import { contactUndo } from '#features/contacts/server/revert-contacts.ts'
import { contactCustomFieldUse, contactLabelUses } from '#features/contacts/server/uses.ts'
import type { CustomFieldUse } from '#features/customfields/server/custom-fields.ts'
import { historyBin } from '#features/history/server/history-bin.ts'
import { historyLabelUses } from '#features/history/server/uses.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import type { RunUndo } from '#features/runs/server/run-undo.ts'
import type { BinKind, SearchKind, UndoKind } from '#platform/record-kinds.ts'

// What the generic features know of record kinds, as plain lists.

export const labelUses: LabelUse[] = [...contactLabelUses, ...historyLabelUses]
export const customFieldUses: CustomFieldUse[] = [contactCustomFieldUse]
export const searchKinds: SearchKind<AdministrationDb>[] = [contactSearch]
export const binKinds: BinKind<AdministrationDb>[] = [contactBin, historyBin]
export const undoKinds: UndoKind<AdministrationDb>[] = [contactUndo]
/** Kinds of run that are not taken back record by record. */
export const runUndos: RunUndo<AdministrationDb>[] = []
