/** Longest text of a consultation message. What Zalo counts is not documented: taken as UTF-16 units of NFC text. */
export const MAX_TEXT_LENGTH = 2000
export const MAX_BUTTONS = 5
export const MAX_BUTTON_TITLE_LENGTH = 100
export const MAX_BUTTON_PAYLOAD_LENGTH = 1000
export const MAX_LIST_ELEMENTS = 5

export type ZaloButton = { readonly title: string; readonly imageIcon?: string } & (
  | { readonly type: 'oa.open.url'; readonly url: string }
  /** Comes back as `user_send_text` with the payload as text, visible or hidden in the chat. By convention `#…`. */
  | { readonly type: 'oa.query.show' | 'oa.query.hide'; readonly payload: string }
  /** `phone`: `84…` */
  | { readonly type: 'oa.open.phone'; readonly phone: string }
  | { readonly type: 'oa.open.sms'; readonly phone: string; readonly content: string }
)

export type ZaloListElement = {
  readonly title: string
  readonly subtitle?: string
  readonly imageUrl?: string
  readonly defaultAction?:
    | { readonly type: 'oa.open.url'; readonly url: string }
    | { readonly type: 'oa.query.show' | 'oa.query.hide'; readonly payload: string }
}

type ImageSource = { readonly url: string } | { readonly attachmentId: string }

/**
 * A consultation message (tin tư vấn), up to `buttons` as the current documentation lists them. `buttons` and `list` are
 * in the documentation's appendix only, and no recorded success on the v3 endpoint is known: use them for an account
 * after a message to a colleague has proven them, and always offer a numbered text menu.
 * Source: docs.zaloplatforms.com, OA/tin-nhan/tin-tu-van, and MessageBuilder of zalo-php-sdk.
 */
export type ConsultationMessage =
  | { readonly kind: 'text'; readonly text: string; readonly quoteMessageId?: string }
  /** jpg or png of at most 1 MB, by public address or by the id of `uploadImage` (7 days). */
  | { readonly kind: 'image'; readonly image: ImageSource; readonly text?: string }
  /** Width and height in pixels are required by Zalo. */
  | {
      readonly kind: 'gif'
      readonly attachmentId: string
      readonly width: number
      readonly height: number
      readonly text?: string
    }
  | { readonly kind: 'sticker'; readonly attachmentId: string }
  /** The token of `uploadFile`. */
  | { readonly kind: 'file'; readonly token: string }
  /** Asks for name, phone and address; answered by `user_submit_info`. Title up to 100, subtitle up to 500. */
  | { readonly kind: 'request-user-info'; readonly title: string; readonly subtitle: string; readonly imageUrl: string }
  /** At most 5 buttons, titles up to 100. Unproven on v3. */
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly ZaloButton[] }
  /** At most 5 elements. Unproven on v3. */
  | { readonly kind: 'list'; readonly elements: readonly ZaloListElement[]; readonly buttons?: readonly ZaloButton[] }

const nfc = (text: string): string => text.normalize('NFC')

const media = (element: object) => ({ type: 'template', payload: { template_type: 'media', elements: [element] } })

const buttonPayload = (button: ZaloButton): unknown => {
  switch (button.type) {
    case 'oa.open.url':
      return { url: button.url }
    case 'oa.query.show':
    case 'oa.query.hide':
      return button.payload
    case 'oa.open.phone':
      return { phone_code: button.phone }
    case 'oa.open.sms':
    default:
      return { content: button.content, phone_code: button.phone }
  }
}

const writeButton = (button: ZaloButton) => ({
  title: nfc(button.title),
  type: button.type,
  payload: buttonPayload(button),
  ...(button.imageIcon === undefined ? {} : { image_icon: button.imageIcon }),
})

const writeElement = (element: ZaloListElement) => ({
  title: nfc(element.title),
  ...(element.subtitle === undefined ? {} : { subtitle: nfc(element.subtitle) }),
  ...(element.imageUrl === undefined ? {} : { image_url: element.imageUrl }),
  ...(element.defaultAction === undefined ? {} : { default_action: element.defaultAction }),
})

const imageOf = (image: ImageSource) => ('url' in image ? { url: image.url } : { attachment_id: image.attachmentId })

/** The `message` field of a sending call. Texts are put into NFC. */
export const writeConsultationMessage = (message: ConsultationMessage): object => {
  switch (message.kind) {
    case 'text':
      return {
        text: nfc(message.text),
        ...(message.quoteMessageId === undefined ? {} : { quote_message_id: message.quoteMessageId }),
      }
    case 'image':
      return {
        ...(message.text === undefined ? {} : { text: nfc(message.text) }),
        attachment: media({ media_type: 'image', ...imageOf(message.image) }),
      }
    case 'gif': {
      const { attachmentId, width, height } = message
      return {
        ...(message.text === undefined ? {} : { text: nfc(message.text) }),
        attachment: media({ media_type: 'gif', attachment_id: attachmentId, width, height }),
      }
    }
    case 'sticker':
      return { attachment: media({ media_type: 'sticker', attachment_id: message.attachmentId }) }
    case 'file':
      return { attachment: { type: 'file', payload: { token: message.token } } }
    case 'request-user-info': {
      const element = { title: nfc(message.title), subtitle: nfc(message.subtitle), image_url: message.imageUrl }
      return { attachment: { type: 'template', payload: { template_type: 'request_user_info', elements: [element] } } }
    }
    case 'buttons':
      return {
        text: nfc(message.text),
        attachment: { type: 'template', payload: { buttons: message.buttons.map(writeButton) } },
      }
    case 'list':
    default: {
      const buttons = message.buttons === undefined ? {} : { buttons: message.buttons.map(writeButton) }
      const elements = message.elements.map(writeElement)
      return { attachment: { type: 'template', payload: { template_type: 'list', elements, ...buttons } } }
    }
  }
}
