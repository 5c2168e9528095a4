import type { CaseAnswer } from '../../answer.ts'
import { isLong } from '../../case/case.ts'
import { categoryOf } from '../../limit/limit.ts'
import { clean } from '../../privacy.ts'
import { concerns, isConvener, isOpen, mayHandle } from '../../situation.ts'
import type { Case } from '../../state/matter.ts'
import * as finish from '../../wording/announce.ts'
import * as caseWords from '../../wording/case.ts'
import * as forum from '../../wording/forum.ts'
import * as clock from '../../wording/hold.ts'
import * as homeWords from '../../wording/home.ts'
import { unfit } from '../../wording/level.ts'
import { notMerged } from '../../wording/merge.ts'
import * as promiseWords from '../../wording/promise.ts'
import * as rating from '../../wording/rating.ts'
import type { Eyes } from '../../wording/redact.ts'
import { type ReadIn, sortedAlready, sortedBy, whichSort } from '../../wording/sort.ts'
import * as talk from '../../wording/talk.ts'
import { anonymous, eyesOf, nameOf } from '../face.ts'
import { homeFor, placeFor } from '../home.ts'
import type { Occasion } from '../occasion.ts'
import { ownInspection } from '../rating.ts'
import { opinionsText, sums } from '../summary.ts'
import { emergencyOf, told } from '../told.ts'

export function aboutCase(o: Occasion, matter: Case, answer: CaseAnswer): string | undefined {
  const eyes = answer.to !== undefined && !('person' in answer.to) ? 'staff' : eyesOf(o.c, o.room)
  const t = told(o.c, matter, o.now, eyes)
  const name = nameOf(o.c, o.speaker?.key)
  if (matter.tier === 'family' && answer.to === undefined && !mayKnow(o, matter))
    return caseWords.notYours(t, 'reporter', false)
  switch (answer.say) {
    case 'not-yours':
      return caseWords.notYours(t, answer.who, answer.told)
    case 'told-on':
      return caseWords.toldOn(t, name, clean(o.c, answer.text, eyes))
    case 'wrong-stage':
      return caseWords.wrongStage(t)
    case 'case-full':
      return caseWords.full(t)
    case 'unfit':
      return unfit(matter, answer.why, o.c.is.children?.map((one) => one.name) ?? [], emergencyOf(o.c, matter) ?? '')
    case 'in-hand': {
      const handler = o.c.get('person', matter.handler ?? '')
      const amongStaff = o.room === undefined || o.c.get('room', o.room)?.kind === 'staff'
      return handler && amongStaff && matter.reporter !== o.speaker?.key
        ? caseWords.inHandOfColleague(t, handler.name)
        : caseWords.inHand(t, matter.reporter === o.speaker?.key)
    }
    case 'yours-already':
      return caseWords.yoursAlready(t)
    case 'supported-already':
      return caseWords.supportedAlready(t)
    case 'reason-missing':
      return talk.reasonMissing(matter.number, answer.command)
    case 'suspend-how':
      return clock.suspendHow(t)
    case 'which-sort':
      return whichSort(matter.number, clean(o.c, answer.as), categoryOf(o.c, matter.category))
    case 'not-merged':
      return notMerged(matter.number, answer.into, answer.why)
    case 'sorted-already':
      return sortedAlready(t)
    case 'sorted-by':
      return sortedBy(t, readIn(o, matter, eyes))
    case 'date-missing':
      return caseWords.dateMissing(t)
    case 'nothing-asked':
      return caseWords.nothingAsked(t)
    case 'urged-already':
      return caseWords.urgedAlready(t)
    case 'limit-stays':
      return promiseWords.limitStays(t)
    case 'later-than-limit':
      return promiseWords.howToPutOff(t, answer.until)
    case 'in-time':
      return promiseWords.inTime(t)
    case 'not-finished':
      return finish.notFinished(t, answer.command)
    case 'waits':
      return clock.heldForHandler(t, matter.held?.until ?? o.now)
    case 'waited-enough':
      return clock.waitedEnough(t)
    case 'others-wait':
      return clock.othersWait(t)
    case 'apart':
      return caseWords.apart(matter.number)
    case 'unnamed':
      return talk.unnamed(matter.room !== undefined)
    case 'alike-open':
      return promiseWords.alikeOpen(t)
    case 'ways-out':
      return promiseWords.waysOut(t)
    case 'reopened-enough':
      return rating.reopenedEnough(t)
    case 'inspect-please':
      return rating.inspectPlease(t, clean(o.c, answer.text, 'staff'))
    case 'not-right':
      return rating.notRight(t, clean(o.c, answer.text, 'staff'))
    case 'not-affected':
      return rating.notAffected(t, answer.grade)
    case 'own-inspection':
      return ownInspection(o, t)
    case 'judged-already':
      return rating.judgedAlready(t)
    case 'inspected-already':
      return rating.inspectedAlready(t)
    case 'corrected-enough':
      return finish.correctedEnough(t)
    case 'taken-down-already':
      return finish.takenDownAlready(t)
    case 'is-it-done':
      return caseWords.isItDone(t)
    case 'close-please':
      return caseWords.closePlease(t)
    case 'good-news-told':
      return caseWords.goodNewsTold(t)
    case 'progress':
      if (answer.why) return caseWords.progressAndWhy(t)
      return progressOf(o, matter, t, answer.to !== undefined)
    case 'where':
      return whereIs(o, matter, answer.who)
    case 'whose-home':
      return homeFor(o.c, matter, o.speaker?.key ?? '') ?? (answer.to ? undefined : whereIs(o, matter, false))
    case 'not-in-public':
      return forum.notInPublic(matter.number)
    case 'forum-runs':
      return forum.runs(matter.number, o.c.get('forum', matter.number))
    case 'no-forum':
      return forum.none(matter.number)
    case 'opinion-length':
      return forum.length(matter.number)
    case 'forum-full':
      return forum.full(matter.number)
    case 'opinions-enough':
      return forum.enough(matter.number)
    case 'no-such-opinion':
      return forum.noSuch(matter.number, answer.opinion)
    case 'seconded-already':
      return forum.already(matter.number)
    case 'opinions':
      return opinionsOf(o, matter.number)
    case 'summary':
      return undefined // made when it is said
    case 'no-own-opinion':
      return forum.noOwn(matter.number)
    case 'opinion-seconded':
      return forum.backed(matter.number, answer.opinion)
    case 'second-which':
      return forum.which(matter.number, answer.opinion, anonymous(o.c, answer.text))
    case 'whose':
      return [
        caseWords.whose(t, isAtWork(o, matter) && !(o.speaker && isConvener(o.speaker))),
        ...watchedBy(o, matter),
      ].join('\n')
  }
}

