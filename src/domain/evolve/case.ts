import { nextHidden } from '../case/hidden.ts'
import { readAfter } from '../heard/read.ts'
import { goneTo, isLevel, levelKey } from '../level/letter.ts'
import { higher } from '../limit/ladder.ts'
import { ratingsAfter } from '../rating/again.ts'
import { told, traced } from '../report/trace.ts'
import type { Community, Put } from '../state/community.ts'
import { counted } from '../state/counters.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Brought, Case, Forum, Linked } from '../state/matter.ts'

export function evolveCase(c: Community, fact: CaseFact): readonly Put[] {
  const put = (doc: Case): Put => ({ kind: 'case', key: String(doc.number), doc })
  if (fact.type === 'case-raised')
    return [
      put(fact.matter),
      ...traced(c, fact.matter, fact),
      counted(c, fact.matter.hidden ? nextHidden(fact.case) : { case: fact.case + 1 }),
    ]
  if (fact.type === 'pattern-seen') return told(c, fact.pattern.cases)
  const matter = c.get('case', fact.case)
  if (!matter) throw new Error(`${fact.type} of a case that is not there: #${fact.case}`)
  const forum = forumAfter(c, fact)
  if (forum) return [{ kind: 'forum', key: String(fact.case), doc: forum }]
  const after = { ...matter, ...changes(matter, fact) }
  return [put(after), ...traced(c, after, fact)]
}

/** What people say about a case stands apart from it. */
function forumAfter(c: Community, fact: CaseFact): Forum | undefined {
  if (fact.type === 'forum-opened') return fact.forum
  const forum = c.get('forum', fact.case)
  if (!forum) return undefined
  switch (fact.type) {
    case 'opinion-given':
      return { ...forum, opinions: [...forum.opinions, fact.opinion] }
    case 'opinion-seconded':
      return {
        ...forum,
        opinions: forum.opinions.map((one, i) =>
          i === fact.opinion - 1 ? { ...one, supporters: [...one.supporters, fact.unit] } : one,
        ),
      }
    case 'opinion-withdrawn':
      return {
        ...forum,
        opinions: forum.opinions.map((one, i) => (i === fact.opinion - 1 ? { ...one, withdrawn: true } : one)),
      }
    case 'forum-closed':
      return { ...forum, over: true }
    default:
      return undefined
  }
}

/** What waited for something waits no longer. */
const ENDED = {
  asked: undefined,
  offered: undefined,
  goingAt: undefined,
  held: undefined,
  promised: undefined,
  hushed: undefined,
} satisfies Partial<Case>
/** What was done did not mend it: what was said and shown of that finish goes with it. */
const unmended = ({ media }: Case): Partial<Case> => ({
  outcome: undefined,
  ratings: [],
  media: media.filter(({ when }) => when !== 'done'),
  inspection: undefined,
  calledBack: undefined,
  askedAgain: undefined,
})

/** A time limit that starts anew has none of its rungs said. */
/** What was promised for later than the limit is to be asked for anew. */
const keptUntil = ({ promised }: Case, due: number): Partial<Case> => ({
  promised: promised !== undefined && promised <= due ? promised : undefined,
})
const limit = (since: number, due: number): Partial<Case> => ({
  since,
  due,
  given: undefined,
  rungs: [],
  lastRungAt: undefined,
  calls: undefined,
  held: undefined,
  holds: undefined,
  reason: undefined,
  level: undefined, // of this one nobody has heard yet
  promised: undefined,
})
/** While it stood still its limit did not run: what ends then ends as if the clock had gone on. */
const unheld = ({ held, since, due }: Case, now: number): Partial<Case> => {
  const away = held ? Math.max(0, now - held.since) : 0
  return away === 0 ? {} : { since: since + away, due: due + away }
}
/** Who sends it back has looked at it: half its time, if that is over, needs no further word. */
const halfKnown = ({ rungs, since, due }: Case, now: number): Pick<Case, 'rungs'> => ({
  rungs: rungs.includes('half') || now < (since + due) / 2 ? rungs : [...rungs, 'half'],
})

