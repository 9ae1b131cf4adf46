import { IconTextPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Menu } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { findingWords } from './findings.tsx'
import { blocksQuery } from '../invoices-api.ts'
import type { Paper } from './use-editor.ts'

/** The words before and behind the lines, with the firm's texts to choose from. */
export function EditWords({ editor, field }: { editor: Paper; field: 'intro' | 'notes' }) {
  const t = useText()
  const { draft, change, worked } = editor
  const { data: blocks } = useQuery(blocksQuery)
  const place = field === 'intro' ? 'intro' : 'closing'
  const offered = blocks?.filter(
    (block) =>
      block.place === place &&
      block.language === draft.language &&
      (block.kind === null || block.kind === draft.kind),
  )
  const found = worked.findings.filter(({ path }) => path === field)
  const add = (words: string) =>
    change({ [field]: draft[field].trim() === '' ? words : `${draft[field].trimEnd()}\n\n${words}` })
  return (
    <div className="paper-words">
      <textarea
        aria-label={t(`invoices.${field}`)}
        placeholder={t(`invoices.${field}_hint`)}
        rows={1}
        data-path={field}
        value={draft[field]}
        onChange={(event) => change({ [field]: event.target.value })}
      />
      {offered && offered.length > 0 && (
        <Menu
          label={t('invoices.blocks')}
          side="end"
          items={offered.map(({ id, name, text }) => ({ id, label: name, run: () => add(text) }))}
          renderOpener={(props) => (
            <button
              type="button"
              className="icon-button small"
              aria-label={t('invoices.block_insert', { what: t(`invoices.${field}`) })}
              title={t('invoices.blocks')}
              {...props}
            >
              <IconTextPlus size={15} stroke={1.75} />
            </button>
          )}
        />
      )}
      {found.map((finding) => (
        <p key={finding.key} className="edit-error">
          {findingWords(finding, t)}
        </p>
      ))}
    </div>
  )
}
