import { createHash } from 'node:crypto'
import { type Instant, MINUTE } from '../calendar.ts'
import { called } from '../privacy.ts'
import { answer, both, happened, isStaff, NOTHING, type Outcome, passing, type Situation } from '../situation.ts'
import type { Community, Dwelling, Person } from '../state/community.ts'
import type { Listed, Relation, Role } from '../state/constitution.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import { movedIn } from './rebind.ts'

/** An invitation can be used this long after it was issued. */
export const INVITED_FOR = 10 * MINUTE
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

// ── the community file wins for everything it states ─────────────────────────────────────────────

/** At each start: who is listed gets her roles, posts and dwellings; whoever left the file loses what it gave. */
export function listed(c: Community, now: Instant): readonly Fact[] {
  let next = counters(c).person
  const kept = new Set<string>()
  const facts: Fact[] = []
  for (const entry of c.is.people) {
    const known = documentOf(c, entry)
    const person = asListed(entry, known, known?.key ?? `p${next}`)
    kept.add(person.key)
    if (!known) {
      next++
      facts.push({ type: 'person-met', at: now, person })
    } else if (JSON.stringify(known) !== JSON.stringify(person))
      facts.push({ type: 'person-changed', at: now, person }, ...movedIn(c, person, now))
  }
  for (const person of c.all('person'))
    if (person.listed && !kept.has(person.key))
      facts.push({
        type: 'person-changed',
        at: now,
        person: { ...person, roles: ['resident'], posts: [], dwellings: learntBy(person), listed: false },
      })
  return facts
}

const learntBy = (person: Person | undefined): readonly Dwelling[] =>
  person?.dwellings.filter(({ stated }) => !stated) ?? []

/** By contact id; else by name among the listed, where household or post tell namesakes apart. */
function documentOf(c: Community, entry: Listed): Person | undefined {
  const byContact = entry.contact === undefined ? undefined : c.byContact(entry.contact)
  if (byContact) return byContact
  return [...c.all('person')].find(
    (person) =>
      person.listed && (entry.contact === undefined || person.contact === undefined) && isEntry(person, entry),
  )
}

const isEntry = (person: Person, entry: Listed): boolean =>
  person.name === entry.name &&
  entry.households.every(({ id }) => person.dwellings.some(({ household }) => household === id)) &&
  entry.posts.every((post) => person.posts.includes(post))

/** A resident whom the file lists by name needs no other proof of her dwelling. */
function asListed(entry: Listed, known: Person | undefined, key: string): Person {
  const stated: readonly Dwelling[] = entry.households.map(({ id, relation }) => ({
    household: id,
    relation,
    confirmed: true,
    stated: true,
  }))
  const learnt = learntBy(known).filter(({ household }) => !stated.some((dwelling) => dwelling.household === household))
  const contact = entry.contact ?? known?.contact
  return {
    ...known,
    key,
    name: entry.name,
    ...(contact === undefined ? {} : { contact }),
    roles: entry.roles,
    posts: entry.posts,
    dwellings: [...stated, ...learnt],
    friend: known?.friend ?? entry.friend ?? false,
    heard: known?.heard ?? true,
    listed: true,
  }
}

// ── said by people ───────────────────────────────────────────────────────────────────────────────

/** 我住3栋2单元501: a steward or staff confirms it. */
export function liveAt(s: Situation, household: string, relation: Relation): Outcome {
  if (!s.c.is.households.some(({ id }) => id === household)) return answer({ say: 'no-such-household' })
  const others = s.speaker.dwellings.filter((dwelling) => dwelling.confirmed && dwelling.household !== household) // one claim at a time
  const known = s.speaker.dwellings.find((dwelling) => dwelling.household === household)
  if (known?.confirmed) return answer({ say: 'bound-already' })
  const another = s.speaker.dwellings.some((dwelling) => !dwelling.stated && dwelling.household !== household)
  const toldTo = known?.toldTo ?? (another ? [] : undefined)
  const claim: Dwelling = { household, relation, confirmed: false, ...(toldTo ? { toldTo } : {}) }
  const speaker = passing(s)
  if (!speaker) return NOTHING // it was passed on often enough
  const person: Person = { ...speaker, dwellings: [...others, claim] }
  return both(
    happened({ type: 'dwelling-claimed', at: s.now, person, household }),
    answer(
      ...confirmersOf(s.c).map(
        (to) => ({ say: 'confirm-please', name: person.name, household, to: { person: to.key } }) as const,
      ),
    ),
  )
}

