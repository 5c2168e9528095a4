import type { Answer, CaseAnswer, PollAnswer, TalkAnswer } from '../answer.ts'
import { isLong } from '../case/case.ts'
import { fallbackPost } from '../case/register.ts'
import { categoryOf } from '../limit/limit.ts'
import { isUnsettled, onDuty, shiftsOn } from '../people/duty.ts'
import { leftOf } from '../people/left.ts'
import { tally } from '../poll/ballot.ts'
import { ranked } from '../poll/forum.ts'
import { isWithin, unreached } from '../poll/handin.ts'
import { unitsOf } from '../poll/roll.ts'
import { called, clean } from '../privacy.ts'
import { concerns, isConvener, isOpen, mayHandle, openPolls } from '../situation.ts'
import { counters } from '../state/counters.ts'
import type { Case, Poll } from '../state/matter.ts'
import * as finish from '../wording/announce.ts'
import * as ballot from '../wording/ballot.ts'
import * as caseWords from '../wording/case.ts'
import * as dutyWords from '../wording/duty.ts'
import * as forum from '../wording/forum.ts'
import * as guide from '../wording/help.ts'
import { goesAlready } from '../wording/hidden.ts'
import * as clock from '../wording/hold.ts'
import * as homeWords from '../wording/home.ts'
import { unfit } from '../wording/level.ts'
import { notMerged } from '../wording/merge.ts'
import * as pollWords from '../wording/poll.ts'
import * as promiseWords from '../wording/promise.ts'
import * as rating from '../wording/rating.ts'
import type { Eyes } from '../wording/redact.ts'
import * as outcome from '../wording/result.ts'
import { sortedAlready, whichSort } from '../wording/sort.ts'
import * as talk from '../wording/talk.ts'
import { calledAs, cleaned, eyesOf, nameless, nameOf } from './face.ts'
import { homeFor, placeFor } from './home.ts'
import { lowerLines } from './level.ts'
import type { Occasion, Saying } from './occasion.ts'
import { ownInspection } from './rating.ts'
import { reminding } from './reminder.ts'
import { digestText } from './report.ts'
import { told } from './told.ts'

const LISTED = 5

/** An answer in words, to whom it goes. */
export function sayAnswer(o: Occasion, answer: Answer): readonly Saying[] {
  if (answer.say === 'left') return leftLines(o, answer)
  const card = cardOf(o, answer)
  const text = textOf(o, answer)
  if (text === undefined) return card
  const to = answer.to ?? (isSecret(o, answer) && o.speaker ? { person: o.speaker.key } : undefined)
  const about = 'case' in answer ? `#${answer.case}` : 'poll' in answer ? `P${answer.poll}` : undefined
  return [
    {
      text,
      asked: to === undefined || ('person' in to && to.person === o.speaker?.key),
      urgent: answer.say === 'danger',
      ...(answer.say === 'danger' && answer.unnamed ? { uncalled: true } : {}),
      ...(to === undefined ? {} : { to }),
      ...(about === undefined ? {} : { about }),
    },
    ...card,
  ]
}

/** What of her words went to a model service, to herself. */
const leftLines = ({ c, speaker, now }: Occasion, { to }: Answer): readonly Saying[] =>
  talk
    .left(leftOf(c, speaker?.contact), c.is.model, now)
    .map((text) => ({ text, asked: true, ...(to === undefined ? {} : { to }) }))

/** What goes with the words: the whole list for who walks from door to door, the sheet of a poll that is over, a code. */
function cardOf(o: Occasion, answer: Answer): readonly Saying[] {
  if (!o.speaker || !('poll' in answer)) return []
  const about = { text: '', asked: true, about: `P${answer.poll}` } as const
  const privately = { to: { person: o.speaker.key } } as const
  switch (answer.say) {
    case 'doors':
      return [{ ...privately, text: '', card: { card: 'doors', poll: answer.poll }, asked: true }]
    case 'record':
    case 'codes':
      return [
        {
          ...about,
          ...(answer.to === undefined && o.room !== undefined ? { to: { room: o.room } } : privately),
          card: { card: 'record', poll: answer.poll },
        },
      ]
    case 'own-code':
      return [{ ...about, ...privately, card: { card: 'receipt', poll: answer.poll } }]
    default:
      return []
  }
}

