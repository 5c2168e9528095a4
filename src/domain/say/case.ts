import { afterQuiet, type Instant } from '../calendar.ts'
import type { Community } from '../community.ts'
import type { CaseFact } from '../facts.ts'
import type { Case } from '../matter.ts'
import { clean } from '../privacy.ts'
import { isBundled } from '../support.ts'
import * as words from '../wording/case.ts'
import { nobodyKnown } from '../wording/people.ts'
import type { Eyes } from '../wording/redact.ts'
import { eyesOf, nameless, nameOf } from './face.ts'
import { sayForum } from './forum.ts'
import type { Occasion, Saying } from './occasion.ts'

const BRIEF = 42

/** What the sentences about a case need, for these eyes. */
export function told(c: Community, matter: Case, now: Instant, eyes: Eyes = 'public'): words.Told {
  const post = c.is.posts.find(({ name }) => name === matter.post)
  return {
    matter: {
      ...matter,
      ...(matter.for === undefined ? {} : { for: clean(c, matter.for, eyes) }),
      news: matter.news.map((one) => ({ ...one, text: clean(c, one.text, eyes) })),
      outcome: matter.outcome === undefined ? undefined : clean(c, matter.outcome, eyes),
    },
    brief: brief(c, matter, eyes),
    post: matter.post ?? nobodyKnown(),
    phone: post?.phone,
    now,
  }
}

/** What was told in private is shown without names, and to everybody by its title alone. */
const brief = (c: Community, { text, title, room }: Case, eyes: Eyes): string => {
  const shown = clean(c, text, eyes)
  const short = shown.length <= BRIEF && (room !== undefined || eyes !== 'public') ? shown : clean(c, title, eyes)
  return room === undefined && eyes !== 'own' ? nameless(c, short) : short
}
/** The rooms that hear what becomes of a case: where it was raised; 家事 only its reporter, in private. */
const audience = (matter: Case) =>
  matter.tier === 'family' || matter.room === undefined
    ? ({ person: matter.reporter } as const)
    : ({ room: matter.room } as const)

export function sayCase(o: Occasion, fact: CaseFact): readonly Saying[] {
  const matter = o.c.get('case', fact.case)
  if (!matter) return []
  const own = o.room === undefined && o.speaker?.key === matter.reporter
  const t = told(o.c, matter, o.now, own ? 'own' : eyesOf(o.c, o.room))
  /** What nobody asked for may have to wait for the morning: it tells the time as it is then. */
  const then = matter.danger === undefined ? afterQuiet(o.now, o.c.is.settings) : o.now
  const later = told(o.c, matter, then)
  const inside = told(o.c, matter, then, 'staff')
  const about = `#${matter.number}`
  const back = (text: string): Saying => ({
    text,
    about,
    asked: true,
    ...(isSecret(o, matter) ? { to: { person: o.speaker?.key ?? matter.reporter } } : {}),
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
    ...more,
  })
  const running = { while: { case: matter.number, stages: ['open', 'taken'] } } as const
  const done = { while: { case: matter.number, stages: ['done'] } } as const
  const conveners = (text: string): Saying => ({ to: { conveners: true }, text, about })
  /** The speaker's answer, and the same news where the case lives if that is elsewhere. */
  const backAnd = (answer: string, news: string, still: Pick<Saying, 'while'> = {}): readonly Saying[] =>
    o.room !== undefined && o.room === matter.room
      ? [back(answer)]
      : [back(answer), open(news, { mention: [matter.reporter], ...still })]

  switch (fact.type) {
    case 'case-raised': {
      const hadDoor = clean(o.c, matter.text) !== clean(o.c, matter.text, 'staff')
      const receipt = words.receipt(t, asksPlace(o.c, matter), hadDoor)
      return [
        ...(isSecret(o, matter) ? [{ text: words.privateMatter(o.speaker?.friend ?? false), about, asked: true }] : []),
        o.speaker ? { ...back(receipt), urgent: matter.urgent } : open(receipt, { mention: [matter.reporter] }),
        handlers(words.call(matter.urgent ? told(o.c, matter, o.now, 'staff') : inside), {
          urgent: matter.urgent,
          while: { case: matter.number, stages: ['open'] },
        }),
      ]
    }
    case 'case-supported':
      return isBundled(o.facts, { room: o.room ?? '', about: `#${fact.case}` }) ? [] : [back(words.supported(t))]
    case 'words-added':
      return wordsAdded(o, fact, t, back, handlers)
    case 'file-lost':
      return [{ to: audience(matter), mention: [fact.by], text: words.fileLost(t), about }]
    case 'case-corrected':
      return [back(words.corrected(t)), handlers(words.corrected(inside))]
    case 'case-taken':
      return backAnd(words.takenByYou(t), words.takenBySomebody(later), running)
    case 'news-given':
      return backAnd(words.noted(t), words.news(later, clean(o.c, fact.text)), running)
    case 'case-offered':
      return [handlers(words.offered(inside)), back(words.offerMade(t, nameOf(o.c, fact.to)))]
    case 'offer-declined':
      return [handlers(words.declined(inside, clean(o.c, fact.reason, 'staff')))]
    case 'case-sent-back':
      return [
        conveners(words.sentBackForConveners(inside, clean(o.c, fact.reason, 'staff'))),
        open(words.sentBack(later, clean(o.c, fact.reason)), { mention: [matter.reporter], ...running }),
      ]
    case 'case-refused':
      return backAnd(words.noted(t), words.refused(later, clean(o.c, fact.reason)))
    case 'time-asked':
      return [
        back(words.timeAskedAnswer(t)),
        conveners(words.timeAsked(inside, fact.until, clean(o.c, fact.reason, 'staff'))),
      ]
    case 'time-given': {
      const news = words.timeGiven(later, fact.until, clean(o.c, fact.reason))
      return backAnd(news, news, running)
    }
    case 'case-urged':
      return [back(words.urgedAnswer(t)), handlers(words.urged(inside), running)]
    case 'case-pressed':
      return [back(words.pressedAnswer(t)), handlers(words.pressed(inside), running)]
    case 'help-wanted':
      return [back(words.helpWantedAnswer(t)), conveners(words.helpWanted(inside))]
    case 'case-finished': {
      const news = words.announcement(later, clean(o.c, fact.text))
      const here = o.room !== undefined && o.room === matter.room
      return [
        ...(here ? [] : [back(words.finishNoted(t))]),
        open(news, { mention: [matter.reporter], asked: here, ...done }),
        ...supportersElsewhere(o.c, matter).map((person): Saying => ({ to: { person }, text: news, about })),
      ]
    }
    case 'finish-undone':
      return backAnd(words.finishUndone(t), words.finishUndone(t))
    case 'case-rated':
      return o.facts.some(({ type }) => type === 'case-reopened') ? [] : [back(words.rated(t, fact.grade, fact.text))]
    case 'case-reopened': {
      const text = clean(o.c, fact.text)
      return [
        ...backAnd(words.reopened(t, text), words.reopened(later, text), running),
        handlers(words.reopenedForHandlers(inside, clean(o.c, fact.text, 'staff')), running),
      ]
    }
    case 'withdrawal-announced':
      return [open(words.withdrawalAnnounced(t), { mention: [matter.reporter], asked: true })]
    case 'withdrawal-stopped':
      return [back(words.withdrawalStopped(t))]
    case 'case-withdrawn':
      return [
        o.speaker
          ? back(words.withdrawn(t))
          : open(words.withdrawn(t), { mention: [matter.reporter], key: `${about}/withdrawn/${fact.at}` }),
        handlers(words.withdrawnForHandlers(inside), { key: `${about}/withdrawn/${fact.at}/staff` }),
      ]
    case 'case-reminded':
      if (fact.rung === 'yellow' && then >= matter.due) return [] // by then the red one tells it
      return [reminder(fact, inside, matter, (text, more) => handlers(text, { ...running, ...more }))]
    case 'forum-opened':
    case 'opinion-given':
    case 'opinion-seconded':
    case 'opinion-withdrawn':
    case 'forum-closed':
      return sayForum(o, matter, fact)
    case 'support-withdrawn':
    case 'file-kept':
      return []
  }
}

