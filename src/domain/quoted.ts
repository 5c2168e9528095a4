/** 「@小王 」 before a line of the bot: people call themselves P2, too. */
const CALLS = /^(?:\s*[@＠](?:[^\u2005\n]{1,32}\u2005|\S+\s))+/
const MATTER = /[#＃](?<of>\d{1,6})|(?<![A-Za-z0-9])P(?<poll>\d{1,6})/

export const uncalled = (text: string): string => text.replace(CALLS, '')

/** What a line of the bot is about: the first number in it. */
export function matterIn(line: string): { readonly case?: number; readonly poll?: number } {
  const { of, poll } = MATTER.exec(uncalled(line).slice(0, 300))?.groups ?? {}
  if (of !== undefined) return { case: Number(of) }
  return poll === undefined ? {} : { poll: Number(poll) }
}
