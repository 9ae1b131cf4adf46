import type { Finding } from './finding.ts'

/** The postal code as it is stored: capitals, single spaces, without a country before it (`D-50667`). */
export function normalisePostalCode(text: string, country: string): string {
  const code = text
    .toUpperCase()
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
  const rule = ruleOf(country)
  const bare = code.replace(/^[A-Z]{1,3} ?- ?(?=\d)/, '')
  return rule?.pattern.test(bare) ? bare : code
}

/** Checks the postal code as its country writes it; countries without a rule here take anything. */
export function checkPostalCode(text: string, country: string): Finding | null {
  const rule = ruleOf(country)
  if (!rule || rule.pattern.test(normalisePostalCode(text, country))) return null
  return {
    code: 'postal_code.format',
    message: `A postal code in ${country.toUpperCase()} looks like ${rule.example}.`,
  }
}

interface Rule {
  pattern: RegExp
  example: string
}

const RULES: Record<string, Rule> = {
  DE: { pattern: /^(?!00)\d{5}$/, example: '50667' },
  AT: { pattern: /^[1-9]\d{3}$/, example: '1010' },
  CH: { pattern: /^[1-9]\d{3}$/, example: '8001' },
  LI: { pattern: /^94(8[5-9]|9[0-8])$/, example: '9490' },
  BE: { pattern: /^[1-9]\d{3}$/, example: '1000' },
  BG: { pattern: /^\d{4}$/, example: '1000' },
  CY: { pattern: /^\d{4}$/, example: '1010' },
  CZ: { pattern: /^\d{3} ?\d{2}$/, example: '110 00' },
  DK: { pattern: /^\d{4}$/, example: '1050' },
  EE: { pattern: /^\d{5}$/, example: '10111' },
  ES: { pattern: /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/, example: '28001' },
  FI: { pattern: /^\d{5}$/, example: '00100' },
  FR: { pattern: /^\d{5}$/, example: '75001' },
  GB: { pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, example: 'SW1A 1AA' },
  GR: { pattern: /^\d{3} ?\d{2}$/, example: '104 31' },
  HR: { pattern: /^\d{5}$/, example: '10000' },
  HU: { pattern: /^\d{4}$/, example: '1011' },
  IE: { pattern: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, example: 'D02 AF30' },
  IT: { pattern: /^\d{5}$/, example: '00118' },
  LT: { pattern: /^(LT-)?\d{5}$/, example: '01100' },
  LU: { pattern: /^\d{4}$/, example: '1009' },
  LV: { pattern: /^(LV-)?\d{4}$/, example: 'LV-1010' },
  MT: { pattern: /^[A-Z]{3} ?\d{4}$/, example: 'VLT 1117' },
  NL: { pattern: /^[1-9]\d{3} ?[A-Z]{2}$/, example: '1012 AB' },
  NO: { pattern: /^\d{4}$/, example: '0150' },
  PL: { pattern: /^\d{2}-\d{3}$/, example: '00-001' },
  PT: { pattern: /^\d{4}-\d{3}$/, example: '1000-001' },
  RO: { pattern: /^\d{6}$/, example: '010011' },
  SE: { pattern: /^\d{3} ?\d{2}$/, example: '111 20' },
  SI: { pattern: /^\d{4}$/, example: '1000' },
  SK: { pattern: /^\d{3} ?\d{2}$/, example: '811 01' },
  US: { pattern: /^\d{5}(-\d{4})?$/, example: '10001' },
}

function ruleOf(country: string): Rule | undefined {
  const code = country.toUpperCase()
  return Object.hasOwn(RULES, code) ? RULES[code] : undefined
}