function textOf(o: Occasion, answer: Answer): string | undefined {
  if ('case' in answer) {
    const matter = o.c.get('case', answer.case)
    return matter && aboutCase(o, matter, answer)
  }
  if ('poll' in answer) {
    const poll = o.c.get('poll', answer.poll)
    return poll && aboutPoll(o, poll, answer)
  }
  return ofTalk(o, answer)
}

function aboutCase(o: Occasion, matter: Case, answer: CaseAnswer): string | undefined {
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
      return unfit(matter, answer.why, o.c.is.children?.map((one) => one.name) ?? [])
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
    case 'date-missing':
      return caseWords.dateMissing(t)
    case 'nothing-asked':
      return caseWords.nothingAsked(t)
    case 'urged-already':
      return caseWords.urgedAlready(t)
    case 'limit-stays':
      return promiseWords.limitStays(t)
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
    case 'no-own-opinion':
      return forum.noOwn(matter.number)
    case 'opinion-seconded':
      return forum.backed(matter.number, answer.opinion)
    case 'second-which':
      return forum.which(matter.number, answer.opinion, nameless(o.c, clean(o.c, answer.text)))
    case 'whose':
      return [
        caseWords.whose(t, o.speaker !== undefined && mayHandle(o.speaker, matter) && !isConvener(o.speaker)),
        ...watchedBy(o, matter),
      ].join('\n')
  }
}

/** Whole to those whose it is, in private; to staff among themselves as much as a line holds. */
function progressOf(o: Occasion, matter: Case, t: caseWords.Told, alone: boolean): string {
  const works = o.speaker !== undefined && mayHandle(o.speaker, matter)
  if (alone || (o.room === undefined && (works || isTheirs(o, matter)))) return caseWords.inFull(t)
  return works && t.full !== undefined
    ? caseWords.progressForStaff(t, isLong(matter) && o.speaker?.friend === true)
    : caseWords.progress(t)
}

/** As far as those may know it who read it here. */
function whereIs(o: Occasion, matter: Case, who: boolean): string {
  const works = o.speaker !== undefined && mayHandle(o.speaker, matter)
  const there = placeFor(matter, o.room === undefined ? works : eyesOf(o.c, o.room) === 'staff')
  if (!works) return who ? homeWords.whoIsNotSaid(matter.number, there) : homeWords.whereItIs(matter.number, there)
  if (homeFor(o.c, matter, o.speaker?.key ?? '') === undefined)
    return homeWords.where(matter.number, there, matter.unnamed ? 'hidden' : '')
  return homeWords.where(matter.number, there, o.speaker?.friend ? 'sent' : 'befriend')
}

/** As anybody may read them: nobody is named in what others say. */
function opinionsOf({ c }: Occasion, number: number): string {
  const all = c.get('forum', number)
  const shown = all ? ranked(c, all).map((one) => ({ ...one, text: nameless(c, clean(c, one.text)) })) : []
  return forum.list(number, shown, all?.over === true)
}

/** 家事: for those alone whom it concerns or who work on it. */
const mayKnow = ({ speaker }: Occasion, matter: Case): boolean =>
  speaker !== undefined && (concerns(matter, speaker) || mayHandle(speaker, matter))

/** Their answers on 家事 go to them in private, wherever they asked. */
function isSecret(o: Occasion, answer: Answer): boolean {
  const matter = 'case' in answer ? o.c.get('case', answer.case) : undefined
  return matter?.tier === 'family' && o.room !== undefined && mayKnow(o, matter)
}

/** In private, those who raised it or work on it see their own words whole. */
const isTheirs = (o: Occasion, matter: Case): boolean =>
  o.speaker?.key === matter.reporter ||
  o.speaker?.key === matter.handler ||
  (o.speaker?.posts.includes(matter.post ?? '') ?? false)

/** What somebody is called, by herself or by others. */
const briefly = (o: Occasion, name: string): string => calledAs(o.c, name)

