import { conveners, is } from '../situation.ts'
import type { Occasion, Saying } from './occasion.ts'

/** What only those can mend who look after the bot: to each of them in private; to the conveners where there is none. */
export function toAdmins({ c }: Occasion, text: string, key: string): readonly Saying[] {
  const all = conveners(c)
  const admins = all.filter((person) => is(person, 'admin'))
  return (admins.length > 0 ? admins : all).map((person) => ({
    to: { person: person.key },
    text,
    key: `${key}/${person.key}`,
  }))
}
