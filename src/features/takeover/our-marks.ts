/** What of ours somebody wrote into an item: what may be a number of a document, and contacts by their addresses here. */
export interface OurMarks {
  numbers: string[]
  contactIds: string[]
}

/** Of a longer text nobody reads more. */
const READ = 20_000
/** As many words a number may have, since patterns may have spaces in them. */
const WORDS = 3
const MOST = 100

/** The words of a text that could be numbers of ours, as they stand there and in capitals, and the contacts it links to. */
export function ourMarks(text: string): OurMarks {
  const words = text
    .slice(0, READ)
    .split(/[\s,;:()[\]{}<>„“”"'#!?|]+/u)
    .map((word) => word.replaceAll(/^[./_-]+|[./_-]+$/g, ''))
    .filter(Boolean)
  const numbers = words.flatMap((_, at) =>
    Array.from({ length: WORDS }, (_, more) => words.slice(at, at + more + 1)).flatMap((few) => {
      const number = few.join(' ')
      return isNumber(number) && (hasDigit(few[0]) || hasDigit(few.at(-1))) ? [number] : []
    }),
  )
  const links = [...text.slice(0, READ).matchAll(LINK)].map(([, id = '']) => id.toLowerCase())
  return {
    numbers: [...new Set(numbers.flatMap((one) => [one, one.toUpperCase()]))].slice(0, MOST),
    contactIds: [...new Set(links)].slice(0, MOST),
  }
}

const LINK = /\/(?:open\/contact|contacts)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi

const hasDigit = (word = '') => /\d/.test(word)

/** Of the letters that patterns of numbers may have; a year or an amount alone says too little. */
function isNumber(words: string): boolean {
  return /^[A-Za-z0-9 ._/-]{4,100}$/.test(words) && (/[A-Za-z]/.test(words) || words.length > 5)
}
