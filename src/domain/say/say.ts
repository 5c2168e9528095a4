import type { Answer } from '../answer.ts'
import { DAY, type Instant, MINUTE } from '../calendar.ts'
import type { Input } from '../heard/input.ts'
import { numbersIn } from '../heard/quoted.ts'
import { isLevel } from '../level/letter.ts'
import { conveners, handlersOf, joined } from '../situation.ts'
import type { Community, Line, Person } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import { sayAnswer } from './answer/answer.ts'
import { sayCase } from './case.ts'
import { sayHidden } from './hidden.ts'
import { letters } from './letter.ts'
import { besides, ofLevel } from './level.ts'
import type { Occasion, Saying } from './occasion.ts'
import { sayOther } from './other.ts'
import { sayPoll } from './poll.ts'
import { sayReminder } from './reminder.ts'

const ANSWER_VALID = 30 * MINUTE
const NEWS_VALID = 7 * DAY

/** Facts and answers → lines. Each has a key of its own: what was once stored is never stored again. */
export function say(
  c: Community,
  input: Input,
  facts: readonly Fact[],
  answers: readonly Answer[],
  now: Instant,
): readonly Line[] {
  const heard = input.type === 'heard' || input.type === 'which-community' ? input.heard : undefined
  const o: Occasion = {
    c,
    now,
    heard,
    speaker: heard && c.byContact(heard.from),
    room: heard?.room === undefined ? undefined : c.get('room', heard.room)?.id,
    facts,
    warned: answers.some(({ say: what }) => ANSWERED.has(what)),
    from: input.type === 'letter' ? input.from.id : undefined,
  }
  /** What is told together with others is never told with what nobody else may hear of. */
  const open = { ...o, facts: facts.filter((fact) => !hiddenOf(c, fact)) }
  const warnings = answers.filter(({ say: what }) => what === 'danger')
  const others = answers.filter(({ say: what }) => what !== 'danger')
  const sayings = [
    ...warnings.flatMap((answer) => sayAnswer(o, answer)),
    ...facts.flatMap((fact) => {
      const hidden = hiddenOf(c, fact)
      return 'case' in fact && hidden ? sayHidden(o, fact, hidden) : sayFact(open, fact)
    }),
    ...others.flatMap((answer) => sayAnswer(o, answer)),
  ]
  const lines = sayings
    .flatMap((saying) => addressed(o, saying))
    .map((line, i) => ({ ...line, key: line.key || `${originOf(input)}/${i}` }))
  return [...lines, ...letters(o, facts, originOf(input))]
}

/** After these nothing more is said of words that were passed on. */
const ANSWERED: ReadonlySet<Answer['say']> = new Set(['danger', 'others-wait', 'taken-back'])
const hiddenOf = (c: Community, fact: Fact): Case | undefined => {
  const matter = 'case' in fact ? c.get('case', fact.case) : undefined
  return matter?.hidden ? matter : undefined
}

const sayFact = (o: Occasion, fact: Fact): readonly Saying[] =>
  'case' in fact
    ? [...(ofLevel(o, fact) ?? sayCase(o, fact)), ...besides(o, fact)]
    : 'poll' in fact
      ? sayPoll(o, fact)
      : 'reminder' in fact
        ? sayReminder(o, fact)
        : sayOther(o, fact)

/** What the lines of an input are numbered under: its message, else its kind and time. */
function originOf(input: Input): string {
  switch (input.type) {
    case 'heard':
    case 'which-community':
      return input.heard.id
    case 'recalled':
      return `${input.recalled.of}/recalled`
    case 'letter':
      return input.key
    case 'letter-lost':
      return `${input.key}/lost`
    case 'file':
      return `${input.of}/file`
    case 'room-seen':
      return `${input.room.id}/seen/${input.room.at}`
    case 'room-lost':
      return `${input.room}/lost/${input.at}`
    case 'invited':
      return input.hash
    case 'opened':
    case 'account-seen':
    case 'missed':
    case 'clock-behind':
    case 'audited':
    case 'left':
    case 'tick':
      return `${input.type}/${input.at}`
  }
}

/** The WeChat address of a saying: a room with those it calls, or a private chat. */
function addressed(o: Occasion, saying: Saying): readonly Line[] {
  const { to } = saying
  if (to === undefined)
    return o.speaker
      ? [
          line(
            o,
            saying,
            here(o, o.speaker),
            o.room && !saying.uncalled ? callable(o, saying, o.room, [o.speaker.key]) : [],
          ),
        ]
      : []
  if ('room' in to)
    return o.c.get('room', to.room) ? [line(o, saying, to, callable(o, saying, to.room, saying.mention ?? []))] : []
  if ('person' in to) return isLevel(to.person) ? [] : [line(o, saying, to, [])]
  const speak = isKept(o, saying) ? oneByOne : amongStaff
  if ('handlersOf' in to) {
    const people = [...new Set([...handlersOf(o.c, to.handlersOf), ...(to.andConveners ? conveners(o.c) : [])])]
    return speak(o, saying, people)
  }
  return speak(o, saying, conveners(o.c))
}

/** Whoever asked not to be named is called in no group by what is said of her case. */
function callable(
  o: Occasion,
  { text, about = '', while: only }: Saying,
  room: string,
  people: readonly string[],
): readonly string[] {
  if (people.length === 0 || o.c.get('room', room)?.kind === 'staff') return people
  const listed = only && 'case' in only ? [only.case, ...(only.also ?? [])] : []
  const hidden = [...numbersIn(`${about} ${text}`), ...listed].flatMap((number) => {
    const matter = o.c.get('case', number)
    return matter?.unnamed ? [matter.reporter] : []
  })
  return hidden.length === 0 ? people : people.filter((person) => !hidden.includes(person))
}

/** 家事 is said in no room, not even among staff; and where those sit whom it is about, it is not said either. */
const isKept = (o: Occasion, { about }: Saying): boolean => {
  const matter = about?.startsWith('#') === true ? o.c.get('case', about.slice(1)) : undefined
  return matter?.tier === 'family' || matter?.blamed !== undefined
}

const here = (o: Occasion, speaker: Person): Line['to'] =>
  o.room === undefined ? { person: speaker.key } : { room: o.room }

/** In the staff room with a call, or privately to each where there is none. */
function amongStaff(o: Occasion, saying: Saying, people: readonly Person[]): readonly Line[] {
  const [staffRoom] = joined(o.c, 'staff')
  return staffRoom
    ? [
        line(
          o,
          saying,
          { room: staffRoom.id },
          people.map(({ key }) => key),
        ),
      ]
    : oneByOne(o, saying, people)
}

const oneByOne = (o: Occasion, saying: Saying, people: readonly Person[]): readonly Line[] =>
  people.map(({ key }) =>
    line(o, saying.key === undefined ? saying : { ...saying, key: `${saying.key}/${key}` }, { person: key }, []),
  )

const line = (o: Occasion, saying: Saying, to: Line['to'], mention: readonly string[]): Line => ({
  key: saying.key ?? '',
  to,
  text: saying.text,
  mention,
  ...(saying.about === undefined ? {} : { about: saying.about }),
  ...(saying.card === undefined ? {} : { card: saying.card }),
  notBefore: o.now,
  until: saying.until ?? o.now + (saying.asked ? ANSWER_VALID : NEWS_VALID),
  urgent: saying.urgent ?? false,
  asked: saying.asked ?? false,
  ...(saying.reminds === undefined ? {} : { reminds: saying.reminds }),
  ...(saying.while === undefined ? {} : { while: saying.while }),
})
