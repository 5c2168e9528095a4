import type { Snapshot } from '../../src/ports.ts'
import type { Glance } from './asked.ts'

/** What people can know of a community from its groups. */
export const glance = (docs: Snapshot['docs']): Glance => {
  const contact = (key: string): string => docs.person.get(key)?.contact ?? ''
  const ofPost = (post = ''): readonly string[] =>
    [...docs.person.values()].flatMap(({ posts, contact: id }) =>
      id !== undefined && posts.includes(post) ? [id] : [],
    )
  return {
    cases: [...docs.case.values()].map(({ number, stage, reporter, post, ratings, endedAt }) => ({
      number,
      stage,
      reporter: contact(reporter),
      handlers: ofPost(post),
      rated: ratings.length > 0,
      ...(endedAt === undefined ? {} : { endedAt }),
    })),
    polls: [...docs.poll.values()].map(({ number, options, stage }) => ({
      number,
      options: options.length,
      votable: stage === 'open',
    })),
    pending: [...docs.pending.values()].map(({ person, room, question }) => ({
      contact: contact(person),
      ask: question.ask,
      ...(room === undefined ? {} : { room }),
    })),
  }
}
