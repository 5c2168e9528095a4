import type { PollAnswer } from '../../answer.ts'
import { tally } from '../../poll/ballot.ts'
import { isWithin, unreached } from '../../poll/handin.ts'
import { unitsOf } from '../../poll/roll.ts'
import { clean } from '../../privacy.ts'
import { openPolls } from '../../situation.ts'
import type { Poll } from '../../state/matter.ts'
import * as ballot from '../../wording/ballot.ts'
import * as guide from '../../wording/help.ts'
import * as pollWords from '../../wording/poll.ts'
import * as outcome from '../../wording/result.ts'
import * as talk from '../../wording/talk.ts'
import { calledAs, cleaned, eyesOf, nameOf } from '../face.ts'
import type { Occasion } from '../occasion.ts'

export function aboutPoll(o: Occasion, poll: Poll, answer: PollAnswer): string | undefined {
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
      return ballot.voteForWhom(poll, calledAs(o.c, answer.who), poll.secret && o.room !== undefined)
    case 'vote-for-waits':
      return ballot.voteForWaits(poll)
    case 'hand-in-please':
      return ballot.handInPlease(poll, { ...answer, name: calledAs(o.c, answer.name), who: calledAs(o.c, answer.who) })
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
      return ballot.chainUnread(poll, asked(o, poll))
    case 'counted-apart':
      return ballot.countedApart(poll, calledAs(o.c, answer.name))
    case 'not-voting':
      return pollWords.notVoting(poll, asked(o, poll))
    case 'noted':
      return ballot.noted(poll, answer.choices)
    case 'stays-aside':
      return ballot.staysAside(poll, answer.household && door(answer.household))
    case 'vote-undone':
      return ballot.undoneVote(poll, asked(o, poll))
    case 'namesakes':
      return ballot.namesakes(poll, calledAs(o.c, answer.name))
    case 'chain-apart':
      return ballot.chainApart(poll, calledAs(o.c, answer.name), asked(o, poll))
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
      return ballot.myBallot(poll, answer, asked(o, poll))
    case 'housemate-voted':
      return ballot.housemateVoted(poll, answer.choices, answer.again, answer.handed)
  }
}

/** A poll for her who asks how to vote in it, and where. */
export const asked = ({ c, room, speaker }: Occasion, poll: Poll): talk.Asked => {
  const open = openPolls(c, room)
  return {
    poll,
    aloud: room !== undefined,
    alone: open.length === 1 && open[0]?.number === poll.number,
    friend: speaker?.friend ?? false,
    listed: speaker === undefined || unitsOf(c, poll, speaker).length > 0,
  }
}
