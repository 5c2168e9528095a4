import { HOUR } from '../calendar.ts'
import { inHand } from '../case/staff.ts'
import type { Thing } from '../heard/reading.ts'
import { isAway } from '../level/letter.ts'
import { cases, concerns, isOpen, isSomewhere, isStaff, mayHandle, type Situation, samePlace } from '../situation.ts'
import type { Case } from '../state/matter.ts'

/** So long after somebody was called for it a bare 「收到」 is of it. */
const JUST_CALLED = HOUR

/** What waits for somebody of her post, or for her, to take it. */
const waitingFor = (s: Situation): readonly Case[] =>
  isStaff(s.speaker)
    ? cases(s.c, (matter) => isOpen(matter) && !isAway(matter) && mayHandle(s.speaker, matter) && waits(s, matter))
    : []

const waits = ({ speaker }: Situation, { handler, offered, post }: Case): boolean =>
  offered === undefined
    ? handler === undefined && post !== undefined && speaker.posts.includes(post)
    : offered === speaker.key

/** Of that, what was called for just now, where she may be answering and nobody else; among residents what they told of there. */
export const justCalled = (s: Situation): readonly Case[] =>
  s.heard.quote
    ? []
    : waitingFor(s).filter(
        (matter) =>
          livesHere(s, matter) &&
          isSaidToThose(s, matter) &&
          s.at - Math.max(matter.raisedAt, matter.lastRungAt ?? 0) <= JUST_CALLED,
      )

/** Whoever is called by name in it is one whom the case concerns. */
const isSaidToThose = ({ c, heard }: Situation, matter: Case): boolean =>
  heard.mentions.every((contact) => {
    const person = c.byContact(contact)
    return person !== undefined && concerns(matter, person)
  })

/** Among neighbours nobody is asked which of her tasks her words are of. */
export const mayAsk = ({ room }: Situation): boolean => room?.kind !== 'residents'

/** What she has in hand or may take, and names by its thing or place; among residents only what they told of there. */
export const namedBy = (s: Situation, thing: Thing): readonly Case[] =>
  [...inHand(s), ...waitingFor(s).filter((matter) => isOfHere(s, matter))].filter((matter) => isIt(thing, matter))

/** Whether it may be what she names. */
export const isIt = (thing: Thing, matter: Case): boolean => isOfThing(thing, matter) && isThere(thing, matter)

const isOfHere = (s: Situation, matter: Case): boolean => s.heard.addressed || livesHere(s, matter)
export const livesHere = ({ room }: Situation, matter: Case): boolean =>
  room?.kind !== 'residents' || matter.room === room.id

const isOfThing = ({ word, category }: Thing, matter: Case): boolean =>
  word === undefined || category === matter.category || matter.text.includes(word)

const isThere = ({ place }: Thing, matter: Case): boolean =>
  !isSomewhere(place) ||
  !isSomewhere(matter.place) ||
  (samePlace(place, matter.place) && (place?.room ?? matter.place?.room) === (matter.place?.room ?? place?.room))
