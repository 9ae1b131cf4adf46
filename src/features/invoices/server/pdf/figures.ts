import type { Language } from '#kernel/rights.ts'

/** How numbers are written in a letter. What is not a decimal number is left as it is. */
export interface Figures {
  quantity(value: string): string
  price(value: string): string
  amount(value: string): string
  money(value: string): string
  percent(value: string): string
}

/** Swiss francs in German are written the Swiss way: `1’234.50`. */
export function figuresOf(language: Language, currency: string): Figures {
  const locale = language === 'en' ? 'en-GB' : currency === 'CHF' ? 'de-CH' : 'de-DE'
  const writer = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options)
    // Intl writes a decimal string exactly; as a number it would lose digits.
    return (value: string) =>
      /^-?\d+(\.\d+)?$/.test(value)
        ? format.format(value as Intl.StringNumericLiteral).replace('-', '−')
        : value
  }
  return {
    quantity: writer({ maximumFractionDigits: 4 }),
    price: writer({ minimumFractionDigits: 2, maximumFractionDigits: 4 }),
    amount: writer({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    // Two places in every currency, yen too: the page says what the structured part says.
    money: writer({ style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    percent: (value) => percentOf(value, writer({ maximumFractionDigits: 4 })),
  }
}

const percentOf = (value: string, written: (value: string) => string) =>
  /^-?\d+(\.\d+)?$/.test(value) ? `${written(value)}\u00a0%` : value
