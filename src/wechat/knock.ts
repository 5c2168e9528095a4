import { type ClientHttp2Session, type ClientSessionOptions, connect, type IncomingHttpHeaders } from 'node:http2'

/** Where a gateway is, and how its client is told to speak to it. */
export interface Door {
  /** 「127.0.0.1:8788」. */
  readonly endpoint: string
  readonly token: string
  /** None: without TLS. */
  readonly tls?: {
    readonly servername: string
    /** The certificate that vouches for the gateway's; none: any will do. */
    readonly ca?: Buffer
  }
}
/** Why a gateway cannot be used. */
export interface Trouble {
  /** What is wrong and what to do, for the operator. */
  readonly sentence: string
  /** It costs nothing to ask again soon. */
  readonly cheap: boolean
}

/** A gateway that is busy may need this long for a handshake, in ms. */
const PATIENCE = 5000
/** Answered by each gateway, and of no consequence there. */
const QUESTION = '/wechaty.Puppet/Version'
const NO_MESSAGE = Buffer.alloc(5)
const UNAUTHENTICATED = '16'

/** What came of one knock: 「fine」, or what is wrong. */
type Answer = 'fine' | 'token' | 'foreign' | 'silent' | { readonly failed: string; readonly message: string }

/** Asks the gateway for its version, which tells whether it is there, alive, spoken to rightly, and takes the token. */
export const knock = async (door: Door, patience = PATIENCE): Promise<Trouble | undefined> => {
  const answer = await ask(door, patience)
  if (answer === 'fine') return undefined
  const other = garbled(answer) ? await ask(otherwise(door), patience) : answer
  return { sentence: sentence(door, answer, other), cheap: codeOf(answer) === 'ECONNREFUSED' }
}

/** With TLS instead of without, or the reverse. */
const otherwise = ({ tls, ...door }: Door): Door => (tls ? door : { ...door, tls: { servername: 'insecure' } })

const codeOf = (answer: Answer): string => (typeof answer === 'object' ? answer.failed : '')
const ABSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EACCES|ERR_INVALID_URL|ERR_SOCKET_BAD_PORT)$/
const CERTIFICATE = /CERT|SIGNATURE|ISSUER/

/** Something is there and speaks another language. */
const garbled = (answer: Answer): boolean =>
  answer === 'foreign' ||
  (typeof answer === 'object' && !ABSENT.test(answer.failed) && !CERTIFICATE.test(answer.failed))

const sentence = ({ endpoint, tls }: Door, answer: Answer, other: Answer): string => {
  const gateway = `The gateway at ${endpoint}`
  if (answer === 'token') return `${gateway} refuses the token: set WECHATY_PUPPET_SERVICE_TOKEN to the gateway's own.`
  if (answer === 'silent')
    return `${gateway} takes connections but does not answer: restart it, or mend WECHATY_PUPPET_SERVICE_ENDPOINT.`
  if (garbled(answer)) return strange(endpoint, tls !== undefined, other === 'fine' || other === 'token')
  const code = codeOf(answer)
  if (code === 'ECONNREFUSED')
    return `Nothing listens at ${endpoint}: start the gateway, or mend WECHATY_PUPPET_SERVICE_ENDPOINT.`
  if (CERTIFICATE.test(code))
    return `${gateway} shows a certificate that is not trusted (${code}): set WECHATY_PUPPET_SERVICE_TLS_CA_CERT to the one that signed it, and WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME to the name in it.`
  return `${endpoint} cannot be reached (${code}): mend the network, or WECHATY_PUPPET_SERVICE_ENDPOINT.`
}

const strange = (endpoint: string, tls: boolean, otherwiseFine: boolean): string => {
  if (!otherwiseFine) return `What listens at ${endpoint} is no Wechaty gateway: mend WECHATY_PUPPET_SERVICE_ENDPOINT.`
  return tls
    ? `The gateway at ${endpoint} speaks without TLS: give it a certificate, or on one machine set WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT=true.`
    : `The gateway at ${endpoint} speaks with TLS only: take WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT out of the settings.`
}

const ask = (door: Door, patience: number): Promise<Answer> => asking(door, patience).catch(failed)

const failed = (error: NodeJS.ErrnoException): Answer => ({ failed: error.code ?? 'unknown', message: error.message })

const asking = (door: Door, patience: number): Promise<Answer> =>
  new Promise((resolve) => {
    const session = open(door)
    const late = setTimeout(() => end('silent'), patience)
    const end = (answer: Answer): void => {
      clearTimeout(late)
      resolve(answer)
      session.destroy()
    }
    session.on('error', (error: NodeJS.ErrnoException) => end(failed(error)))
    session.on('close', () => end({ failed: 'closed', message: '' }))
    session.once('remoteSettings', () => question(session, door, end))
  })

const open = ({ endpoint, tls }: Door): ClientHttp2Session => {
  const options: ClientSessionOptions & { readonly [option: string]: unknown } = tls
    ? { servername: tls.servername, rejectUnauthorized: tls.ca !== undefined, ...(tls.ca ? { ca: tls.ca } : {}) }
    : {}
  return connect(`${tls ? 'https' : 'http'}://${endpoint}`, options)
}

/** One call, as gRPC puts it: an answer of HTTP that is none of gRPC comes from something else. */
const question = (session: ClientHttp2Session, { token }: Door, end: (answer: Answer) => void): void => {
  const stream = session.request({
    ':method': 'POST',
    ':path': QUESTION,
    ':authority': token,
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Wechaty ${token}`,
  })
  const verdict = (headers: IncomingHttpHeaders): void => {
    const status = headers['grpc-status']
    if (status !== undefined) end(status === UNAUTHENTICATED ? 'token' : 'fine')
  }
  stream.on('response', (headers) => {
    if (!headers['content-type']?.startsWith('application/grpc')) return end('foreign')
    verdict(headers)
  })
  stream.on('trailers', verdict)
  stream.on('error', (error) => end({ failed: 'stream', message: error.message }))
  stream.on('close', () => end('foreign'))
  stream.resume()
  stream.end(NO_MESSAGE)
}
