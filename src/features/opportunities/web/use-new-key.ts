import { useCommands } from '#ui/keys.ts'
import { openOpportunityForm } from './dialogs.ts'

/** `n` begins a new opportunity, however one looks at them. */
export function useNewKey(): void {
  useCommands('opportunities.title', [
    {
      id: 'opportunities.new',
      text: 'opportunities.new',
      keys: ['n'],
      run: () => void openOpportunityForm({}),
    },
  ])
}
