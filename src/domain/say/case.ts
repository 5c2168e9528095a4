import { afterQuiet } from '../calendar.ts'
import { isBundled } from '../case/support.ts'
import { isOfMany } from '../case/wide.ts'
import { callInstead } from '../people/duty.ts'
import { clean, hidesDoor } from '../privacy.ts'
import { isStaff, joined } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import * as words from '../wording/case.ts'
import { discreet } from '../wording/hold.ts'
import { isVillage } from '../wording/poll.ts'
import { timeRefused } from '../wording/promise.ts'
import { cameBack } from '../wording/rating.ts'
import { patternSeen } from '../wording/report.ts'
import { sorted } from '../wording/sort.ts'
import { unnamed } from '../wording/talk.ts'
import { sayCorrected, sayFinished, sayPhotos, sayTakenDown, sayUndone, type Tellings } from './announce.ts'
import { eyesOf, nameOf } from './face.ts'
import { sayForum } from './forum.ts'
import { sayClock } from './hold.ts'
import { telephoned, toTaker } from './home.ts'
import { sayLights } from './lights.ts'
import { sayMerged } from './merge.ts'
import { type Occasion, running, type Saying, untaken } from './occasion.ts'
import { isDoneOnSight, sayFirst, sayNews, sayPromise, sayPromised } from './promise.ts'
import { sayRating } from './rating.ts'
import { audience, told } from './told.ts'

