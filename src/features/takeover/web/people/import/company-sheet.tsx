import { useState } from 'react'
import type { CompanyMatchAnswer } from '#features/duplicates/company-hit.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Employer } from '../../../card-decision.ts'
import type { CardOffer } from '../../../people-import.ts'
import { CompanyChoice } from './company-choice.tsx'

interface CompanySheetProps {
  offers: readonly CardOffer[]
  allowsAlone: boolean
  onChoose: (employer: Employer) => void
  onClose: () => void
}

/** One company for several people at once. */
export function CompanySheet({ offers, allowsAlone, onChoose, onClose }: CompanySheetProps) {
  const t = useText()
  const [employer, setEmployer] = useState<Employer | null>(null)
  return (
    <Sheet title={t('people.company_for', { count: offers.length })} onClose={onClose}>
      <div className="sheet-body card-sheet">
        <CompanyChoice
          matches={allMatches(offers)}
          allowsAlone={allowsAlone}
          value={employer}
          onChange={setEmployer}
        />
      </div>
      <footer className="sheet-foot">
        <span className="grow" />
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={employer === null}
          onClick={() => {
            if (employer) onChoose(employer)
            onClose()
          }}
        >
          {t('people.assign')}
        </button>
      </footer>
    </Sheet>
  )
}

/** What is suggested for any of them, the surest first. */
function allMatches(offers: readonly CardOffer[]): CompanyMatchAnswer['matches'] {
  const best = new Map<string, CompanyMatchAnswer['matches'][number]>()
  for (const match of offers.flatMap(({ companies }) => companies.matches))
    if (match.confidence > (best.get(match.companyId)?.confidence ?? 0)) best.set(match.companyId, match)
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence)
}
