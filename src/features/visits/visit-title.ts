/** What the placeholders of a title stand for. */
export interface TitleFacts {
  displayName: string
  companyName: string | null
  city: string
  plan: string
  no: number
}

const LONGEST = 255

/** The title of a visit: the sample's with its placeholders filled; what is not known is left out. */
export function visitTitle(sample: string, facts: TitleFacts): string {
  const values: Record<string, string> = {
    company: facts.companyName ?? facts.displayName,
    name: facts.displayName,
    city: facts.city,
    plan: facts.plan,
    no: String(facts.no),
  }
  const filled = sample.replaceAll(/\{(\w+)\}/g, (all, name: string) => values[name.toLowerCase()] ?? all)
  const tidy = filled.replaceAll(/\s{2,}/g, ' ').replaceAll(/^[\s,–-]+|[\s,–-]+$/g, '')
  return (tidy || facts.displayName).slice(0, LONGEST)
}
