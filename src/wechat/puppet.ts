import { FileBox, type FileBoxInterface } from 'file-box'
import { type payloads, types } from 'wechaty-puppet'
import { BarePuppet } from './bare.ts'
import type { Contact, Group, Happening, Message } from './happening.ts'
import { contactPayload, memberPayload, messagePayload, recallPayload, roomPayload } from './payload.ts'
import { partner, privately } from './scene.ts'
import type { World } from './world.ts'

/** A gateway that is silent for 60 s is reset by Wechaty. */
const BEAT = 15_000
const RECALL = '~recalled'
const ASKED = '~asked'

type Recall = Extract<Happening, { type: 'recalled' }>

/** The simulated WeChat as Wechaty sees it: one account, the bot's. Also serves behind a PuppetServer. */
export class SimulatorPuppet extends BarePuppet {
  private readonly world: World
  private readonly recalls = new Map<string, Recall>()
  private leaveWorld = (): void => {}
  private heart: NodeJS.Timeout | undefined

  constructor(world: World) {
    super()
    this.world = world
  }

  override async onStart(): Promise<void> {
    this.leaveWorld = this.world.on((happening) => this.isLoggedIn && this.pass(happening))
    this.heart = setInterval(() => this.emit('heartbeat', { data: 'simulator' }), BEAT).unref()
    this.raise()
  }

  override async onStop(): Promise<void> {
    clearInterval(this.heart)
    this.leaveWorld()
  }

  /** The line to WeChat breaks: nothing comes in any more, and what is sent is refused. */
  async drop(): Promise<void> {
    await this.logout('the line is down')
  }

  /** The line is up (again). */
  raise(): void {
    if (!this.isLoggedIn) this.login(this.world.bot.id)
    this.emit('heartbeat', { data: 'login' })
    this.emit('ready', { data: 'ready' })
  }

  override ding(data?: string): void {
    if (this.isLoggedIn) setImmediate(() => this.emit('dong', data === undefined ? {} : { data }))
  }

  override name(): string {
    return 'xiaoyi-simulator'
  }

  // ── contacts and friends ───────────────────────────────────────────────────────────────────────

  override async contactList(): Promise<string[]> {
    return this.world.contacts().flatMap(({ id, friend }) => (friend ? [id] : []))
  }
  override async contactRawPayload(id: string): Promise<Contact> {
    if (this.world.hasRoom(id)) throw new Error(`no payload found for id ${id}`) // as real gateways say it
    return this.world.contact(id)
  }
  override async contactRawPayloadParser(contact: Contact): Promise<payloads.Contact> {
    return contactPayload(contact)
  }
  override async friendshipAccept(id: string): Promise<void> {
    this.world.befriend(id.replace(ASKED, ''))
  }
  override async friendshipRawPayload(id: string): Promise<payloads.Friendship> {
    const asked = id.endsWith(ASKED)
    const contactId = asked ? id.slice(0, -ASKED.length) : id
    const base = { id, contactId, timestamp: this.world.now() }
    return asked ? { ...base, type: types.Friendship.Receive, ticket: id } : { ...base, type: types.Friendship.Confirm }
  }
  override async friendshipRawPayloadParser(payload: payloads.Friendship): Promise<payloads.Friendship> {
    return payload
  }

  // ── rooms ──────────────────────────────────────────────────────────────────────────────────────

  override async roomList(): Promise<string[]> {
    return this.world.rooms().flatMap(({ id, members }) => (members.includes(this.world.bot.id) ? [id] : []))
  }
  override async roomRawPayload(id: string): Promise<Group> {
    return this.world.room(id)
  }
  override async roomRawPayloadParser(room: Group): Promise<payloads.Room> {
    return roomPayload(room)
  }
  override async roomMemberList(id: string): Promise<string[]> {
    return [...this.world.room(id).members]
  }
  override async roomMemberRawPayload(room: string, contact: string): Promise<payloads.RoomMember> {
    const { members, aliases, topic } = this.world.room(room)
    if (!members.includes(contact)) throw new Error(`${contact} is not in ${topic}`)
    return memberPayload(this.world.contact(contact), aliases[contact])
  }
  override async roomMemberRawPayloadParser(member: payloads.RoomMember): Promise<payloads.RoomMember> {
    return member
  }
  override roomTopic(id: string): Promise<string>
  override roomTopic(id: string, topic: string): Promise<void>
  override async roomTopic(id: string, topic?: string): Promise<unknown> {
    if (topic === undefined) return this.world.room(id).topic
    this.world.renameRoom(id, topic)
    return undefined
  }
  override async roomQuit(id: string): Promise<void> {
    this.world.leave(id, this.world.bot.id)
  }

