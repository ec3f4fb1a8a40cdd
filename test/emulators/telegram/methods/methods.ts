import type { MethodName } from '../method-fields.ts'
import { answerCallbackQuery } from './answer-callback-query.ts'
import type { Method } from './call.ts'
import { deleteMessage, getChat, sendChatAction, setMessageReaction } from './chat-methods.ts'
import { editMessageReplyMarkup, editMessageText } from './edit-message.ts'
import { getFile } from './get-file.ts'
import {
  deleteMyCommands,
  getMe,
  getMyCommands,
  getMyDescription,
  getMyShortDescription,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
} from './profile.ts'
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './receiving.ts'
import { sendAudio, sendDocument, sendPhoto, sendVoice } from './send-media.ts'
import { sendMessage } from './send-message.ts'

export const methods: Readonly<Record<MethodName, Method>> = {
  answerCallbackQuery,
  deleteMessage,
  deleteMyCommands,
  deleteWebhook,
  editMessageReplyMarkup,
  editMessageText,
  getChat,
  getFile,
  getMe,
  getMyCommands,
  getMyDescription,
  getMyShortDescription,
  getUpdates,
  getWebhookInfo,
  sendAudio,
  sendChatAction,
  sendDocument,
  sendMessage,
  sendPhoto,
  sendVoice,
  setMessageReaction,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
  setWebhook,
}
