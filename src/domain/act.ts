import { ask } from './case/ask.ts'
import { add, mine, progress, todo, urge, urgeOutside, where, whose, withdraw } from './case/case.ts'
import { correct } from './case/correct.ts'
import { ofDanger } from './case/danger.ts'
import { reportJoined } from './case/draft.ts'
import { merge, part } from './case/merge.ts'
import { misheard } from './case/misheard.ts'
import { lastOwn } from './case/more.ts'
import { pictured } from './case/pictured.ts'
import { notice, raise } from './case/raise.ts'
import { sort } from './case/sort.ts'
import { again, supportNamed } from './case/support.ts'
import { unnamed } from './case/unnamed.ts'
import type { Heard, Quote } from './heard/input.ts'
import type { Reading, Topic, Trouble } from './heard/reading.ts'
import { callIn, passUp, sendDown } from './level/level.ts'
import { forget, left } from './people/left.ts'
import { whoIsOnDuty } from './people/oncall.ts'
import { confirm, deaf, liveAt, useCode } from './people/people.ts'
import { isQuoted, quotesUnheard } from './people/unheard.ts'
import { chain } from './poll/chain.ts'
import { amongStaff, conclude, end, extend, keep, restore, setAside, urgePoll, voidPoll } from './poll/convene.ts'
import { deliberate, opine, opinionBack, opinions, second, secondWords, sumUp, withForum } from './poll/forum.ts'
import { handIn, handInBack, handInSeveral, sweep, twoVotes, voteFor } from './poll/handin.ts'
import { myBallots, ownCode, record, result, status, voteHow, whoSees } from './poll/inquiry.ts'
import { ofPoll, pollMeant } from './poll/meant.ts'
import { cardWaits, changePoll, dropPoll, openPoll, postPoll, showCard } from './poll/poll.ts'
import { notVoting, unvote } from './poll/retract.ts'
import { ownCount } from './poll/rival.ts'
import { mayHandIn } from './poll/roll.ts'
import { alike, sameVote, unsure, vote, voteAmong, voteEach, whichOption } from './poll/vote.ts'
import { callBack, callMissed, inspect, redList } from './rating/inspect.ts'
import { rate, reopen, unmended } from './rating/rating.ts'
import { still } from './rating/still.ts'
import { dropReminder, moveReminder, remind, reminders, stoppage } from './reminder/remind.ts'
import { digest, polish } from './report/digest.ts'
import { heated } from './room/mood.ts'
import { bindRoom, hush, resume, rumour } from './room/room.ts'
import { answer, both, happened, isConvener, isStaff, type Outcome, type Situation, toConveners } from './situation.ts'
import { undo } from './undo.ts'
import { saysMissent, saysTakenBack } from './wording/rating.ts'
import { isEveryday, NEAR } from './wording/talk.ts'
import { atHome, nobodyHome, noHurry } from './work/absence.ts'
import { correctFinish, spokenByStaff, takeDown } from './work/announce.ts'
import { decline, finish, handOn, needHelp, news, press, refuse, sendBack, slip } from './work/handle.ts'
import { giveReason, goOn, suspend } from './work/hold.ts'
import { inquire, remark } from './work/inquiry.ts'
import { agree, agreeHere, disagree, postpone, someday } from './work/postpone.ts'
import { noSuchDay, promise, stuck, unhurried } from './work/promise.ts'
import { onSight } from './work/sight.ts'
import { acceptOffered, goingTo, take, takeQuoted } from './work/take.ts'