/** By anybody but those who were to do it: they are told, and what they say until they know counts no more. */
function endedHere({ up, down }: Case, by: string): Partial<Case> {
  const ended = (link: Linked): Linked => (by === levelKey(link.community) ? link : { ...link, over: true })
  return { ...(up ? { up: ended(up) } : {}), ...(down ? { down: ended(down) } : {}) }
}
/** Who passes it on follows it until they answer. */
const withThem = (matter: Case, by: string): Partial<Case> => ({
  stage: 'taken',
  handler: matter.handler ?? by,
  offered: undefined,
  asked: undefined,
  goingAt: undefined,
})

const inHands = ({ hands = [] }: Case, by: string): Pick<Case, 'hands'> =>
  isLevel(by) || hands.includes(by) ? {} : { hands: [...hands, by] }

const moreWords = ({ text, raised }: Case, more: string): Partial<Case> => ({
  text: `${text}；${more}`,
  raised: raised ?? text,
})
/** What was said first, put right; what was added since stays behind it. */
const retold = ({ text, raised = text, read }: Case, now: string, where: boolean): Partial<Case> => ({
  text: now + text.slice(raised.length),
  ...(raised === text ? {} : { raised: now }),
  read: read && readAfter(read, raised, now, where ? 'place' : undefined),
})
/** What somebody says it is was not read in her words. */
const unread = ({ category, kind, read }: Case, after: Pick<Case, 'category' | 'kind'>): Pick<Case, 'read'> => {
  const { category: inWords, kind: kindInWords, ...rest } = read ?? {}
  if (read === undefined || (category === after.category && kind === after.kind)) return {}
  return { read: { ...rest, ...(category === after.category && inWords ? { category: inWords } : {}) } }
}
/** As if it had never been taken in, whatever came since. */
function without(matter: Case, { supporters, sources, media, text }: Brought): Partial<Case> {
  const units = supporters.map(({ unit }) => unit)
  return {
    supporters: matter.supporters.filter(({ unit }) => !units.includes(unit)),
    sources: matter.sources.filter((id) => !sources.includes(id)),
    media: matter.media.filter(({ of }) => !media.some((one) => one.of === of)),
    ...(text ? { text: matter.text.replace(`；${text}`, '') } : {}),
  }
}

