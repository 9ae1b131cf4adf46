import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { diff } from '#kernel/diff.ts'
import { Problem, invalid, missing } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { TextBlock, TextBlockChange, TextBlockNew } from '../../terms.ts'
import type { InvoicesDb } from '../tables.ts'

/** The texts to choose from, in their order. */
export async function listBlocks(db: Database<InvoicesDb>): Promise<TextBlock[]> {
  const rows = await db
    .selectFrom('textBlock')
    .selectAll()
    .orderBy('place')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ position, kind, ...row }) => ({
    ...row,
    kind: kind as TextBlock['kind'],
    order: position,
  }))
}

async function readBlock(db: Database<InvoicesDb>, id: string): Promise<TextBlock> {
  const block = (await listBlocks(db)).find((one) => one.id === id)
  if (!block) throw missing()
  return block
}

/** Adds a text. */
export async function createBlock(tx: Tx<InvoicesDb>, by: By, input: TextBlockNew): Promise<TextBlock> {
  const id = randomUUIDv7()
  const all = await listBlocks(tx)
  const block = { kind: null, isDefault: false, order: all.length, ...given(input), id } as TextBlock
  refuseTwin(all, block)
  await onlyDefault(tx, block)
  const { place, kind, language, name, text, isDefault, order: position } = block
  await tx
    .insertInto('textBlock')
    .values({ id, place, kind, language, name, text, isDefault, position })
    .execute()
  const made = await readBlock(tx, id)
  await tellBlock(tx, by, 'created', undefined, made)
  return made
}

/** Changes a text; documents keep the words they have. */
export async function changeBlock(
  tx: Tx<InvoicesDb>,
  by: By,
  { id, change, ifMatch }: { id: string; change: TextBlockChange; ifMatch?: number | undefined },
): Promise<TextBlock> {
  const before = await readBlock(tx, id)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const after = { ...before, ...given(change) }
  refuseTwin(await listBlocks(tx), after)
  await onlyDefault(tx, after)
  const { place, kind, language, name, text, isDefault, order: position } = after
  await tx
    .updateTable('textBlock')
    .set({
      place,
      kind,
      language,
      name,
      text,
      isDefault,
      position,
      version: before.version + 1,
      updatedAt: sql<string>`now()`,
    })
    .where('id', '=', id)
    .execute()
  const changed = await readBlock(tx, id)
  await tellBlock(tx, by, 'changed', before, changed)
  return changed
}

/** Removes a text; documents keep the words they have. */
export async function deleteBlock(tx: Tx<InvoicesDb>, by: By, id: string): Promise<void> {
  const block = await readBlock(tx, id)
  await tx.deleteFrom('textBlock').where('id', '=', id).execute()
  await tellBlock(tx, by, 'deleted', block, undefined)
}

function refuseTwin(all: readonly TextBlock[], block: TextBlock): void {
  const isTwin = (one: TextBlock) =>
    one.id !== block.id &&
    one.place === block.place &&
    one.language === block.language &&
    one.name.toLowerCase() === block.name.toLowerCase()
  if (all.some(isTwin)) throw invalid('name', 'taken', 'There is such a text already.')
}

/** One text of a place, kind and language is the usual one. */
async function onlyDefault(
  tx: Tx<InvoicesDb>,
  { id, place, kind, language, isDefault }: TextBlock,
): Promise<void> {
  if (!isDefault) return
  await sql`
    update text_block set is_default = false
    where id <> ${id} and place = ${place} and language = ${language} and kind is not distinct from ${kind}
      and is_default`.execute(tx)
}

async function tellBlock(
  tx: Tx<InvoicesDb>,
  by: By,
  verb: 'created' | 'changed' | 'deleted',
  before: TextBlock | undefined,
  after: TextBlock | undefined,
): Promise<void> {
  const one = after ?? before
  if (!one) return
  const kept = (block: TextBlock | undefined) =>
    block
      ? {
          name: block.name,
          place: block.place,
          kind: block.kind,
          text: block.text,
          isDefault: block.isDefault,
        }
      : {}
  await record(tx, by, {
    action: `text-block.${verb}`,
    kind: 'text-block',
    id: one.id,
    title: one.name,
    version: one.version,
    diff: diff(kept(before), kept(after)),
    readers: 'everyone',
  })
}