/** Those who can confirm a dwelling: stewards, else conveners; privately, for a door is not said in a group. */
export function confirmersOf(c: Community): readonly Person[] {
  const of = (role: Role) => [...c.all('person')].filter(({ roles, friend }) => friend && roles.includes(role))
  return [of('steward'), of('convener'), of('admin')].find((some) => some.length > 0) ?? []
}

/** 核实 李芳: her ballots that stood apart move in. */
export function confirm(s: Situation, name: string): Outcome {
  if (!isStaff(s.speaker)) return answer({ say: 'staff-only' })
  const waiting = [...s.c.all('person')].filter(
    (person) =>
      (person.name === name || called(person.name) === name) && person.dwellings.some(({ confirmed }) => !confirmed),
  )
  const [claimant] = waiting
  if (!claimant || waiting.length > 1 || claimant.key === s.speaker.key)
    return answer({ say: 'nobody-to-confirm', name })
  const { household = '', toldTo } = claimant.dwellings.find(({ confirmed }) => !confirmed) ?? {}
  if (toldTo && !toldTo.includes(s.speaker.key)) return tellClaim(s, claimant, household)
  const dwellings = claimant.dwellings.map(({ toldTo: _, ...dwelling }) =>
    dwelling.confirmed ? dwelling : { ...dwelling, confirmed: true, since: s.now },
  )
  const person = { ...claimant, dwellings }
  return happened(
    { type: 'dwelling-confirmed', at: s.now, person, household, by: s.speaker.key },
    ...movedIn(s.c, person, s.now),
  )
}

/** She said another door before: whoever confirms is to have seen this one. */
function tellClaim(s: Situation, claimant: Person, household: string): Outcome {
  if (!s.speaker.friend) return answer({ say: 'befriend-me' })
  const dwellings = claimant.dwellings.map((dwelling) =>
    dwelling.confirmed ? dwelling : { ...dwelling, toldTo: [...(dwelling.toldTo ?? []), s.speaker.key] },
  )
  return both(
    happened({ type: 'person-changed', at: s.now, person: { ...claimant, dwellings } }),
    answer(...(s.room ? [{ say: 'sent-privately' } as const] : []), {
      say: 'claim-changed',
      name: claimant.name,
      household,
      to: { person: s.speaker.key },
    }),
  )
}

/** An invitation's code: in private it binds this contact to the invited person, in a group it is burnt. */
export function useCode(s: Situation, code: string): Outcome {
  const invitation = s.c.get('invitation', hashOf(code))
  if (!invitation || invitation.until < s.at) return s.room ? NOTHING : answer({ say: 'code-refused' })
  if (s.room)
    return both(happened({ type: 'invitation-burnt', at: s.now, hash: invitation.hash }), answer({ say: 'code-burnt' }))
  const invited = [...s.c.all('person')].find((person) => person.listed && person.key === invitation.person)
  if (!invited) return answer({ say: 'code-refused' })
  const stranger = s.c.byContact(s.heard.from)
  if (stranger?.listed && stranger.key !== invited.key) return answer({ say: 'code-refused' }) // somebody else of the file
  const person = boundTo(invited, stranger, s.heard.from)
  const merged = stranger && stranger.key !== person.key && !stranger.listed ? stranger.key : undefined
  return happened(
    { type: 'invitation-used', at: s.now, hash: invitation.hash, person, merged },
    ...(merged === undefined ? [] : movedIn(s.c, person, s.now, merged)),
  )
}

/** What was confirmed or asked for while nobody knew who she was stays hers. */
function boundTo(invited: Person, stranger: Person | undefined, contact: string): Person {
  const bound: Person = { ...invited, contact, friend: true }
  if (!stranger || stranger.key === invited.key) return bound
  const { heard, uncalled, changed } = stranger
  const lives = (household: string): boolean => invited.dwellings.some((dwelling) => dwelling.household === household)
  return {
    ...bound,
    heard: invited.heard && heard,
    dwellings: [...invited.dwellings, ...learntBy(stranger).filter(({ household }) => !lives(household))],
    ...(uncalled ? { uncalled } : {}),
    ...(changed ? { changed } : {}),
  }
}

/** What she was overheard to say, and was asked about, is not registered either. */
const forgotten = ({ c, now, speaker }: Situation): readonly Fact[] => {
  const pending = c.get('pending', speaker.key)
  return pending?.question.ask === 'register' ? [{ type: 'question-dropped', at: now, person: speaker.key }] : []
}
export const deaf = (s: Situation, on: boolean): Outcome =>
  both(
    happened({ type: 'person-changed', at: s.now, person: { ...s.speaker, heard: !on } }, ...(on ? forgotten(s) : [])),
    answer({ say: 'deaf', on }),
  )