function changes(matter: Case, fact: CaseFact): Partial<Case> {
  switch (fact.type) {
    case 'case-raised':
      return fact.matter
    case 'case-supported':
      return {
        supporters: [...matter.supporters, { ...fact.supporter, source: fact.source }],
        sources: [...matter.sources, fact.source],
      }
    case 'support-withdrawn':
      return { supporters: matter.supporters.filter(({ person }) => person !== fact.by) }
    case 'words-added':
      return {
        ...(fact.text ? moreWords(matter, fact.text) : {}),
        media: [...matter.media, ...fact.media],
        sources: [...matter.sources, fact.source],
        ...(fact.how === 'answer' ? { inquiredAt: undefined } : {}),
        ...(fact.eases ? { eased: fact.eases } : fact.alarm && matter.eased === 'over' ? { eased: undefined } : {}),
      }
    case 'reporter-hidden':
      return { unnamed: true }
    case 'file-kept':
      return { media: matter.media.map((medium) => (medium.of === fact.of ? { ...medium, file: fact.file } : medium)) }
    case 'file-lost':
      return { media: matter.media.filter(({ of }) => of !== fact.of) }
    case 'case-corrected':
      return {
        ...(fact.place ? { place: fact.place } : {}),
        title: fact.title,
        ...(fact.text === undefined ? {} : retold(matter, fact.text, fact.place !== undefined)),
      }
    case 'case-merged': {
      const { stage, asked, offered, held, promised, hushed } = matter
      const was = { stage, asked, offered, held, promised, hushed }
      const merged = { into: fact.into, at: fact.at, by: fact.by, was, brought: fact.brought }
      return { ...ENDED, stage: 'withdrawn', endedAt: fact.at, merged }
    }
    case 'case-parted':
      return { ...matter.merged?.was, stage: matter.merged?.was.stage ?? 'open', endedAt: undefined, merged: undefined }
    case 'case-took-in':
      return {
        supporters: [...matter.supporters, ...fact.brought.supporters],
        sources: [...matter.sources, ...fact.brought.sources],
        media: [...matter.media, ...fact.brought.media],
        ...(fact.brought.text ? moreWords(matter, fact.brought.text) : {}),
      }
    case 'case-let-go':
      return without(matter, fact.brought)
    case 'case-sorted':
      return {
        ...(fact.after.due === matter.due
          ? {}
          : { ...limit(fact.at, fact.after.due), ...keptUntil(matter, fact.after.due) }),
        ...fact.after,
        ...unread(matter, fact.after),
      }
    case 'case-taken':
      return {
        stage: 'taken',
        handler: fact.by,
        first: fact.by,
        ...inHands(matter, fact.by),
        post: fact.post,
        offered: undefined,
        hushed: undefined,
        goingAt: undefined,
        ...(matter.hidden ? { rungs: [], lastRungAt: fact.at } : {}), // asked once how it went
      }
    case 'news-given':
      return { news: [...matter.news, { at: fact.at, text: fact.text, by: fact.by }] }
    case 'reporter-asked':
      return { inquiredAt: fact.at }
    case 'case-offered':
      return { offered: fact.to }
    case 'offer-declined':
      return { offered: undefined }
    case 'case-sent-back':
      return {
        stage: 'open',
        handler: undefined,
        offered: undefined,
        post: fact.post,
        asked: undefined,
        promised: undefined,
        hushed: undefined,
        ...(matter.hidden ? { level: 'supervisor' } : {}), // who was called cannot go
        ...halfKnown(matter, fact.at),
      }
    case 'case-refused':
      return {
        ...endedHere(matter, fact.by),
        ...ENDED,
        stage: 'refused',
        endedAt: fact.at,
        outcome: fact.reason,
      }
    case 'time-asked':
      return { asked: { until: fact.until, reason: fact.reason, by: fact.by } }
    case 'time-given':
      return {
        ...limit(fact.at, fact.until),
        given: true,
        rungs: matter.stage === 'open' ? ['half'] : [], // whoever gives it knows that nobody has taken it
        asked: undefined,
        promised: undefined,
        ...(fact.reason === '' ? {} : { moved: fact.reason }),
      }
    case 'time-refused':
      return { asked: undefined }
    case 'ways-offered':
      return { waysAt: fact.at }
    case 'day-asked':
      return { dayAsked: matter.due }
    case 'promise-made':
      return { promised: fact.until }
    case 'promise-passed':
      return { promised: undefined }
    case 'promise-dropped':
      return { promised: fact.before, ...(fact.asked ? { asked: undefined } : {}) }
    case 'reminders-hushed':
      return { hushed: fact.until }
    case 'hurry-dropped':
      return {
        ...limit(matter.since, fact.due),
        promised: matter.promised,
        held: matter.held, // she can wait: what is put off stays so
        holds: matter.holds,
        urgent: false,
      }
    case 'case-urged':
      return { urgedAt: fact.at, ...(fact.outside ? { outsideAt: fact.at } : {}) }
    case 'case-pressed':
      return { pressed: true, pressedAt: fact.at }
    case 'reason-given':
      return { reason: { text: fact.text, by: fact.by, at: fact.at } }
    case 'clock-held': {
      const { until, why, reason } = fact
      return {
        held: { since: matter.held?.since ?? fact.at, last: fact.at, until, why, reason, by: fact.by },
        promised: undefined,
        ...(matter.asked && matter.asked.until <= until ? { asked: undefined } : {}),
        ...(why === 'resident' && fact.by !== matter.reporter ? { holds: (matter.holds ?? 0) + 1 } : {}),
      }
    }
    case 'clock-resumed':
      return {
        since: fact.since,
        due: fact.due,
        held: undefined,
        ...(matter.promised !== undefined && matter.promised <= fact.at ? { promised: undefined } : {}),
        ...(matter.asked && matter.asked.until <= fact.due ? { asked: undefined } : {}), // it has that time by now
        ...(matter.rungs.includes('red') || matter.pressed ? { lastRungAt: fact.at } : {}),
      }
    case 'pattern-seen':
    case 'help-wanted':
    case 'forum-opened':
    case 'opinion-given':
    case 'opinion-seconded':
    case 'opinion-withdrawn':
    case 'forum-closed':
      return {}
    case 'case-finished':
      return {
        ...endedHere(matter, fact.by),
        ...unheld(matter, fact.at),
        ...ENDED,
        stage: 'done',
        handler: matter.handler ?? (isLevel(fact.by) ? undefined : fact.by),
        ...inHands(matter, fact.by),
        endedAt: fact.at,
        outcome: fact.text,
        corrections: undefined,
        takenDown: undefined,
        media: [...matter.media, ...fact.media],
      }
    case 'announcement-corrected':
      return { outcome: fact.text, corrections: (matter.corrections ?? 0) + 1, takenDown: undefined }
    case 'announcement-withdrawn':
      return { takenDown: true }
    case 'finish-undone':
      return { ...fact.was, stage: fact.stage, handler: fact.handler, endedAt: undefined, ...unmended(matter) }
    case 'case-rated':
      return { ratings: ratingsAfter(matter, fact) }
    case 'case-reopened':
      return {
        ...limit(fact.at, fact.due),
        stage: matter.handler ? 'taken' : 'open',
        endedAt: undefined,
        reopened: (matter.reopened ?? 0) + 1,
        reopenedAt: fact.at,
        eased: undefined,
        ...unmended(matter),
      }
    case 'case-inspected':
      return fact.passed ? { inspection: { by: fact.by, at: fact.at } } : {}
    case 'call-missed':
      return {}
    case 'called-back':
      return { calledBack: { by: fact.by, at: fact.at, grade: fact.grade } }
    case 'asked-again':
      return { askedAgain: fact.skipped ? 0 : fact.at }
    case 'came-back':
      return { next: fact.as }
    case 'passed-up':
      return { up: fact.to, handling: 'upward', ...withThem(matter, fact.by) }
    case 'sent-down':
      return { down: fact.to, ...withThem(matter, fact.by) }
    case 'level-answered': {
      const { up, down } = matter
      const ended = matter.endedAt !== undefined
      const now = ({ over, ...link }: Linked): Linked => ({
        ...link,
        number: fact.number,
        ...(ended && over ? { over } : {}),
      })
      return {
        ...(up ? { up: now(up) } : {}),
        ...(down ? { down: now(down) } : {}),
        ...(ended ? {} : limit(fact.at, fact.due)),
        ...(fact.opened && !ended && matter.held ? { held: { ...matter.held, since: fact.at } } : {}), // said meanwhile
      }
    }
    case 'level-released':
      return {
        up: undefined,
        down: undefined,
        handling: fact.handling,
        ...(matter.endedAt === undefined ? limit(fact.at, fact.due) : {}),
        ...(fact.by === undefined ? {} : { calledIn: goneTo(matter) }),
      }
    case 'withdrawal-announced':
      return { goingAt: fact.going }
    case 'withdrawal-stopped':
      return { goingAt: undefined }
    case 'case-withdrawn':
      return {
        ...endedHere(matter, fact.by),
        ...ENDED,
        stage: 'withdrawn',
        endedAt: fact.at,
      }
    case 'case-reminded': {
      const level = higher(matter.level, fact.level)
      return {
        rungs: matter.rungs.includes(fact.rung) ? matter.rungs : [...matter.rungs, fact.rung],
        lastRungAt: fact.at,
        ...(fact.rung === 'call' ? { calls: (matter.calls ?? 0) + 1 } : {}),
        ...(fact.rung === 'red' || fact.rung === 'again' ? { lit: matter.due } : {}),
        ...(level === undefined ? {} : { level }),
      }
    }
  }
}
