import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

const STYLES = ['font/wght', 'base', 'bar', 'chats', 'sheets', 'talk', 'compose']

const Page = ({ title, children, script }: { title: string; children: Child; script?: string }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta
        name="viewport"
        content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
      />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="icon" href="/page/icon.svg" type="image/svg+xml" />
      {STYLES.map((name) => (
        <link rel="stylesheet" href={`/page/${name}.css`} />
      ))}
      {script ? <script type="module" src={script}></script> : null}
    </head>
    <body>{children}</body>
  </html>
)

/** Without the doctype browsers lay out as in 1998. */
const whole = (page: Child) => html`<!doctype html>${page}`

/** Lines of 24 × 24, drawn with the text's colour. */
const Icon = ({ d }: { d: string }) => (
  <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
    <path d={d} />
  </svg>
)
const BACK = 'M15 4 7 12l8 8'
const DOTS = 'M5 12h.01M12 12h.01M19 12h.01'
const PLUS = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5v9M7.5 12h9'
const CROSS = 'M6 6l12 12M18 6 6 18'
const PICTURE = 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01'

const Bar = () => (
  <header class="bar">
    <button type="button" id="me" class="me" aria-haspopup="dialog">
      <span class="avatar" id="me-face" aria-hidden="true"></span>
      <span class="me-words">
        <span>
          我是：<b id="me-name">…</b>
        </span>
        <small id="me-title"></small>
      </span>
      <span class="caret" aria-hidden="true"></span>
    </button>
    <section class="clock" aria-label="模拟时间">
      <time id="now"></time>
      <button type="button" data-advance="1h">
        +1小时
      </button>
      <button type="button" data-advance="1d">
        +1天
      </button>
    </section>
    <button type="button" id="large" class="large" aria-pressed="false">
      大字
    </button>
  </header>
)

const Guide = () => (
  <section id="guide" class="guide" aria-label="试用引导" hidden>
    <span class="step" id="guide-step"></span>
    <p id="guide-hint" aria-live="polite"></p>
    <div class="guide-doing">
      <button type="button" id="guide-do" class="do"></button>
      <button type="button" id="guide-hide" class="quiet">
        收起
      </button>
    </div>
  </section>
)

const Chats = () => (
  <nav class="chats" aria-label="聊天列表">
    <div class="head">
      <h1>微信（模拟）</h1>
      <button type="button" id="guide-show" class="quiet" hidden>
        继续引导
      </button>
    </div>
    <ul id="chats"></ul>
  </nav>
)

const Compose = () => (
  <form id="compose" class="compose" autocomplete="off">
    <div id="quoting" class="staged" hidden>
      <p id="quoting-words"></p>
      <button type="button" id="unquote" class="round" aria-label="取消引用">
        <Icon d={CROSS} />
      </button>
    </div>
    <div id="attached" class="staged" hidden>
      <img id="attached-picture" alt="要发的照片" />
      <p id="attached-name"></p>
      <button type="button" id="detach" class="round" aria-label="不发这个文件">
        <Icon d={CROSS} />
      </button>
    </div>
    <div id="members" class="members" role="listbox" aria-label="选择要@的人" hidden></div>
    <div class="line">
      <textarea
        id="words"
        rows={1}
        aria-label="输入消息"
        enterkeyhint="send"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded="false"
        aria-controls="members"
      ></textarea>
      <button type="button" id="plus" class="round" aria-label="发照片" aria-expanded="false" aria-controls="tiles">
        <Icon d={PLUS} />
      </button>
      <button type="submit" id="send" class="send" disabled>
        发送
      </button>
    </div>
    <div id="tiles" class="tiles" hidden>
      <button type="button" id="album">
        <span class="tile">
          <Icon d={PICTURE} />
        </span>
        照片
      </button>
      <button type="button" id="sample" class="quiet">
        示例照片
      </button>
      <input type="file" id="file" accept="image/*" aria-label="选择照片" tabindex={-1} hidden />
    </div>
  </form>
)

const Talk = () => (
  <main class="talk" id="talk" aria-label="聊天">
    <div class="head">
      <button type="button" id="back" class="round back" aria-label="返回聊天列表">
        <Icon d={BACK} />
        <span id="elsewhere" class="unread" hidden></span>
      </button>
      <h2 id="title">聊天</h2>
      <button type="button" id="about" class="round dots" aria-label="群资料" aria-haspopup="dialog">
        <Icon d={DOTS} />
      </button>
    </div>
    <p id="offline" class="offline" role="status" hidden>
      连接断开，正在重连…
    </p>
    <div id="bubbles" class="bubbles" role="log" aria-live="off" aria-label="聊天记录" tabindex={0}></div>
    <Compose />
  </main>
)

const Dialogs = () => (
  <>
    <dialog id="people" class="sheet" aria-labelledby="people-title">
      <div class="head">
        <h2 id="people-title">你想当谁？</h2>
        <button type="button" class="round close" aria-label="关闭">
          <Icon d={CROSS} />
        </button>
      </div>
      <input type="search" id="people-search" placeholder="找姓名、门牌、岗位" aria-label="找人" />
      <ul id="people-list"></ul>
    </dialog>
    <dialog id="room" class="sheet" aria-labelledby="room-title">
      <div class="head">
        <h2 id="room-title">群资料</h2>
        <button type="button" class="round close" aria-label="关闭">
          <Icon d={CROSS} />
        </button>
      </div>
      <ul id="room-members" class="faces"></ul>
      <form id="rename" class="row">
        <label for="alias">我在本群的昵称</label>
        <input id="alias" maxlength={30} required />
        <button type="submit">改名</button>
      </form>
      <form id="invite" class="row">
        <label for="newcomer">拉人进群</label>
        <input id="newcomer" maxlength={30} required placeholder="姓名，新人也行" />
        <button type="submit">进群</button>
      </form>
      <button type="button" id="leave" class="danger">
        退出群聊
      </button>
    </dialog>
    <div id="menu" class="menu" role="menu" hidden></div>
    <div id="toast" class="toast" role="alert" hidden></div>
    <p id="news" class="unseen" aria-live="polite"></p>
  </>
)

/** The simulated WeChat: the frame; what happens in it is the scripts' part. */
export const simulatorPage = (bot: string) =>
  whole(
    <Page title={`${bot} · 模拟微信群`} script="/page/main.js">
      <a class="skip" href="#words">
        跳到输入框
      </a>
      <Bar />
      <Guide />
      <div class="panes" id="panes" data-show="chats">
        <Chats />
        <Talk />
      </div>
      <Dialogs />
      <noscript>这个页面需要打开 JavaScript。</noscript>
    </Page>,
  )

/** In real groups there is nothing to be simulated. */
export const plainPage = () =>
  whole(
    <Page title="小议">
      <main class="plain">
        <h1>小议正在微信群里</h1>
        <p>
          这里暂时没有页面。运行情况见 <a href="/healthz">/healthz</a>。
        </p>
      </main>
    </Page>,
  )
