import { withCase } from '../case/case.ts'
import { forConveners, handling } from '../case/staff.ts'
import { whole } from '../privacy.ts'
import { answer, both, happened, isConvener, isOpen, type Outcome, type Situation } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Case, Linked } from '../state/matter.ts'
import { takenBack, type Unfit } from '../wording/level.ts'
import { goneTo, type Lower, newsTo, replied } from './letter.ts'
import { released } from './received.ts'

const refused = (matter: Case, why: Unfit): Outcome => answer({ say: 'unfit', case: matter.number, why })

/** 上报 27: by those who may work on it. 家事 goes nowhere. */
export const passUp = (s: Situation, number: number | undefined, reason: string): Outcome | undefined =>
  handling(s, number, 'pass-up', (matter) => {
    const { parent } = s.c.is
    if (matter.tier === 'family') return refused(matter, 'family')
    if (!parent) return refused(matter, 'none-above')
    if (matter.up && reason !== '') return added(s, matter, matter.up, reason)
    if (goneTo(matter)) return refused(matter, 'gone')
    if (matter.from?.community === parent.id) return refused(matter, 'from-above')
    const to = linkTo(matter, parent)
    return happened({ type: 'passed-up', at: s.now, case: matter.number, by: s.speaker.key, reason, to })
  })

/** What was forgotten when it went there follows it, as everybody may read it. */
const added = (s: Situation, matter: Case, link: Linked, text: string): Outcome =>
  both(happened(newsTo(matter, link, whole(s.c, text), s.now)), refused(matter, 'passed-on'))

/** What they still say of it from before is not meant. */
const linkTo = ({ calledIn }: Case, { id, name }: { readonly id: string; readonly name: string }): Linked => ({
  community: id,
  name,
  ...(calledIn?.community === id && calledIn.number !== undefined ? { after: calledIn.number } : {}),
})

/** 交办 12 幸福里: by a convener, to a community below. */
export const sendDown = (s: Situation, number: number | undefined, name: string, reason: string): Outcome | undefined =>
  withCase(s, number, 'send-down', (matter) => {
    if (!isConvener(s.speaker)) return answer({ say: 'not-yours', case: matter.number, who: 'conveners', told: false })
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    if (matter.tier === 'family') return refused(matter, 'family')
    if (goneTo(matter)) return refused(matter, 'gone')
    const { children = [] } = s.c.is
    const [first] = children
    if (!first) return refused(matter, 'none-below')
    const child = called(children, name)
    if (!child) return refused(matter, 'which-below')
    if (matter.from?.community === child.id) return refused(matter, 'from-there')
    const to = linkTo(matter, child)
    return happened({ type: 'sent-down', at: s.now, case: matter.number, by: s.speaker.key, reason, to })
  })

/** 撤回上报 27: by a convener; this community does it itself. */
export const callIn = (s: Situation, number: number | undefined): Outcome | undefined =>
  withCase(s, number, 'call-in', (matter) => {
    const link = goneTo(matter)
    if (!isConvener(s.speaker)) return forConveners(s, matter)
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    if (!link) return refused(matter, 'here')
    if (link.number === undefined) return refused(matter, 'unanswered')
    return happened(
      replied(link.community, s.now, {
        letter: 'withdrawn',
        case: matter.number,
        yours: link.number,
        reason: takenBack(),
      }),
      { ...released(s.c, matter, '', s.now), by: s.speaker.key },
    )
  })

/** By its whole name, or the only one that begins so. */
function called(children: NonNullable<Community['is']['children']>, name: string) {
  const like = children.filter((one) => name !== '' && one.name.startsWith(name))
  return children.find((one) => one.name === name || one.id === name) ?? (like.length === 1 ? like[0] : undefined)
}

/** What the communities below have in red, the longest late first. */
export const lowerRed = (c: Community): readonly Lower[] =>
  [...c.all('lower')]
    .filter(({ community }) => c.is.children?.some(({ id }) => id === community))
    .sort((a, b) => a.due - b.due)