export function sayCase(o: Occasion, fact: CaseFact): readonly Saying[] {
  const matter = o.c.get('case', fact.case)
  if (!matter) return []
  const own = o.room === undefined && o.speaker?.key === matter.reporter
  const t = told(o.c, matter, o.now, own ? 'own' : eyesOf(o.c, o.room))
  /** What nobody asked for may have to wait for the morning: it tells the time as it is then. */
  const then = matter.danger === undefined ? afterQuiet(o.now, o.c.is.settings) : o.now
  const later = told(o.c, matter, then)
  const inside = told(o.c, matter, then, 'staff')
  const ours = { ...later, post: matter.post ?? later.post } // whoever has it: it is said here
  const about = `#${matter.number}`
  const back = (text: string): Saying => ({
    text,
    about,
    ...(isSecret(o, matter) ? { to: { person: o.speaker?.key ?? matter.reporter } } : {}),
    asked: !isSecret(o, matter) || o.speaker?.friend === true, // it waits for days until she befriends the bot
  })
  const open = (text: string, more: Partial<Saying> = {}): Saying => ({
    to: audience(matter),
    text,
    about,
    urgent: matter.danger !== undefined,
    ...more,
  })
  const handlers = (text: string, more: Partial<Saying> = {}): Saying => ({
    to: { handlersOf: matter.number },
    text,
    about,
    urgent: matter.danger !== undefined,
    ...more,
  })
  const still = running(matter)
  const conveners = (text: string): Saying => ({
    to: { conveners: true },
    text,
    about,
    urgent: matter.danger !== undefined,
  })
  const call = (more: Partial<Saying>): Saying =>
    handlers(words.call(matter.urgent ? told(o.c, matter, o.now, 'staff') : inside), { ...more, ...untaken(matter) })
  /** The speaker's answer, and the same news where the case lives if that is elsewhere. */
  const backAnd = (answer: string, news: string, only: Pick<Saying, 'while'> = {}): readonly Saying[] =>
    o.room !== undefined && o.room === matter.room
      ? [back(answer)]
      : [back(answer), open(news, { mention: [matter.reporter], ...only })]

  const tell: Tellings = { later, own: told(o.c, matter, then, 'own'), back }

  switch (fact.type) {
    case 'case-raised': {
      if (isDoneOnSight(o, fact)) return [] // its finish tells it
      const hadDoor = hidesDoor(o.c, matter.text)
      const receipt =
        matter.again === undefined
          ? words.receipt(t, asksPlace(o.c, matter), hadDoor, callInstead(o.c, matter.post, o.now))
          : cameBack(t)
      return [
        ...(isSecret(o, matter) ? [{ text: words.privateMatter(o.speaker?.friend ?? false), about, asked: true }] : []),
        o.speaker ? { ...back(receipt), urgent: matter.urgent } : open(receipt, { mention: [matter.reporter] }),
        call({
          ...(matter.danger === undefined ? {} : { to: { handlersOf: matter.number, andConveners: true } }),
          urgent: matter.urgent && !fact.quiet,
        }),
      ]
    }
    case 'case-supported':
      return isBundled(o.facts, { room: o.room ?? '', about: `#${fact.case}` }) &&
        !(o.heard?.addressed && isOfMany(o.c, matter))
        ? []
        : [back(words.supported(t))]
    case 'words-added':
      return [...wordsAdded(o, fact, t, back, handlers), ...sayPhotos(o, fact, matter)]
    case 'file-lost':
      return [{ to: audience(matter), mention: [fact.by], text: words.fileLost(t), about }]
    case 'case-corrected':
      return fact.place
        ? [back(words.corrected(t)), handlers(words.corrected(inside, doorIn(o, fact)), still)]
        : [back(words.renamed(t)), handlers(words.renamed(inside), still)]
    case 'case-merged':
    case 'case-parted':
    case 'case-took-in':
    case 'case-let-go':
      return sayMerged(o, fact, matter, { t, back, handlers })
    case 'case-sorted':
      return [
        ...(o.facts.some(({ type }) => type === 'case-corrected') ? [] : [back(sorted(t))]),
        ...(fact.calls ? [call({ urgent: matter.urgent })] : []),
      ]
    case 'case-taken':
      return [...backAnd(words.takenByYou(t), words.takenBySomebody(later), still), ...toTaker(o, matter, fact.by)]
    case 'news-given':
      return sayNews(o, fact, { t, later: ours }, (answer, news) => backAnd(answer, news, still))
    case 'reporter-asked':
      return [
        ...(o.room !== undefined && o.room === matter.room ? [] : [back(words.inquired(t))]),
        open(words.inquiry(later, discreet(clean(o.c, fact.text))), {
          mention: [matter.reporter],
          ...still,
          asked: true,
        }),
      ]
    case 'promise-made':
      return sayPromised(o, fact, { t, later: ours }, (answer, news) => backAnd(answer, news, still))
    case 'promise-passed':
    case 'promise-dropped':
    case 'reminders-hushed':
    case 'hurry-dropped':
      return sayPromise(o, fact, { t, inside }, { back, backAnd, handlers })
    case 'case-offered':
      return [
        { ...toOne(o, matter, fact.to, words.offered(inside)), urgent: matter.danger !== undefined },
        back(words.offerMade(t, nameOf(o.c, fact.to))),
      ]
    case 'offer-declined':
      return [
        matter.handler === undefined
          ? conveners(words.declinedByAll(inside, clean(o.c, fact.reason, 'staff')))
          : handlers(words.declined(inside, clean(o.c, fact.reason, 'staff'))),
      ]
    case 'case-sent-back':
      return [
        ...sayFirst(fact, t, back),
        conveners(words.sentBackForConveners(inside, clean(o.c, fact.reason, 'staff'))),
        open(words.sentBack(later, clean(o.c, fact.reason)), { mention: [matter.reporter], ...still }),
      ]
    case 'case-refused':
      return backAnd(words.noted(t), words.refused(later, clean(o.c, fact.reason)))
    case 'time-asked':
      return [
        back(words.timeAskedAnswer(t)),
        conveners(words.timeAsked(inside, fact.until, clean(o.c, fact.reason, 'staff'))),
      ]
    case 'time-given': {
      const news = words.timeGiven(later, fact.until, discreet(clean(o.c, fact.reason)))
      return backAnd(news, news, still)
    }
    case 'time-refused':
      return [
        back(timeRefused(t, '')),
        handlers(timeRefused(inside, discreet(clean(o.c, fact.reason, 'staff'))), still),
      ]
    case 'case-urged':
      if (fact.outside)
        return [
          back(words.urgedOutsideAnswer(t)),
          handlers(words.urgedOutside(inside), {
            ...still,
            to: { handlersOf: matter.number, andConveners: true },
          }),
        ]
      return matter.held
        ? [back(words.urgedHeldAnswer(t)), handlers(words.urgedHeld(inside), still)]
        : [back(words.urgedAnswer(t)), handlers(words.urged(inside), still)]
    case 'case-pressed':
      return [
        back(words.pressedAnswer(t)),
        handlers(words.pressed(inside, clean(o.c, fact.text ?? '', 'staff')), still),
      ]
    case 'help-wanted':
      return [
        back(words.helpWantedAnswer(t)),
        conveners(words.helpWanted(inside, clean(o.c, fact.text ?? '', 'staff'))),
      ]
    case 'case-finished':
      return sayFinished(o, fact, matter, tell)
    case 'announcement-corrected':
      return sayCorrected(o, fact, matter, tell)
    case 'announcement-withdrawn':
      return sayTakenDown(o, matter, tell)
    case 'finish-undone':
      if (o.facts.some(({ type }) => type === 'case-withdrawn')) return []
      return sayUndone(o, matter, tell)
    case 'case-rated':
    case 'case-reopened':
    case 'case-inspected':
    case 'call-missed':
    case 'called-back':
    case 'asked-again':
    case 'came-back':
      return sayRating(o, fact, { t, later, inside }, { back, handlers })
    case 'withdrawal-announced':
      return [open(words.withdrawalAnnounced(t), { mention: [matter.reporter], asked: true })]
    case 'withdrawal-stopped':
      return [back(words.withdrawalStopped(t))]
    case 'case-withdrawn':
      return [
        o.speaker
          ? back(words.withdrawn(t))
          : open(words.withdrawn(t), { mention: [matter.reporter], key: `${about}/withdrawn/${fact.at}` }),
        ...(o.facts.some(({ type }) => type === 'finish-undone')
          ? []
          : [
              handlers(words.withdrawnForHandlers(inside), {
                key: `${about}/withdrawn/${fact.at}/staff`,
                ...(matter.danger === undefined ? {} : { to: { handlersOf: matter.number, andConveners: true } }),
              }),
            ]),
      ]
    case 'case-reminded':
      return sayLights(o, fact)
    case 'reason-given':
    case 'clock-held':
    case 'clock-resumed':
      return sayClock(o, fact, matter, { t, later, inside }, { back, open, handlers, conveners })
    case 'passed-up':
    case 'sent-down':
    case 'level-answered':
    case 'level-released':
      return [] // in level.ts
    case 'forum-opened':
    case 'opinion-given':
    case 'opinion-seconded':
    case 'opinion-withdrawn':
    case 'forum-closed':
      return sayForum(o, matter, fact)
    case 'pattern-seen':
      return [{ ...conveners(patternSeen(matter.number, fact.pattern)), key: `${about}/pattern` }]
    case 'reporter-hidden':
      return [back(unnamed(matter.room !== undefined))]
    case 'support-withdrawn':
    case 'file-kept':
    case 'ways-offered':
    case 'day-asked':
      return []
  }
}

