import {
  allowances,
  lineAllowances,
  lines,
  rule,
  taxes,
  whole,
  within,
  type Over,
  type Rule,
} from './rule.ts'

// EN 16931-1, 6.4.5: amounts have two decimals at most (BR-DEC); prices and quantities may have more.

const twoAtMost = (amount: string) => (amount.split('.')[1] ?? '').length <= 2

function decimals<T>(
  id: string,
  term: string,
  over: Over<T>,
  path: string,
  of: (item: T) => string | undefined,
): Rule {
  return rule([id, term, 'decimals'], within(over, path, of), twoAtMost, { values: (value) => ({ value }) })
}

export const DECIMALS: Rule[] = [
  decimals('BR-DEC-01', 'BT-92', allowances(false), 'amount', ({ amount }) => amount),
  decimals('BR-DEC-02', 'BT-93', allowances(false), 'base', ({ base }) => base),
  decimals('BR-DEC-05', 'BT-99', allowances(true), 'amount', ({ amount }) => amount),
  decimals('BR-DEC-06', 'BT-100', allowances(true), 'base', ({ base }) => base),
  decimals('BR-DEC-09', 'BT-106', whole, 'totals.lines', ({ totals }) => totals.lines),
  decimals('BR-DEC-10', 'BT-107', whole, 'totals.allowances', ({ totals }) => totals.allowances),
  decimals('BR-DEC-11', 'BT-108', whole, 'totals.charges', ({ totals }) => totals.charges),
  decimals('BR-DEC-12', 'BT-109', whole, 'totals.net', ({ totals }) => totals.net),
  decimals('BR-DEC-13', 'BT-110', whole, 'totals.tax', ({ totals }) => totals.tax),
  decimals('BR-DEC-14', 'BT-112', whole, 'totals.gross', ({ totals }) => totals.gross),
  decimals('BR-DEC-15', 'BT-111', whole, 'totals.taxInTaxCurrency', ({ totals }) => totals.taxInTaxCurrency),
  decimals('BR-DEC-16', 'BT-113', whole, 'totals.prepaid', ({ totals }) => totals.prepaid),
  decimals('BR-DEC-17', 'BT-114', whole, 'totals.rounding', ({ totals }) => totals.rounding),
  decimals('BR-DEC-18', 'BT-115', whole, 'totals.payable', ({ totals }) => totals.payable),
  decimals('BR-DEC-19', 'BT-116', taxes, 'base', ({ base }) => base),
  decimals('BR-DEC-20', 'BT-117', taxes, 'amount', ({ amount }) => amount),
  decimals('BR-DEC-23', 'BT-131', lines, 'net', ({ net }) => net),
  decimals('BR-DEC-24', 'BT-136', lineAllowances(false), 'amount', ({ amount }) => amount),
  decimals('BR-DEC-25', 'BT-137', lineAllowances(false), 'base', ({ base }) => base),
  decimals('BR-DEC-27', 'BT-141', lineAllowances(true), 'amount', ({ amount }) => amount),
  decimals('BR-DEC-28', 'BT-142', lineAllowances(true), 'base', ({ base }) => base),
]
