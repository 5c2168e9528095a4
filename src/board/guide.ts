import type { Instant } from '../domain/calendar.ts'
import type { World } from '../wechat/world.ts'
import { type Act, BEGINNING, type Cast, PLACES, STEPS, type Step, type Story } from './steps.ts'
import type { Said } from './wire.ts'

export interface Standing {
  /** From 1; `of + 1` when all is done. */
  readonly step: number
  readonly of: number
  readonly act?: Act
  /** It was said; the bot's answer is awaited. */
  readonly waiting: boolean
}

/** What was said before the round began, and since. */
export interface Told {
  readonly before: readonly Said[]
  readonly since: readonly Said[]
}

const POLLING = 5
const VOTING = 7
const CLOSING = STEPS.length - 1

/** How far the round has got, told from nothing but what was said before it and in it, so that it survives restarts. */
const standing = ({ before, since }: Told, cast: Cast, now: Instant): Standing => {
  const told = since.reduce((story, message) => turn(passed(story, message.at), message, cast), beginning(before))
  const story = passed(told, now)
  const step = STEPS[story.step]
  const head = { step: story.step + 1, of: STEPS.length, waiting: story.said }
  return step ? { ...head, act: step.act(story, cast, now) } : head
}

const beginning = (before: readonly Said[]): Story => {
  const used = (place: string) => before.some(({ bot, text }) => !bot && text.includes(`${place}电梯`))
  const story = { ...BEGINNING, place: PLACES.find((place) => !used(place)) ?? PLACES[1] }
  return before.filter(({ bot }) => bot).reduce(knowing, story)
}

const knowing = (story: Story, { text }: Said): Story => {
  const highest = (named: RegExp, known: number) =>
    [...text.matchAll(named)].reduce((most, [, number]) => Math.max(most, Number(number)), known)
  return { ...story, known: { case: highest(/#(\d+)/g, story.known.case), poll: highest(/P(\d+)/g, story.known.poll) } }
}

const passed = (story: Story, now: Instant): Story => (STEPS[story.step]?.over?.(now, story) ? next(story, now) : story)

const next = (story: Story, at: Instant): Story => ({ ...story, step: story.step + 1, said: false, since: at })

const turn = (story: Story, message: Said, cast: Cast): Story => {
  const step = STEPS[story.step]
  if (!step) return story
  if (message.bot) return answered(story, step, message)
  if (story.step === VOTING) return passed(voted(story, message, cast), message.at)
  if (story.doubted && message.contact === cast.reporter && /^\s*是/.test(message.text)) return elsewhere(story)
  if (!step.said?.(message, story, cast)) return story
  return { ...story, said: true, ...(story.step === POLLING ? asked(message) : {}) }
}

/** It was the same after all: the round's own case is raised about another lift. */
const elsewhere = (story: Story): Story => {
  const next = PLACES[(PLACES.indexOf(story.place) + 1) % PLACES.length] ?? PLACES[0]
  return { ...story, doubted: false, place: next }
}

const asked = ({ text, at }: Said): Partial<Story> => ({
  polled: at,
  question: /投票[\s:：]*([^\s?？]*)/.exec(text)?.[1] ?? '',
})

const answered = (story: Story, step: Step, message: Said): Story => {
  if (!story.said && story.step !== CLOSING) return knowing(story, message)
  const learnt = step.heard?.(message, story)
  if (learnt) return next({ ...story, ...learnt }, message.at)
  return story.step === 0 && /是同一件/.test(message.text) ? { ...story, said: false, doubted: true } : story
}

const voted = (story: Story, { contact, roomId, text }: Said, { residents }: Cast): Story => {
  const vote = roomId === residents && /^\s*(投\s*)?[1-3１-３]\s*$|^(赞成|反对|弃权)/.test(text)
  return vote && !story.voters.includes(contact) ? { ...story, voters: [...story.voters, contact] } : story
}

/** The demo's people in their parts; nothing where this world has other people. */
const castOf = (world: World): Cast | undefined => {
  const person = (name: string) => world.contacts().find((contact) => contact.name === name)?.id
  const room = (end: string, member: string) =>
    world.rooms().find(({ topic, members }) => topic.endsWith(end) && members.includes(member))
  const [reporter, handler, convener] = [person('李芳'), person('王强'), person('刘书记')]
  if (!reporter || !handler || !convener) return undefined
  const residents = room('业主群', reporter)
  const staff = room('工作群', handler)
  const neighbour = world
    .contacts()
    .find(
      ({ id, title = '' }) =>
        residents?.members.includes(id) && ![reporter, handler, convener].includes(id) && /\d-\d/.test(title),
    )?.id
  if (!residents || !staff || !neighbour) return undefined
  return { bot: world.bot.name, reporter, handler, convener, neighbour, residents: residents.id, staff: staff.id }
}

/** Where the first minute stands, judged by what was said; nothing where this world has other people. */
export const guide = (told: Told, world: World, now: Instant): Standing | undefined => {
  const cast = castOf(world)
  return cast && standing(told, cast, now)
}
