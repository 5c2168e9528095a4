import { forgetQuestion } from './case/ask.ts'
import { withdraw } from './case/case.ts'
import { correct } from './case/correct.ts'
import { answerDraft, correctDraft } from './case/draft.ts'
import { raise } from './case/raise.ts'
import type { Reading } from './heard/reading.ts'
import { answeredForget } from './people/left.ts'
import { liveAt } from './people/people.ts'
import { vote } from './poll/vote.ts'
import { reasoned } from './rating/reason.ts'
import { answer, both, happened, NOTHING, type Outcome, type Situation } from './situation.ts'
import type { Question } from './state/community.ts'
import { answeredAway } from './work/absence.ts'
import { finished } from './work/handle.ts'
import { answeredPromise } from './work/postpone.ts'

type Vote = Extract<Reading, { do: 'vote' }>
type Says = 'yes' | 'no' | 'report' | undefined
type Asked<A extends Question['ask']> = Extract<Question, { ask: A }>

/** What the speaker says to the bot's own question. None: she speaks of something else. */
export function answered(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  const question = s.pending?.question
  const says = readings.map(({ do: what }) => what).find((what) => what === 'yes' || what === 'no' || what === 'report')
  switch (question?.ask) {
    case 'register':
      if (drops(readings)) return forgotten(s)
      if (readings.some((reading) => reading.do === 'explain')) return answer({ say: 'register-how' })
      return says ? answerDraft(s, question, says) : (corrected(s, readings) ?? reportMore(s, question))
    case 'same':
      return same(s, question, readings, says)
    case 'what':
      return toldWhat(s, readings)
    case 'place':
      if (drops(readings) || readings.some((reading) => reading.do === 'danger')) return undefined
      return readings.flatMap((reading) => (reading.do === 'correct' ? [correct(s, reading)] : []))[0]
    case 'stance':
      return says === 'no' ? forgotten(s) : stance(s, question, says === 'yes', votes(readings)[0])
    case 'which-poll':
      return whichPoll(s, question, readings)
    case 'withdraw':
      return says === 'yes' || drops(readings) ? withdraw(s, question.case) : says === 'no' ? forgotten(s) : undefined
    case 'which-case':
      return whichCase(s, question, votes(readings)[0])
    case 'forget':
      return answeredForget(s, says)
    case 'home':
      return home(s, readings)
    case 'reason':
      return reasoned(s, question, readings)
    case 'promise':
      return answeredPromise(s, question, readings)
    case 'away':
      return answeredAway(s, question, says)
    case 'post': // has a document of its own, and commands
    case undefined:
      return undefined
  }
}

/** 哪里怎么了？ What she says is wrong is a report, said to whomever. */
function toldWhat(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  if (drops(readings)) return forgotten(s)
  const told = readings.flatMap((reading) => (reading.do === 'trouble' ? [reading.trouble] : []))[0]
  return told && both(forgotten(s), raise(s, told))
}

/** 「不用了」: her report is not wanted any more. */
const drops = (readings: readonly Reading[]): boolean =>
  readings.some((reading) => reading.do === 'withdraw' && reading.case === undefined)

/** 「报，在东边那个」: yes, and more of it. */
function reportMore(s: Situation, question: Asked<'register'>): Outcome | undefined {
  const more = /^\s*(?:报|登记)(?:吧|嘛|一下)?[，,。\s]+(?<more>.{2,60})$/su.exec(s.heard.text)?.groups?.more
  if (more === undefined || s.heard.kind !== 'text') return undefined
  const { draft } = question
  const trouble = { ...draft.trouble, text: `${draft.trouble.text}，${more.trim()}` }
  return answerDraft(s, { ...question, draft: { ...draft, trouble } }, 'report')
}

/** 和 #19 是同一件吗？ 「我家也一样」 is a yes to it. */
function same(s: Situation, question: Asked<'same'>, readings: readonly Reading[], says: Says): Outcome | undefined {
  if (drops(readings)) return forgotten(s)
  const told = readings.flatMap((reading) => (reading.do === 'same' ? [reading.is] : []))[0]
  const { category } = question.draft.trouble
  const joins = readings.some(
    (reading) =>
      (s.category ?? category) === category &&
      reading.do === 'support' &&
      reading.how === 'plain' &&
      (reading.case ?? question.case) === question.case,
  )
  const agrees = told === undefined ? (joins ? 'yes' : says) : told ? 'yes' : 'no'
  return agrees ? answerDraft(s, question, agrees) : corrected(s, readings)
}

const corrected = (s: Situation, readings: readonly Reading[]): Outcome | undefined =>
  readings.flatMap((reading) => (reading.do === 'correct' ? (correctDraft(s, reading) ?? []) : []))[0]
const votes = (readings: readonly Reading[]): readonly Vote[] => readings.filter((reading) => reading.do === 'vote')
const forgotten = (s: Situation): Outcome => happened(...forgetQuestion(s))
const voted = (s: Situation, choice: Vote): Outcome => both(forgotten(s), vote(s, choice) ?? NOTHING)

/** 您住几栋几单元几号？ A bare address is its answer. */
function home(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  const place = readings.flatMap((reading) => (reading.do === 'correct' && reading.place ? [reading.place] : []))[0]
  const { building, unit, room } = place ?? {}
  const household = [building, unit, room].filter((part) => part !== undefined).join('-')
  return building === undefined || room === undefined ? undefined : both(forgotten(s), liveAt(s, household, 'owner'))
}

/** 算赞成还是弃权？ A choice said now counts by now, a 「是」 by when the doubtful word was said. */
function stance(
  s: Situation,
  { poll, choice, saidAt }: Asked<'stance'>,
  agrees: boolean,
  said: Vote | undefined,
): Outcome | undefined {
  if (said) return voted(s, { ...said, poll })
  return agrees ? voted({ ...s, at: saidAt }, { do: 'vote', poll, choice, how: 'plain', reason: '' }) : undefined
}

/** 「P5」: any other word beside it is something else. */
const NUMBER_ALONE = /^\s*[PpＰｐ]\s*[0-9０-９]{1,6}\s*$/

/** 投哪个？ The poll alone (「P5」) takes the choice that was said first. */
function whichPoll(
  s: Situation,
  { polls, choice, reason, saidAt }: Asked<'which-poll'>,
  readings: readonly Reading[],
): Outcome | undefined {
  const alone = NUMBER_ALONE.test(s.heard.text)
  const named = readings.flatMap((reading) =>
    (reading.do === 'vote' || (reading.do === 'status' && alone)) && reading.poll !== undefined ? [reading.poll] : [],
  )
  const poll = named.find((number) => polls.includes(number))
  if (poll === undefined) return undefined
  const said = votes(readings).find((one) => one.poll === poll)
  return said ? voted(s, said) : voted({ ...s, at: saidAt }, { do: 'vote', poll, choice, how: 'plain', reason })
}

/** 哪件？ A bare number is its answer as well, but none beside a poll's. */
function whichCase(s: Situation, { cases, text }: Asked<'which-case'>, said: Vote | undefined): Outcome | undefined {
  const number = said && said.poll === undefined && 'numbers' in said.choice ? (said.choice.numbers[0] ?? 0) : 0
  const matter = cases.includes(number) ? s.c.get('case', number) : undefined
  return matter && both(forgotten(s), finished(s, matter, text))
}
