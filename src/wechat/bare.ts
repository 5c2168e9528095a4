import type { FileBoxInterface } from 'file-box'
import { Puppet, type payloads } from 'wechaty-puppet'

const none = async (): Promise<never> => {
  throw new Error('the simulator has no such thing')
}

/** What every Wechaty puppet must answer and the simulated WeChat does not have. */
export abstract class BarePuppet extends Puppet {
  override contactSelfName(): Promise<void> {
    return none()
  }
  override contactSelfQRCode(): Promise<string> {
    return none()
  }
  override contactSelfSignature(): Promise<void> {
    return none()
  }
  override contactAlias(contactId: string): Promise<string>
  override contactAlias(contactId: string, alias: string | null): Promise<void>
  override async contactAlias(_contactId: string, alias?: string | null): Promise<unknown> {
    return alias === undefined ? '' : none()
  }
  override contactAvatar(contactId: string): Promise<FileBoxInterface>
  override contactAvatar(contactId: string, file: FileBoxInterface): Promise<void>
  override contactAvatar(): Promise<never> {
    return none()
  }
  override contactPhone(): Promise<void> {
    return none()
  }
  override contactCorporationRemark(): Promise<void> {
    return none()
  }
  override contactDescription(): Promise<void> {
    return none()
  }
  override friendshipAdd(): Promise<void> {
    return none()
  }
  override async friendshipSearchPhone(): Promise<null> {
    return null
  }
  override async friendshipSearchHandle(): Promise<null> {
    return null
  }
  override async conversationReadMark(): Promise<boolean> {
    return true
  }
  override messageContact(): Promise<string> {
    return none()
  }
  override messageMiniProgram(): Promise<payloads.MiniProgram> {
    return none()
  }
  override messageUrl(): Promise<payloads.UrlLink> {
    return none()
  }
  override messageLocation(): Promise<payloads.Location> {
    return none()
  }
  override messageForward(): Promise<void> {
    return none()
  }
  override messageSendContact(): Promise<void> {
    return none()
  }
  override messageSendLocation(): Promise<void> {
    return none()
  }
  override messageSendMiniProgram(): Promise<void> {
    return none()
  }
  override messageSendPost(): Promise<void> {
    return none()
  }
  override messageSendUrl(): Promise<void> {
    return none()
  }
  override postRawPayload(): Promise<never> {
    return none()
  }
  override postRawPayloadParser(): Promise<payloads.Post> {
    return none()
  }
  override postPublish(): Promise<void> {
    return none()
  }
  override async postSearch(): Promise<{ response: string[] }> {
    return { response: [] }
  }
  override roomInvitationAccept(): Promise<void> {
    return none()
  }
  override roomInvitationRawPayload(): Promise<never> {
    return none()
  }
  override roomInvitationRawPayloadParser(): Promise<payloads.RoomInvitation> {
    return none()
  }
  override roomAdd(): Promise<void> {
    return none()
  }
  override roomAvatar(): Promise<FileBoxInterface> {
    return none()
  }
  override roomCreate(): Promise<string> {
    return none()
  }
  override roomDel(): Promise<void> {
    return none()
  }
  override roomQRCode(): Promise<string> {
    return none()
  }
  /** Only a room's owner may announce, which the bot never is. */
  override roomAnnounce(roomId: string): Promise<string>
  override roomAnnounce(roomId: string, text: string): Promise<void>
  override roomAnnounce(): Promise<never> {
    return none()
  }
  override tagContactAdd(): Promise<void> {
    return none()
  }
  override tagContactDelete(): Promise<void> {
    return none()
  }
  override async tagContactList(): Promise<string[]> {
    return []
  }
  override tagContactRemove(): Promise<void> {
    return none()
  }
  override tap(): Promise<void> {
    return none()
  }
  override async tapSearch(): Promise<{ response: payloads.Tap }> {
    return { response: {} }
  }
}