const isAtWork = ({ speaker }: Occasion, matter: Case): boolean => speaker !== undefined && mayHandle(speaker, matter)

/** The words in which each part was read, as staff may see them. */
const readIn = (o: Occasion, { text, read = {} }: Case, eyes: Eyes): ReadIn =>
  Object.fromEntries(Object.entries(read).map(([part, [from, to]]) => [part, clean(o.c, text.slice(from, to), eyes)]))

/** Whole to those whose it is, in private; to staff among themselves as much as a line holds. */
function progressOf(o: Occasion, matter: Case, t: caseWords.Told, alone: boolean): string {
  const works = isAtWork(o, matter)
  if (alone || (o.room === undefined && (works || isTheirs(o, matter)))) return caseWords.inFull(t)
  return works && t.full !== undefined
    ? caseWords.progressForStaff(t, isLong(matter) && o.speaker?.friend === true)
    : caseWords.progress(t)
}

/** As far as those may know it who read it here. */
function whereIs(o: Occasion, matter: Case, who: boolean): string {
  const works = isAtWork(o, matter)
  const there = placeFor(matter, o.room === undefined ? works : eyesOf(o.c, o.room) === 'staff')
  if (!works) return who ? homeWords.whoIsNotSaid(matter.number, there) : homeWords.whereItIs(matter.number, there)
  if (homeFor(o.c, matter, o.speaker?.key ?? '') === undefined)
    return homeWords.where(matter.number, there, matter.unnamed ? 'hidden' : '')
  return homeWords.where(matter.number, there, o.speaker?.friend ? 'sent' : 'befriend')
}

/** All of them to one person, in a group as many as one line holds. */
function opinionsOf({ c, room, speaker }: Occasion, number: number): string | undefined {
  const forum = c.get('forum', number)
  if (!forum) return undefined
  const whole = room === undefined
  const conveners = speaker !== undefined && isConvener(speaker) && (whole || c.get('room', room)?.kind === 'staff')
  return opinionsText(c, forum, { whole, sums: conveners && sums(c, forum) })
}

/** 家事: for those alone whom it concerns or who work on it. */
export const mayKnow = ({ speaker }: Occasion, matter: Case): boolean =>
  speaker !== undefined && (concerns(matter, speaker) || mayHandle(speaker, matter))

/** In private, those who raised it or work on it see their own words whole. */
const isTheirs = (o: Occasion, matter: Case): boolean =>
  o.speaker?.key === matter.reporter ||
  o.speaker?.key === matter.handler ||
  (o.speaker?.posts.includes(matter.post ?? '') ?? false)

export const listed = (o: Occasion, number: number, eyes: Eyes): string => {
  const matter = o.c.get('case', number)
  if (!matter) return ''
  const line = caseWords.listed(told(o.c, matter, o.now, eyes))
  return isWatched(matter) && matter.first === o.speaker?.key ? promiseWords.watched(line) : line
}

/** Sent back, and nobody has it in hand yet: who took it first stays answerable. */
const isWatched = (matter: Case): boolean =>
  isOpen(matter) && matter.handler === undefined && matter.first !== undefined

const watchedBy = (o: Occasion, matter: Case): readonly string[] =>
  isWatched(matter) ? [promiseWords.watchedBy(o.c.get('person', matter.first ?? '')?.posts[0])] : []

export const redLine = (o: Occasion, number: number, eyes: Eyes): string => {
  const matter = o.c.get('case', number)
  return matter ? rating.redLine(told(o.c, matter, o.now, eyes)) : ''
}
