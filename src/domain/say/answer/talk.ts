import type { TalkAnswer } from '../../answer.ts'
import { fallbackPost } from '../../case/register.ts'
import { isUnsettled, onDuty, shiftsOn } from '../../people/duty.ts'
import { called, clean } from '../../privacy.ts'
import { conveners, isConvener } from '../../situation.ts'
import type { Person } from '../../state/community.ts'
import { counters } from '../../state/counters.ts'
import type { Poll } from '../../state/matter.ts'
import * as dutyWords from '../../wording/duty.ts'
import { withExample } from '../../wording/example.ts'
import * as forum from '../../wording/forum.ts'
import * as guide from '../../wording/help.ts'
import * as hiddenWords from '../../wording/hidden.ts'
import { isInTheOpen } from '../../wording/home.ts'
import { forgotten, kept } from '../../wording/left.ts'
import * as pollWords from '../../wording/poll.ts'
import * as rating from '../../wording/rating.ts'
import * as talk from '../../wording/talk.ts'
import { calledAs, cleaned, eyesOf, nameOf } from '../face.ts'
import { lowerLines } from '../level.ts'
import type { Occasion } from '../occasion.ts'
import { reminding } from '../reminder.ts'
import { digestText } from '../report.ts'
import { told } from '../told.ts'
import { listed, redLine } from './case.ts'
import { asked } from './poll.ts'

const LISTED = 5
const names = (people: readonly Person[]): readonly string[] => people.map(({ name }) => name)

export function ofTalk(o: Occasion, answer: TalkAnswer): string | undefined {
  const name = nameOf(o.c, o.speaker?.key)
  const dangers = o.c.is.catalogue.dangers
  switch (answer.say) {
    case 'no-such-case':
      return talk.noSuchCase(answer.number, counters(o.c).case - 1)
    case 'no-such-poll':
      return pollWords.noSuchPoll(answer.number, counters(o.c).poll - 1)
    case 'told-conveners':
      return talk.toldConveners(name, clean(o.c, answer.text, 'staff'))
    case 'rumour':
      return talk.rumourForConveners(name, clean(o.c, answer.text, 'staff'))
    case 'register-how':
      return talk.registerHow()
    case 'rumour-passed-on':
      return talk.rumourPassedOn()
    case 'exposed':
      return talk.exposed(answer.what)
    case 'to-conveners':
      return talk.toConveners()
    case 'nothing-to-support':
      return talk.whichNumber('support')
    case 'no-doors':
      return talk.noDoors()
    case 'which-number':
      return talk.whichNumber(answer.command)
    case 'date-far':
      return talk.dateFar()
    case 'no-such-day':
      return talk.noSuchDay(answer.day)
    case 'date-past':
      return talk.datePast(answer.at)
    case 'nobody-called':
      return talk.nobodyCalled(calledAs(o.c, answer.name))
    case 'mine':
      return talk.mine(
        answer.cases.map((number) => listed(o, number, 'own')), // her own, in private
        pollsOf(o, answer.polls).map(pollWords.running),
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
      return o.speaker && withExample(guide.help(o.speaker, answer.on), pollWords.isVillage(o.c))
    case 'code-how':
      return guide.codeHow()
    case 'about':
      return withExample(
        talk.about(answer.topic, fallbackPost(o.c), o.c.is.posts, o.c.is.model),
        pollWords.isVillage(o.c),
      )
    case 'left':
      return undefined // as many lines as it takes
    case 'polished':
      return undefined // made when it is said
    case 'kept':
      return kept(answer.left, answer.droppable)
    case 'forgotten':
      return forgotten()
    case 'own-words':
      return withExample(talk.ownWords(), pollWords.isVillage(o.c))
    case 'welcome':
      return talk.welcomeBack()
    case 'uncalled':
      return talk.uncalled()
    case 'hint':
      return withExample(talk.hint(answer.near), pollWords.isVillage(o.c))
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
      const named = [answer.name, ...(answer.others ?? [])].flatMap(
        (name) => dangers.find((one) => one.name === name) ?? [],
      )
      const { advice, adviceOutside } = named[0] ?? {}
      const isOutside = isInTheOpen(o.heard?.text ?? '', pollWords.isVillage(o.c))
      return talk.danger(
        [...new Set(named.map(({ phone }) => phone))],
        isOutside ? (adviceOutside ?? advice) : advice,
        answer.where === true,
      )
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
    case 'kept-back':
      return (answer.from === 'others' ? hiddenWords.keptFromOthers : hiddenWords.keptBack)(
        o.room === undefined ? names(conveners(o.c)) : [],
      )
    case 'who-comes':
      return hiddenWords.whoComes(answer.by === undefined ? undefined : nameOf(o.c, answer.by), names(conveners(o.c)))
    case 'taken-back': {
      const { phone, advice } = dangers.find((one) => one.name === answer.danger) ?? {}
      return hiddenWords.takenBack(advice, phone)
    }
    case 'which-hidden':
      return hiddenWords.whichHidden(
        answer.among.flatMap((number) => {
          const matter = o.c.get('case', number)
          return matter ? [told(o.c, matter, o.now, 'staff')] : []
        }),
      )
    case 'goes-already':
      return hiddenWords.goesAlready(nameOf(o.c, answer.by))
    case 'nothing-to-undo':
      return talk.nothingToUndo()
    case 'undone':
      return talk.undoneSupport()
    case 'name-poll':
      return pollWords.namePoll(pollsOf(o, answer.polls))
    case 'which-poll':
      return pollWords.whichPoll(pollsOf(o, answer.polls))
    case 'no-poll':
      return pollWords.noPoll()
    case 'vote-how':
      return talk.voteHow(
        pollsOf(o, answer.polls).map((poll) => asked(o, cleaned(o.c, poll))),
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
      return talk.nobodyToConfirm(calledAs(o.c, answer.name))
    case 'no-such-household':
      return talk.noSuchHousehold()
  }
}

const pollsOf = ({ c }: Occasion, numbers: readonly number[]): readonly Poll[] =>
  numbers.flatMap((number) => c.get('poll', number) ?? [])
