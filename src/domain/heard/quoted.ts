/** 「@小王 」 before a line of the bot: people call themselves P2, too. */
const CALLS = /^(?:\s*[@＠](?:[^\u2005\n]{1,32}\u2005|\S+\s))+/
const MATTER = /[#＃](?<of>\d{1,6})|(?<![A-Za-z0-9])P(?<poll>\d{1,6})/

export const uncalled = (text: string): string => text.replace(CALLS, '')

const POLLS = /(?<![A-Za-z0-9])P(\d{1,6})/g
const BEGINS = /^\s*P(\d{1,6})/gm

/** What a line of the bot is about: the first number in it, which we put there. One that names several polls is about none. */
export function matterIn(line: string): { readonly case?: number; readonly poll?: number } {
  const words = uncalled(line).slice(0, 300)
  if (reminderIn(line) !== undefined) return {} // what follows are people's words
  const { of, poll } = MATTER.exec(words)?.groups ?? {}
  if (of !== undefined) return { case: Number(of) }
  return poll === undefined || isOfSeveral(words) ? {} : { poll: Number(poll) }
}

/** All cases that a line of ours names. */
export const numbersIn = (line: string): readonly number[] => [
  ...new Set([...uncalled(line).matchAll(/[#＃](\d{1,6})/g)].map(([, number]) => Number(number))),
]

/** What follows the number that it begins with are people's words, but for a line of its own about another. */
const isOfSeveral = (words: string): boolean => {
  const begins = /^\s*P\d/.test(words)
  return new Set([...words.matchAll(begins ? BEGINS : POLLS)].map(([, number]) => Number(number))).size > 1
}

/** What everybody is reminded of by a line of the bot: its number stands first. */
export const reminderIn = (line: string): number | undefined => {
  const number = /^R(\d{1,6}) /.exec(uncalled(line))?.[1]
  return number === undefined ? undefined : Number(number)
}
