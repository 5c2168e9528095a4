import { withCase } from './case.ts'
import type { Community } from './community.ts'
import { goneTo, type Lower } from './letter.ts'
import type { Case, Linked } from './matter.ts'
import { answer, happened, isConvener, isOpen, type Outcome, type Situation } from './situation.ts'
import { handling } from './staff.ts'
import type { Unfit } from './wording/level.ts'

const refused = (matter: Case, why: Unfit): Outcome => answer({ say: 'unfit', case: matter.number, why })

/** 上报 27: by those who may work on it. 家事 goes nowhere. */
export const passUp = (s: Situation, number: number | undefined, reason: string): Outcome | undefined =>
  handling(s, number, 'pass-up', (matter) => {
    const { parent } = s.c.is
    if (matter.tier === 'family') return refused(matter, 'family')
    if (!parent) return refused(matter, 'none-above')
    if (goneTo(matter)) return refused(matter, 'gone')
    if (matter.from?.community === parent.id) return refused(matter, 'from-above')
    const to: Linked = { community: parent.id, name: parent.name }
    return happened({ type: 'passed-up', at: s.now, case: matter.number, by: s.speaker.key, reason, to })
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
    const to: Linked = { community: child.id, name: child.name }
    return happened({ type: 'sent-down', at: s.now, case: matter.number, by: s.speaker.key, reason, to })
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