/** What one reading comes to here; `undefined`: it does not fit, the next one may. */
export function act(s: Situation, reading: Reading): Outcome | undefined {
  switch (reading.do) {
    case 'raise':
      return (
        ofUnheard(s, reading.trouble) ??
        unmended(s, reading.trouble) ??
        raise(s, reading.trouble, { ...onBehalf(s), ...(reading.for === undefined ? {} : { for: reading.for }) })
      )
    case 'trouble':
      return ofUnheard(s, reading.trouble) ? undefined : (unmended(s, reading.trouble) ?? notice(s, reading.trouble))
    case 'report':
      return reportJoined(s) ?? (s.heard.addressed ? answer({ say: 'hint', near: NEAR.raise }) : undefined) // else only an answer to a question
    case 'support':
      return alike(s) ?? supportNamed(s, reading)
    case 'progress':
      return withForum(s, progress(s, reading))
    case 'where':
      return where(s, reading.case, reading.who === true)
    case 'whose':
      return whose(s, reading.case)
    case 'add':
      return add(s, reading.case, reading.text)
    case 'inquire':
      return inquire(s, reading)
    case 'remark':
      return remark(s, reading)
    case 'danger':
      return ofDanger(s, reading)
    case 'correct':
      return correct(s, reading) ?? misheard(s, reading)
    case 'withdraw':
      return (saysTakenBack(s.heard.text) ? slip(s, reading.case) : undefined) ?? withdraw(s, reading.case)
    case 'rate':
      return rate(s, reading)
    case 'reopen':
      return reopen(s, reading) ?? (reading.case === undefined && !reading.how ? again(s) : undefined)
    case 'still':
      return still(s, reading)
    case 'inspect':
      return inspect(s, reading.case, reading.passed, reading.text)
    case 'call-back':
      return callBack(s, reading.case, reading.grade, reading.text)
    case 'call-missed':
      return callMissed(s, reading.case)
    case 'red-list':
      return redList(s)
    case 'urge':
      if (reading.how === 'outside') return urgeOutside(s, reading.case)
      return (reading.case === undefined ? urgePoll(s, undefined) : undefined) ?? urge(s, reading.case)
    case 'mine':
      return mine(s)
    case 'take':
      if (reading.how === 'quoting') return takeQuoted(s)
      if (reading.how === 'going' || reading.how === 'rescuing' || reading.how === 'received')
        return goingTo(s, reading)
      if (reading.how === 'plain' && !isStaff(s.speaker)) return undefined
      return [reading.case, ...(reading.more ?? [])]
        .map((number) => take(s, number))
        .reduce((a, b) => (a && b ? both(a, b) : (a ?? b)))
    case 'news':
      return news(s, reading)
    case 'promise':
      return promise(s, reading)
    case 'stuck':
      return stuck(s, reading)
    case 'no-reminders':
      return unhurried(s, reading)
    case 'on-sight':
      return onSight(s, reading)
    case 'nobody-home':
      return nobodyHome(s, reading)
    case 'no-hurry':
      return noHurry(s, reading)
    case 'at-home':
      return atHome(s)
    case 'day':
    case 'span':
    case 'same':
      return undefined // only an answer to a question
    case 'each':
      return undefined // taken part by part
    case 'hand-on':
      return handOn(s, reading.case, reading.to)
    case 'decline':
      return decline(s, reading.case, reading.reason)
    case 'send-back':
      return sendBack(s, reading.case, reading.reason)
    case 'refuse':
      return refuse(s, reading.case, reading.reason)
    case 'finish':
      return finish(s, reading)
    case 'postpone':
      return reading.how === 'plain' ? someday(s, reading) : postpone(s, reading)
    case 'no-such-day':
      return noSuchDay(s, reading)
    case 'agree':
      return agree(s, reading.case)
    case 'disagree':
      return disagree(s, reading.case, reading.reason)
    case 'press':
      return press(s, reading.case, reading.text)
    case 'need-help':
      return needHelp(s, reading)
    case 'reason':
      return giveReason(s, reading)
    case 'suspend':
      return suspend(s, reading)
    case 'go-on':
      return goOn(s, reading)
    case 'pass-up':
      if (reading.how === 'plain' && !isStaff(s.speaker)) return undefined
      return passUp(s, reading.case, reading.reason)
    case 'send-down':
      return sendDown(s, reading.case, reading.to, reading.reason)
    case 'call-in':
      return callIn(s, reading.case)
    case 'correct-finish':
      return (spokenByStaff(s) ? correctFinish(s, reading) : undefined) ?? slipped(s, reading)
    case 'take-down':
      return spokenByStaff(s) ? takeDown(s, reading) : undefined
    case 'sort':
      return sort(s, reading)
    case 'merge':
      return merge(s, reading.case, reading.into)
    case 'part':
      return part(s, reading.case, reading.into)
    case 'todo':
      return todo(s)
    case 'digest':
      return digest(s, reading)
    case 'polish':
      return polish(s, reading)
    case 'open-poll':
      return openPoll(s, reading.poll)
    case 'post-poll':
      return postPoll(s)
    case 'change-poll':
      return changePoll(s, reading)
    case 'show-card':
      return showCard(s)
    case 'drop-poll':
      return dropPoll(s)
    case 'void-poll':
      return reading.how === 'either' && !isConvener(s.speaker) ? undefined : voidPoll(s, reading)
    case 'extend-poll':
      return extend(s, reading)
    case 'end-poll':
      return end(s, reading)
    case 'conclude':
      return conclude(s, reading)
    case 'set-aside':
      return setAside(s, reading)
    case 'restore':
      return restore(s, reading)
    case 'sweep':
      return sweep(s, reading.poll, reading.within)
    case 'urge-poll':
      return urgePoll(s, reading.poll)
    case 'keep-poll':
      return keep(s, reading)
    case 'hand-in':
      return handIn(s, reading)
    case 'hand-ins':
      return handInSeveral(s, reading)
    case 'hand-in-back':
      return handInBack(s, reading)
    case 'staff-command':
      return staffCommand(s, reading.near)
    case 'deliberate':
      return deliberate(s, reading)
    case 'opinion':
      return opine(s, reading)
    case 'second':
      return second(s, reading)
    case 'second-words':
      return secondWords(s, reading)
    case 'opinions':
      return opinions(s, reading)
    case 'sum-up':
      return sumUp(s, reading)
    case 'opinion-back':
      return opinionBack(s, reading)
    case 'vote':
      return agreeHere(s, reading) ?? (reading.among ? voteAmong(s, reading, reading.among) : vote(s, reading))
    case 'vote-each':
      return voteEach(s, reading.choices)
    case 'same-vote':
      return sameVote(s, reading.poll)
    case 'vote-for':
      return voteFor(s, reading)
    case 'two-votes':
      return twoVotes(s, reading.poll)
    case 'chain':
      return chain(s, reading)
    case 'own-count':
      return ownCount(s)
    case 'vote-not':
      return notVoting(s, reading.poll)
    case 'who-voted':
      return ofPoll(s, reading.poll, ({ number }) => answer({ say: 'who-voted', poll: number }))
    case 'who-may':
      return ofPoll(s, reading.poll, ({ number }) => answer({ say: 'who-may', poll: number }))
    case 'option-missing':
      return ofPoll(s, undefined, () => both(toConveners(s), answer({ say: 'to-conveners' })))
    case 'vote-unsure':
      return unsure(s, reading.ask)
    case 'unvote':
      return unvote(s, reading.poll)
    case 'status':
      return status(s, reading.poll)
    case 'my-ballot':
      return myBallots(s, reading.poll)
    case 'vote-how':
      return voteHow(s, reading.poll)
    case 'result':
      return result(s, reading.poll)
    case 'record':
      return record(s, reading.poll)
    case 'own-code':
      return ownCode(s, reading.poll)
    case 'code-how':
      return answer({ say: 'code-how' })
    case 'who-sees':
      return whoSees(s, reading.poll)
    case 'poll-how':
      return answer({ say: 'poll-how', none: false })
    case 'remind':
      return remind(s, reading)
    case 'move-reminder':
      return moveReminder(s, reading)
    case 'drop-reminder':
      return dropReminder(s, reading)
    case 'reminders':
      return reminders(s, reading.reminder)
    case 'stoppage':
      return stoppage(s, reading)
    case 'on-duty':
      return whoIsOnDuty(s, reading)
    case 'yes':
      return cardWaits(s) ?? acceptOffered(s) ?? still(s, { grade: 'good', how: 'everyday' })
    case 'no':
      return dropPoll(s) // else only an answer to a question
    case 'pictured':
      return pictured(s, reading)
    case 'undo':
      return undo(s)
    case 'slip':
      return slip(s, reading.case) ?? (reading.case === undefined ? unsent(s) : undefined)
    case 'help':
      return answer({ say: 'help', ...(reading.on === undefined ? {} : { on: reading.on }) })
    case 'left':
      return s.heard.addressed ? left(s) : undefined
    case 'forget':
      return s.heard.addressed ? forget(s) : undefined
    case 'about':
      return s.heard.addressed ? about(s, reading.topic) : undefined
    case 'thanks':
      return s.heard.addressed ? answer({ say: 'welcome' }) : undefined
    case 'what':
      return s.heard.addressed ? ask(s, { ask: 'what' }) : undefined
    case 'explain':
      return s.heard.addressed ? answer({ say: 'help' }) : undefined
    case 'rumour':
      return rumour(s)
    case 'mood':
      return heated(s, reading.mood)
    case 'apart':
      return apart(s)
    case 'unnamed':
      return unnamed(s, reading.case)
    case 'uncall':
      return both(
        happened({ type: 'person-changed', at: s.now, person: { ...s.speaker, uncalled: true } }),
        answer({ say: 'uncalled' }),
      )
    case 'deaf':
      return deaf(s, reading.on)
    case 'hush':
      return hush(s, reading.minutes)
    case 'resume':
      return resume(s)
    case 'bind-room':
      return bindRoom(s, s.heard, s.heard.topic)
    case 'live-at':
      return liveAt(s, reading.household, reading.relation)
    case 'confirm':
      return confirm(s, reading.name)
    case 'code':
      return useCode(s, reading.code)
    case 'exposes':
      return s.room ? answer({ say: 'exposed', what: reading.what }) : undefined
    case 'too-long':
      return undefined // said beside what the words that were read come to
    case 'unclear': {
      const poll = reading.near === NEAR.vote ? pollMeant(s, undefined) : undefined
      if (poll?.stage === 'open') return whichOption(s, poll)
      return s.heard.addressed || (reading.near === NEAR.handIn && mayHandIn(s.speaker))
        ? answer({ say: 'hint', ...(reading.near === undefined ? {} : { near: reading.near }) })
        : undefined
    }
  }
}

