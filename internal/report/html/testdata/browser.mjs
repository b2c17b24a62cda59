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

// As a reader sees it: policy in force. Nothing may be asked for or complained
// about, and nothing may be wider than a phone.
async function read(page, scheme, width) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const tab = await context.newPage();
  const say = (what) => wrong.push(`${basename(page)}, ${scheme}, ${width} px: ${what}`);
  const url = pathToFileURL(page).href;
  tab.on('console', (m) => say('console: ' + m.text()));
  tab.on('pageerror', (e) => say('error: ' + e.message));
  tab.on('dialog', (d) => { say('dialog: ' + d.message()); d.dismiss(); });
  tab.on('request', (r) => { if (r.url() !== url && r.url() !== 'data:,') say('request: ' + r.url()); });
  await tab.goto(url);
  await tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) say(`${over} px wider than the window`);
  if (await tab.evaluate(() => document.scripts.length)) say('a script element');
  const style = await tab.evaluate(() => getComputedStyle(document.querySelector('h2')).borderTopStyle);
  if (style !== 'double') say('the style is not in force');
  await context.close();
}

// axe needs to inject itself, which the page's own policy forbids.
async function check(page, scheme) {
  const context = await browser.newContext({ colorScheme: scheme, bypassCSP: true });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const v of found.violations) {
    wrong.push(`${basename(page)}, ${scheme}: axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')}`);
  }
  await context.close();
}

// On paper nothing can be unfolded: folded parts must have a height.
async function print(page) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await tab.emulateMedia({ media: 'print' });
  const folded = await tab.evaluate(() => [...document.querySelectorAll('details:not([open])')]
    .filter((d) => [...d.children].slice(1).some((c) => !c.checkVisibility({ contentVisibilityAuto: true }) || c.getBoundingClientRect().height === 0)).length);
  if (folded) wrong.push(`${basename(page)}: ${folded} parts stay folded in print`);
  await context.close();
}

for (const page of pages) {
  for (const scheme of ['light', 'dark']) {
    await read(page, scheme, 1280);
    await read(page, scheme, 360);
    await check(page, scheme);
  }
  await print(page);
}
await browser.close();
console.log(JSON.stringify(wrong));