function aboutPoll(o: Occasion, poll: Poll, answer: PollAnswer): string | undefined {
  /** No door is said in a group of residents. */
  const door = (household: string): string =>
    clean(o.c, household, answer.to === undefined && o.room !== undefined ? eyesOf(o.c, o.room) : 'staff')
  /** Nor half of one, which would be another's: 「名册上没有3栋2单元」. */
  const shown = (household: string): string => (door(household) === household ? household : ballot.thatDoor())
  switch (answer.say) {
    case 'poll-over':
      return ballot.over(poll)
    case 'poll-settled':
      return pollWords.settled(poll)
    case 'posted-fixed':
      return pollWords.postedFixed(poll)
    case 'urge-poll':
      return pollWords.urgePoll(poll, `${unreached(o.c, poll).length}${pollWords.unit(poll)}`)
    case 'not-voiding':
      return pollWords.notVoiding(poll, answer.asked)
    case 'extend-before':
      return pollWords.extendBefore(poll, answer.closes, answer.later)
    case 'back-voted':
      return pollWords.backVoted(poll)
    case 'own-secret':
      return ballot.ownSecret(poll, door(answer.household))
    case 'by-name':
      return ballot.byName(poll)
    case 'no-hand-in':
      return ballot.noHandIn(poll)
    case 'hand-in-hint':
      return ballot.handInHint(poll, door(answer.household), answer.choices)
    case 'not-handed':
      return ballot.notHanded(poll, shown(answer.household))
    case 'others-hand-in':
      return ballot.othersHandIn(poll, shown(answer.household))
    case 'hand-in-back':
      return answer.told
        ? ballot.handInBackTold(poll, nameOf(o.c, o.speaker?.key), answer.choices)
        : ballot.handInBack(poll, shown(answer.household), answer.choices)
    case 'handed-in-several':
      return ballot.handedInSeveral(
        poll,
        { ...answer, unread: answer.unread.map((text) => clean(o.c, text, 'staff')) },
        shown,
      )
    case 'void-reason':
      return pollWords.voidReason(poll)
    case 'void-waits':
      return pollWords.voidWaits(poll)
    case 'void-alone':
      return pollWords.voidAlone(poll)
    case 'extend-until':
      return pollWords.extendUntil(poll)
    case 'extend-reason':
      return pollWords.extendReason(poll, answer.closes)
    case 'not-shorter':
      return pollWords.notShorter(poll, answer.closes)
    case 'not-over':
      return pollWords.notOver(poll)
    case 'conclude-how':
      return pollWords.concludeHow(poll)
    case 'aside-reason':
      return ballot.asideReason(poll, door(answer.household))
    case 'secret-stays':
      return ballot.secretStays(poll)
    case 'no-ballot':
      return ballot.noBallot(poll, shown(answer.household))
    case 'not-aside':
      return ballot.notAside(poll, shown(answer.household))
    case 'not-on-roll':
      return ballot.notOnRoll(poll, shown(answer.household))
    case 'voted-later':
      return ballot.votedLater(poll, shown(answer.household))
    case 'photo-seen':
      return ballot.photoSeen(poll)
    case 'photo-please':
      return ballot.photoPlease(poll)
    case 'handed-in':
      return ballot.handedIn(poll, door(answer.household), answer.choices, answer.how, answer.again)
    case 'hand-in-replaced':
      return ballot.handInReplaced(
        poll,
        door(answer.household),
        answer.how,
        answer.choices,
        nameOf(o.c, o.speaker?.key),
      )
    case 'vote-for-whom':
      return ballot.voteForWhom(poll, briefly(o, answer.who), poll.secret && o.room !== undefined)
    case 'vote-for-waits':
      return ballot.voteForWaits(poll)
    case 'hand-in-please':
      return ballot.handInPlease(poll, { ...answer, name: briefly(o, answer.name), who: briefly(o, answer.who) })
    case 'units-counted':
      return ballot.unitsCounted(poll, answer.units)
    case 'doors':
      if (answer.within !== undefined && !poll.electorate.some((unit) => isWithin(unit, answer.within)))
        return outcome.noBuilding(poll, answer.within)
      return outcome.doors(
        poll,
        unreached(o.c, poll, answer.within).map((unit) => (o.c.get('person', unit) ? nameOf(o.c, unit) : unit)),
        answer.within,
      )
    case 'no-doors':
      return outcome.noDoors(poll)
    case 'hand-in-privately':
      return ballot.handInPrivately(poll)
    case 'vote-privately':
      return ballot.votePrivately(poll)
    case 'befriend-to-vote':
      return ballot.befriendToVote(poll)
    case 'chain-unread':
      return ballot.chainUnread(poll, replyOf(o, poll))
    case 'counted-apart':
      return ballot.countedApart(poll, briefly(o, answer.name))
    case 'not-voting':
      return pollWords.notVoting(poll, replyOf(o, poll))
    case 'noted':
      return ballot.noted(poll, answer.choices)
    case 'stays-aside':
      return ballot.staysAside(poll, answer.household && door(answer.household))
    case 'vote-undone':
      return ballot.undoneVote(poll, replyOf(o, poll))
    case 'namesakes':
      return ballot.namesakes(poll, briefly(o, answer.name))
    case 'chain-apart':
      return ballot.chainApart(poll, briefly(o, answer.name), replyOf(o, poll))
    case 'either':
      return talk.either(cleaned(o.c, poll))
    case 'who-voted':
      return ballot.whoVoted(poll)
    case 'who-may':
      return pollWords.whoMay(poll)
    case 'which-option':
      return ballot.whichOption(poll)
    case 'for-or-abstain':
      return ballot.plainly(poll)
    case 'no-such-option':
      return ballot.noSuchOption(poll, answer.number)
    case 'too-many':
      return ballot.tooMany(poll)
    case 'outside':
      return ballot.outside(poll)
    case 'changed-enough':
      return ballot.changedEnough(poll, answer.until)
    case 'where-home':
      return ballot.whereHome(poll, pollWords.isVillage(o.c))
    case 'housemate-took-back':
      return ballot.tookBack(poll, answer.choices)
    case 'status':
      return outcome.status(cleaned(o.c, poll), poll.result ?? tally(o.c, poll), o.now)
    case 'record':
      return guide.recordIs(poll)
    case 'codes':
      return guide.codesAre(poll)
    case 'own-code':
      return undefined // is worked out when it is said
    case 'code-gone':
      return guide.codeGone(poll)
    case 'code-elsewhere':
      return guide.codeElsewhere(poll)
    case 'no-code':
      return guide.noCode(poll)
    case 'who-sees':
      return guide.whoSees(poll)
    case 'my-ballot':
      return ballot.myBallot(poll, answer, replyOf(o, poll))
    case 'housemate-voted':
      return ballot.housemateVoted(poll, answer.choices, answer.again, answer.handed)
  }
}