type WordsAdded = Extract<CaseFact, { type: 'words-added' }>
function forHandler({ c, room, heard }: Occasion, fact: WordsAdded, t: words.Told): string {
  const text = clean(c, fact.text, 'staff')
  if (fact.eases === 'over') return words.saidToBeOver(t, text)
  if (fact.how === 'question') return words.questionForHandler(t, fact.by === t.matter.reporter, text)
  if (fact.how !== 'answer') return words.wordsForHandler(t, text)
  if (text !== '') return words.answerForHandler(t, text)
  return words.sentForHandler(t, heard?.kind, room === undefined ? undefined : c.get('room', room)?.topic)
}

/** In a village there are no buildings to ask for. */
const asksPlace = (c: Community, matter: Case): Parameters<typeof words.receipt>[1] => {
  const question = c.get('pending', matter.reporter)?.question
  if (question?.ask !== 'place' || question.case !== matter.number) return false
  return isVillage(c) ? 'village' : 'town'
}

/** 家事 is never said in a group, even where it was raised there. */
const isSecret = (o: Occasion, { tier }: Case): boolean => tier === 'family' && o.room !== undefined

/** Among staff, calling one of them alone; 家事 privately. */
/** 「3栋2单元501」, as she said it, for those who go there. */
const doorIn = ({ c, heard }: Occasion, { text }: Extract<CaseFact, { type: 'case-corrected' }>): string | undefined =>
  heard && text?.endsWith(`；${heard.text.trim()}`) ? clean(c, heard.text.trim(), 'staff') : undefined

const toOne = ({ c }: Occasion, { tier, number }: Case, person: string, text: string): Saying => {
  const [room] = tier === 'family' ? [] : joined(c, 'staff')
  return { ...(room ? { to: { room: room.id }, mention: [person] } : { to: { person } }), text, about: `#${number}` }
}

/** Words for the case are told on; a photo is acknowledged once, and so are words to the bot. */
function wordsAdded(
  o: Occasion,
  fact: WordsAdded,
  t: words.Told,
  back: (text: string) => Saying,
  handlers: (text: string, more?: Partial<Saying>) => Saying,
): readonly Saying[] {
  const firstPhoto = fact.media.length > 0 && t.matter.media.length === fact.media.length
  const spoken = fact.text !== '' && o.heard?.kind === 'audio' ? clean(o.c, fact.text, eyesOf(o.c, o.room)) : undefined
  const amongStaff = (fact.eases ?? fact.quiet) !== undefined && o.speaker !== undefined && isStaff(o.speaker) // they have all read it
  const answered =
    o.heard?.addressed ||
    o.heard?.quote ||
    (t.matter.room !== o.room && !amongStaff) ||
    firstPhoto ||
    fact.how ||
    spoken
  const stopped = o.facts.some(({ type }) => type === 'withdrawal-stopped')
  if (o.facts.some(({ type }) => type === 'clock-resumed')) return [] // told with that
  return [
    ...(answered && !stopped && !o.warned
      ? [
          back(
            spoken === undefined
              ? fact.how
                ? words.toldThem(t)
                : words.wordsAdded(t, fact.media.length > 0 ? o.heard?.kind : 'text')
              : words.spokenAdded(t, spoken),
          ),
        ]
      : []),
    ...telephoned(o, t.matter, fact.text, t.matter.handler),
    ...((fact.text === '' && fact.how !== 'answer') || fact.quiet || (fact.by === t.matter.handler && !fact.alarm)
      ? []
      : [
          handlers(forHandler(o, fact, t), {
            ...(fact.alarm || (t.matter.danger !== undefined && t.matter.stage === 'open')
              ? { to: { handlersOf: t.matter.number, andConveners: true } }
              : {}),
            urgent: t.matter.danger !== undefined,
          }),
        ]),
  ]
}
