/** Bytes of an answer: a hundred times what is asked for. */
const MOST = 200_000

/** The answer is longer than anything that was asked for. */
export class TooBig extends Error {
  override readonly name = 'TooBig'
}

/** Follows nobody elsewhere, and reads no more of an answer than could be meant. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'error' })
  if (Number(response.headers.get('content-length') ?? 0) > MOST) {
    await response.body?.cancel()
    throw new TooBig()
  }
  const { status, statusText, headers } = response
  return new Response(response.body?.pipeThrough(counted()) ?? null, { status, statusText, headers })
}

function counted(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > MOST) controller.error(new TooBig())
      else controller.enqueue(chunk)
    },
  })
}