function ofTalk(o: Occasion, answer: TalkAnswer): string | undefined {
  const name = nameOf(o.c, o.speaker?.key)
  const dangers = o.c.is.catalogue.dangers
  switch (answer.say) {
    case 'no-such-case':
      return talk.noSuchCase(answer.number, counters(o.c).case - 1)
    case 'no-such-poll':
      return pollWords.noSuchPoll(answer.number, counters(o.c).poll - 1)
    case 'told-conveners':
      return talk.toldConveners(name, clean(o.c, answer.text, 'staff'))
    case 'to-conveners':
      return talk.toConveners()
    case 'nothing-to-support':
      return talk.whichNumber('support')
    case 'which-number':
      return talk.whichNumber(answer.command)
    case 'date-far':
      return talk.dateFar()
    case 'date-past':
      return talk.datePast(answer.at)
    case 'nobody-called':
      return talk.nobodyCalled(briefly(o, answer.name))
    case 'mine':
      return talk.mine(
        answer.cases.map((number) => listed(o, number, 'own')), // her own, in private
        answer.polls.flatMap((number) => o.c.get('poll', number) ?? []).map(pollWords.running),
      )
    case 'todo':
      return talk.todo(
        answer.cases.slice(0, LISTED).map((number) => listed(o, number, answer.to ? 'staff' : eyesOf(o.c, o.room))),
        answer.cases.length - LISTED,
      )
    case 'digest':
      return digestText(o, answer)
    case 'red':
      return rating.redList([
        ...answer.cases.map((number) => redLine(o, number, answer.to ? 'staff' : eyesOf(o.c, o.room))),
        ...lowerLines(o),
      ])
    case 'red-count':
      return rating.redCount(answer.count)
    case 'which-again':
      return rating.whichAgain(answer.cases)
    case 'sent-privately':
      return talk.sentPrivately()
    case 'befriend-me':
      return talk.befriendMe()
    case 'which-community':
      return talk.whichCommunity(answer.names)
    case 'help':
      return o.speaker && guide.help(o.speaker, answer.on)
    case 'code-how':
      return guide.codeHow()
    case 'about':
      return talk.about(answer.topic, fallbackPost(o.c), o.c.is.posts, o.c.is.model)
    case 'left':
      return undefined // as many lines as it takes
    case 'kept':
      return talk.kept(answer.left, answer.droppable)
    case 'forgotten':
      return talk.forgotten()
    case 'own-words':
      return talk.ownWords()
    case 'welcome':
      return talk.welcomeBack()
    case 'uncalled':
      return talk.uncalled()
    case 'hint':
      return talk.hint(answer.near)
    case 'too-late':
      return talk.tooLate(answer.at)
    case 'too-long':
      return talk.tooLong()
    case 'cannot-hear':
      return talk.cannotHear()
    case 'voice-heard':
      return talk.voiceHeard(clean(o.c, answer.text, eyesOf(o.c, o.room)))
    case 'misheard':
      return talk.misheard(answer.matter)
    case 'danger': {
      const danger = dangers.find(({ name: kind }) => kind === answer.name)
      return talk.danger(danger?.phone ?? '', danger?.advice, answer.where === true)
    }
    case 'reminding':
      return reminding(o, answer)
    case 'on-duty': {
      if (answer.unknown) return dutyWords.unknown()
      if (isUnsettled(o.c, answer.at, o.now)) return dutyWords.unsettled(answer.at)
      const told = answer.whole ? dutyWords.onDutyOn : dutyWords.onDutyAt
      const shifts = answer.whole ? shiftsOn(o.c, answer.at) : onDuty(o.c, answer.at)
      return told(shifts, answer.at, o.now, fallbackPost(o.c))
    }
    case 'called-enough':
      return talk.calledEnough()
    case 'goes-already':
      return goesAlready(nameOf(o.c, answer.by))
    case 'nothing-to-undo':
      return talk.nothingToUndo()
    case 'undone':
      return talk.undoneSupport()
    case 'name-poll':
      return pollWords.namePoll(answer.polls.flatMap((number) => o.c.get('poll', number) ?? []))
    case 'which-poll':
      return pollWords.whichPoll(answer.polls.flatMap((number) => o.c.get('poll', number) ?? []))
    case 'no-poll':
      return pollWords.noPoll()
    case 'vote-how':
      return talk.voteHow(
        answer.polls.flatMap((number) => o.c.get('poll', number) ?? []).map((poll) => asked(o, cleaned(o.c, poll))),
        o.now,
      )
    case 'poll-how':
      return talk.pollHow(answer.none, o.speaker !== undefined && isConvener(o.speaker))
    case 'bad-poll':
      return pollWords.badPoll(answer.why)
    case 'conveners-only':
      return pollWords.convenersOnly()
    case 'deliberate-what':
      return forum.what()
    case 'card-dropped':
      return pollWords.dropped()
    case 'nothing-to-post':
      return pollWords.nothingToPost()
    case 'post-please':
      return pollWords.postPlease()
    case 'nothing-to-conclude':
      return pollWords.nothingToConclude()
    case 'deaf':
      return talk.deaf(answer.on)
    case 'hushed':
      return talk.hushed(answer.until, o.now)
    case 'resumed':
      return talk.resumed()
    case 'quiet-passed-on':
      return talk.quietPassedOn()
    case 'staff-only':
      return talk.staffOnly()
    case 'stewards-only':
      return talk.stewardsOnly()
    case 'bound-already':
      return talk.boundAlready()
    case 'code-refused':
      return talk.codeRefused()
    case 'code-burnt':
      return talk.codeBurnt()
    case 'confirm-please':
      return talk.confirmPlease(called(answer.name), answer.household)
    case 'claim-changed':
      return talk.claimChanged(called(answer.name), answer.household)
    case 'nobody-to-confirm':
      return talk.nobodyToConfirm(briefly(o, answer.name))
    case 'no-such-household':
      return talk.noSuchHousehold()
  }
}

/** How she votes in it from where she asks. */
const replyOf = (o: Occasion, poll: Poll): pollWords.Reply => {
  const { alone, aloud, friend } = asked(o, poll)
  return { alone, aloud, friend }
}

/** A poll for her who asks how to vote in it, and where. */
const asked = ({ c, room, speaker }: Occasion, poll: Poll): talk.Asked => {
  const open = openPolls(c, room)
  return {
    poll,
    aloud: room !== undefined,
    alone: open.length === 1 && open[0]?.number === poll.number,
    friend: speaker?.friend ?? false,
    listed: speaker === undefined || unitsOf(c, poll, speaker).length > 0,
  }
}

const listed = (o: Occasion, number: number, eyes: Eyes): string => {
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

const redLine = (o: Occasion, number: number, eyes: Eyes): string => {
  const matter = o.c.get('case', number)
  return matter ? rating.redLine(told(o.c, matter, o.now, eyes)) : ''
}