const asksPlace = (c: Community, matter: Case): boolean => {
  const question = c.get('pending', matter.reporter)?.question
  return question?.ask === 'place' && question.case === matter.number
}

/** 家事 is never said in a group, even where it was raised there. */
const isSecret = (o: Occasion, { tier }: Case): boolean => tier === 'family' && o.room !== undefined

/** Words for the case are told on; a photo is acknowledged once, and so are words to the bot. */
function wordsAdded(
  o: Occasion,
  fact: Extract<CaseFact, { type: 'words-added' }>,
  t: words.Told,
  back: (text: string) => Saying,
  handlers: (text: string, more?: Partial<Saying>) => Saying,
): readonly Saying[] {
  const firstPhoto = fact.media.length > 0 && t.matter.media.length === fact.media.length
  const answered = o.heard?.addressed || o.heard?.quote || t.matter.room !== o.room || firstPhoto
  const stopped = o.facts.some(({ type }) => type === 'withdrawal-stopped')
  return [
    ...(answered && !stopped ? [back(words.wordsAdded(t, fact.media.length > 0 ? o.heard?.kind : 'text'))] : []),
    ...(fact.text === ''
      ? []
      : [
          handlers(words.wordsForHandler(t, clean(o.c, fact.text, 'staff')), { urgent: t.matter.danger !== undefined }),
        ]),
  ]
}

/** Those who joined it from elsewhere and can be told privately. */
const supportersElsewhere = (c: Community, matter: Case): readonly string[] => {
  const room = c.get('room', matter.room ?? '')
  return matter.supporters
    .map(({ person }) => c.get('person', person))
    .filter(
      (person) => person?.friend && person.contact !== undefined && room?.members.includes(person.contact) !== true,
    )
    .flatMap((person) => person?.key ?? [])
}

function reminder(
  fact: Extract<CaseFact, { type: 'case-reminded' }>,
  t: words.Told,
  matter: Case,
  handlers: (text: string, more?: Partial<Saying>) => Saying,
): Saying {
  const key = `#${matter.number}/${fact.rung}/${fact.rung === 'again' ? fact.at : matter.due}`
  const urgent = matter.danger !== undefined
  if (fact.rung === 'yellow') return handlers(words.yellow(t), { key, urgent })
  return handlers(words.red(t), { key, urgent, to: { handlersOf: matter.number, andConveners: true } })
}
