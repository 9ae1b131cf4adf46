import { describe, expect, test } from 'vitest'
import { DETAIL_KINDS } from '#features/contacts/detail.ts'
import { suggestMapping } from '#features/imports/suggest-mapping.ts'
import { exportColumns } from './export-columns.ts'

describe('an export', () => {
  const most = new Map(DETAIL_KINDS.map((kind) => [kind, 3]))
  test.each(['de', 'en'] as const)('writes headings in %s that an import reads', (language) => {
    const field = { options: [], required: false, appliesTo: 'both' as const, defaultValue: null }
    const fields = [
      { ...field, key: 'position', name: 'Position', type: 'text' as const },
      { ...field, key: 'region', name: 'Gebiet', type: 'text' as const },
    ]
    const columns = exportColumns({ language, fields, most, labels: new Map(), principals: new Map() })
    const read = suggestMapping(
      columns.map(({ heading }, index) => ({ index, heading, samples: [] })),
      fields,
    )
    const targets = Object.values(read)
    expect(columns.filter((_, index) => read[index] === null).map((c) => c.heading)).toEqual([])
    expect(new Set(targets).size).toBe(targets.length)
    expect(targets).toContain('custom.position')
    expect(targets).toContain('email.label.3')
  })
})
