import type { Dispatcher } from 'undici'

const stopped = (): Error => new Error('the sender was told to stop')

/** Nobody may act on a request that was given up before it had begun. */
const noRequest: Dispatcher.DispatchController = {
  aborted: true,
  paused: false,
  reason: null,
  rawHeaders: null,
  rawTrailers: null,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
}

/**
 * A dispatcher whose requests end when the signal aborts. Whether a request had begun to be written stays visible to the
 * handler, for it decides if a message is uncertain or was certainly not sent.
 */
export const abortable = (dispatcher: Dispatcher, signal: AbortSignal): Dispatcher =>
  dispatcher.compose((dispatch) => (options, handler) => {
    if (signal.aborted) throw stopped()
    let request: Dispatcher.DispatchController | undefined
    let over = false
    const end = (): void => {
      over = true
      signal.removeEventListener('abort', stop)
    }
    const stop = (): void => {
      if (request) {
        request.abort(stopped())
        return
      }
      end()
      handler.onResponseError?.(noRequest, stopped())
    }
    signal.addEventListener('abort', stop, { once: true })
    return dispatch(options, {
      onRequestStart(controller, context) {
        request = controller
        if (over) controller.abort(stopped())
        else handler.onRequestStart?.(controller, context)
      },
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd(...args) {
        end()
        handler.onResponseEnd?.(...args)
      },
      onResponseError(...args) {
        if (over) return
        end()
        handler.onResponseError?.(...args)
      },
    })
  })