/** Never a new case where staff say it; of a resident only what is no everyday word. */
const staffCommand = (s: Situation, near: string): Outcome | undefined =>
  (mayHandIn(s.speaker) && amongStaff(s)) || (s.heard.addressed && !isEveryday(near))
    ? answer({ say: 'hint', near })
    : undefined

/** Words of somebody who said 「不要记我」 become no case, whoever quotes them. */
const ofUnheard = ({ c, heard }: Situation, { text }: Trouble): Outcome | undefined =>
  quotesUnheard(c, heard) && isQuoted(text, heard) ? answer({ say: 'own-words' }) : undefined

/** Her own words, quoted. */
const isOwn = ({ from, name }: Quote, heard: Heard): boolean =>
  from === undefined ? name === heard.name : from === heard.from

/** 「@小议 报」 of a neighbour's message: hers is the trouble, the speaker reports it for her. */
const onBehalf = ({
  c,
  heard,
  heard: { quote, id },
}: Situation): { readonly for?: string; readonly sources?: readonly string[] } =>
  quote && !quote.ours && !quotesUnheard(c, heard)
    ? {
        sources: quote.id === undefined ? [id] : [quote.id, id],
        ...(quote.name === undefined || isOwn(quote, heard) ? {} : { for: quote.name }),
      }
    : {}

/** 「27 不是电机，是水泵」 of what is not finished is news of it. */
const slipped = (s: Situation, { case: number, text, how }: Extract<Reading, { do: 'correct-finish' }>) =>
  how === 'slip' && number !== undefined ? news(s, { do: 'news', case: number, text, how: 'plain' }) : undefined

/** 「发错了」, of her report of just now. */
const unsent = (s: Situation): Outcome | undefined =>
  saysMissent(s.heard.text) && lastOwn(s) ? withdraw(s, undefined) : undefined

/** 「是两件事」, of her report of just now. */
function apart(s: Situation): Outcome | undefined {
  const own = lastOwn(s)
  return own && answer({ say: 'apart', case: own.number })
}

/** 转人工: the post and its telephone, and the conveners are told once. */
const about = (s: Situation, topic: Topic): Outcome =>
  topic === 'person' && !isConvener(s.speaker)
    ? both(answer({ say: 'about', topic }), toConveners(s))
    : answer({ say: 'about', topic })