  // ── messages ───────────────────────────────────────────────────────────────────────────────────

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    const recall = this.recalls.get(id)
    if (recall) return recallPayload(this.world.message(recall.id), id, recall.at, this.world.bot.id)
    return messagePayload(this.world.message(id), this.world.bot.id, (contact) => this.world.contact(contact).name)
  }
  override async messageRawPayloadParser(payload: payloads.Message): Promise<payloads.Message> {
    return payload
  }
  override async messageFile(id: string): Promise<FileBoxInterface> {
    return FileBox.fromBuffer(this.world.file(id), this.world.message(id).file?.name)
  }
  override async messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id)
  }
  override async messageSendText(conversation: string, text: string): Promise<string> {
    return this.say(conversation, { text })
  }
  override async messageSendFile(conversation: string, file: FileBoxInterface): Promise<string> {
    return this.say(conversation, { text: '', file: { name: file.name, bytes: await file.toBuffer() } })
  }
  override async messageRecall(id: string): Promise<boolean> {
    return this.world.message(id).from === this.world.bot.id && Boolean(this.world.recall(id))
  }

  private say(conversation: string, what: { text: string; file?: { name: string; bytes: Uint8Array } }): string {
    if (!this.isLoggedIn) throw new Error('the line is down')
    const room = this.world.hasRoom(conversation) ? conversation : privately(conversation)
    return this.world.say({ room, from: this.world.bot.id, ...what }).id
  }

  // ── what happens ───────────────────────────────────────────────────────────────────────────────

  /** Tells Wechaty what happened where the bot is. */
  private pass(happening: Happening): void {
    switch (happening.type) {
      case 'message':
        if (this.sees(happening.message)) this.announce(happening.message.id)
        return
      case 'recalled':
        if (this.sees(happening)) this.passRecall(happening)
        return
      case 'joined':
      case 'left':
        return this.passMove(happening)
      case 'room-renamed':
        this.forgetRoom(happening.room)
        this.emit('room-topic', {
          roomId: happening.room,
          changerId: this.world.bot.id,
          oldTopic: happening.from,
          newTopic: happening.to,
          timestamp: happening.at,
        })
        return
      case 'contact-renamed':
        return this.forgetContact(happening.contact)
      case 'aliased':
        this.cache.roomMember.delete(happening.room)
        return
      case 'befriended':
        this.forgetContact(happening.contact)
        this.emit('friendship', { friendshipId: happening.contact })
        return
      case 'friend-asked':
        this.emit('friendship', { friendshipId: happening.contact + ASKED })
        return
      case 'founded':
        return this.passMove({
          type: 'joined',
          room: happening.room.id,
          contact: this.world.bot.id,
          at: this.world.now(),
        })
      case 'began':
      case 'met':
        return
    }
  }

  private sees({ room }: Pick<Message, 'room'>): boolean {
    return partner(room) !== undefined || this.world.room(room).members.includes(this.world.bot.id)
  }

  private passRecall(recall: Recall): void {
    const id = recall.id + RECALL
    this.recalls.set(id, recall)
    this.announce(id)
  }

  /** Wechaty asks for the message then. */
  protected announce(messageId: string): void {
    this.emit('message', { messageId })
  }

  private passMove({ type, room, contact, at }: Extract<Happening, { type: 'joined' | 'left' }>): void {
    this.forgetRoom(room)
    const event = { roomId: room, timestamp: at }
    if (contact !== this.world.bot.id && !this.sees({ room })) return
    if (type === 'joined') this.emit('room-join', { ...event, inviteeIdList: [contact], inviterId: contact })
    else this.emit('room-leave', { ...event, removeeIdList: [contact], removerId: contact })
  }

  private forgetRoom(id: string): void {
    this.cache.room.delete(id)
    this.cache.roomMember.delete(id)
  }

  private forgetContact(id: string): void {
    this.cache.contact.delete(id)
    this.emit('dirty', { payloadType: types.Dirty.Contact, payloadId: id })
  }
}
