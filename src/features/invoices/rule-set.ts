import { RULE_SETS } from '#features/einvoice/check/rule-sets.ts'

/** The rules by which documents are checked; frozen into each, so that one knows later what was asked. */
export const RULE_SET = {
  name: RULE_SETS.map(({ name }) => name).join(', '),
  version: RULE_SETS.map(({ version }) => version).join(', '),
}
