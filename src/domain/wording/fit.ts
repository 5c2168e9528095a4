/** What one line of ours holds in a group. */
export const LINES = 6
const LENGTH = 200

export const fits = (text: string): boolean => text.length <= LENGTH && text.split('\n').length <= LINES

/** Those that there are, each on a line of its own. */
export const lines = (...parts: readonly (string | undefined | false)[]): string => parts.filter(Boolean).join('\n')
export const commas = (...parts: readonly (string | undefined | false)[]): string => parts.filter(Boolean).join('，')

export const cut = (words: string, most: number): string => {
  const signs = [...words]
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : words
}

/** How much of a poll's question and of each option stands in a line. */
export interface Form {
  readonly question: number
  readonly name: number
}
export const WHOLE: Form = { question: 60, name: 20 }
const FORMS: readonly Form[] = [WHOLE, { question: 30, name: 10 }, { question: 20, name: 6 }]

/** The first that one line of ours holds, else the last, which is the shortest. */
export const fitting = (forms: readonly string[]): string => forms.find(fits) ?? forms.at(-1) ?? ''
/** With as much of the words as fits. */
export const fitted = (make: (form: Form) => string): string => fitting(FORMS.map(make))

/** In one line, or what cannot be left out in two. */
export const inTwo = (one: string, parts: readonly string[]): readonly string[] => (fits(one) ? [one] : parts)

/** With as many of its things told as one line of ours holds. */
export function asMany(most: number, tell: (count: number) => string): string {
  for (let count = most; count > 0; count--) {
    const text = tell(count)
    if (fits(text)) return text
  }
  return tell(0)
}
