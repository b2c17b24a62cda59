// Looks at pages in a real browser and prints what is wrong with them, one JSON
// array of sentences. Run by TestBrowser:
//   node browser.mjs MODULES CHROMIUM PAGE...
// MODULES is a node_modules folder with playwright-core and axe-core.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const browser = await require('playwright-core').chromium.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const wrong = [];

const settle = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const unfold = (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));

// As a reader sees it: policy in force. Nothing may be asked for or complained
// about, nothing may be wider than a phone, and on paper, where nothing can be
// unfolded, folded parts must have a height.
async function read(page) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const say = (what) => wrong.push(`${basename(page)}: ${what}`);
  const url = pathToFileURL(page).href;
  tab.on('console', (m) => say('console: ' + m.text()));
  tab.on('pageerror', (e) => say('error: ' + e.message));
  tab.on('dialog', (d) => { say('dialog: ' + d.message()); d.dismiss(); });
  tab.on('request', (r) => { if (r.url() !== url && r.url() !== 'data:,') say('request: ' + r.url()); });
  await tab.goto(url);
  if (await tab.evaluate(() => document.scripts.length)) say('a script element');
  if (await tab.evaluate(() => getComputedStyle(document.querySelector('main h2')).borderTopStyle) !== 'double') say('the style is not in force');
  await tab.emulateMedia({ media: 'print' });
  await settle(tab);
  const folded = await tab.evaluate(() => [...document.querySelectorAll('details:not([open])')]
    .filter((d) => [...d.children].slice(1).some((c) => !c.checkVisibility({ contentVisibilityAuto: true }) || c.getBoundingClientRect().height === 0)).length);
  if (folded) say(`${folded} parts stay folded in print`);
  await tab.emulateMedia({ media: 'screen' });
  await unfold(tab);
  for (const width of [1280, 768, 360]) {
    await tab.setViewportSize({ width, height: 800 });
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) say(`${over} px wider than a window of ${width}`);
  }
  await context.close();
}

// axe needs to inject itself, which the page's own policy forbids.
async function check(page) {
  const context = await browser.newContext({ bypassCSP: true });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await unfold(tab);
  await tab.evaluate(axe);
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme });
    await settle(tab);
    const found = await tab.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const v of found.violations) {
      wrong.push(`${basename(page)}, ${colorScheme}: axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')}`);
    }
  }
  await context.close();
}

for (const page of pages) {
  await read(page);
  await check(page);
}
await browser.close();
console.log(JSON.stringify(wrong));
