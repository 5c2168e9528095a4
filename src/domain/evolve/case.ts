import type { Community, Put } from '../community.ts'
import { counted } from '../counters.ts'
import type { CaseFact } from '../facts.ts'
import type { Case, Forum } from '../matter.ts'

export function evolveCase(c: Community, fact: CaseFact): readonly Put[] {
  const put = (doc: Case): Put => ({ kind: 'case', key: String(doc.number), doc })
  if (fact.type === 'case-raised') return [put(fact.matter), counted(c, { case: fact.case + 1 })]
  const matter = c.get('case', fact.case)
  if (!matter) throw new Error(`${fact.type} of a case that is not there: #${fact.case}`)
  const forum = forumAfter(c, fact)
  return forum
    ? [{ kind: 'forum', key: String(fact.case), doc: forum }]
    : [put({ ...matter, ...changes(matter, fact) })]
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

/** A time limit that starts anew has none of its rungs said. */
const limit = (since: number, due: number): Partial<Case> => ({ since, due, rungs: [], lastRungAt: undefined })

function changes(matter: Case, fact: CaseFact): Partial<Case> {
  switch (fact.type) {
    case 'case-raised':
      return fact.matter
    case 'case-supported':
      return { supporters: [...matter.supporters, fact.supporter], sources: [...matter.sources, fact.source] }
    case 'support-withdrawn':
      return { supporters: matter.supporters.filter(({ person }) => person !== fact.by) }
    case 'words-added':
      return {
        text: fact.text ? `${matter.text}；${fact.text}` : matter.text,
        media: [...matter.media, ...fact.media],
        sources: [...matter.sources, fact.source],
      }
    case 'file-kept':
      return { media: matter.media.map((medium) => (medium.of === fact.of ? { ...medium, file: fact.file } : medium)) }
    case 'file-lost':
      return { media: matter.media.filter(({ of }) => of !== fact.of) }
    case 'case-corrected':
      return { place: fact.place, title: fact.title }
    case 'case-taken':
      return { stage: 'taken', handler: fact.by, post: fact.post, offered: undefined, goingAt: undefined }
    case 'news-given':
      return { news: [...matter.news, { at: fact.at, text: fact.text, by: fact.by }] }
    case 'case-offered':
      return { offered: fact.to }
    case 'offer-declined':
      return { offered: undefined }
    case 'case-sent-back':
      return { stage: 'open', handler: undefined, offered: undefined, post: fact.post }
    case 'case-refused':
      return {
        stage: 'refused',
        endedAt: fact.at,
        outcome: fact.reason,
        asked: undefined,
        offered: undefined,
        goingAt: undefined,
      }
    case 'time-asked':
      return { asked: { until: fact.until, reason: fact.reason, by: fact.by } }
    case 'time-given':
      return { ...limit(fact.at, fact.until), asked: undefined }
    case 'case-urged':
      return { urgedAt: fact.at }
    case 'case-pressed':
      return { pressed: true }
    case 'help-wanted':
    case 'forum-opened':
    case 'opinion-given':
    case 'opinion-seconded':
    case 'opinion-withdrawn':
    case 'forum-closed':
      return {}
    case 'case-finished':
      return {
        stage: 'done',
        handler: matter.handler ?? fact.by,
        endedAt: fact.at,
        outcome: fact.text,
        media: [...matter.media, ...fact.media],
        asked: undefined,
        offered: undefined,
        goingAt: undefined,
      }
    case 'finish-undone':
      return { stage: fact.stage, handler: fact.handler, endedAt: undefined, outcome: undefined }
    case 'case-rated':
      return {
        ratings: [
          ...matter.ratings.filter(({ unit }) => unit !== fact.unit),
          { by: fact.by, unit: fact.unit, grade: fact.grade, text: fact.text },
        ],
      }
    case 'case-reopened':
      return {
        ...limit(fact.at, fact.due),
        stage: matter.handler ? 'taken' : 'open',
        endedAt: undefined,
        outcome: undefined,
        ratings: [],
      }
    case 'withdrawal-announced':
      return { goingAt: fact.going }
    case 'withdrawal-stopped':
      return { goingAt: undefined }
    case 'case-withdrawn':
      return { stage: 'withdrawn', endedAt: fact.at, asked: undefined, offered: undefined, goingAt: undefined }
    case 'case-reminded':
      return {
        rungs: matter.rungs.includes(fact.rung) ? matter.rungs : [...matter.rungs, fact.rung],
        lastRungAt: fact.at,
      }
  }
}
