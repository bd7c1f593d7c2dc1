// Lighthouse on the start and on a question screen. In: the package's folder, the app's address, the browser. Out: for each
// category a line with its score, 0 to 100, and below it every audit that lost points. Knows the app's button by its form.
import { createRequire } from 'node:module';

const [folder, address, browser] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const { startFlow } = await import(`${folder}/core/index.js`);
const puppeteer = require('puppeteer-core');

const chrome = await puppeteer.launch({
  executablePath: browser, headless: true, args: ['--disable-gpu', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])],
});
let isFine = true;
try {
  const page = await chrome.newPage();
  await page.goto(address);
  await page.waitForSelector('[data-ready] form [type=submit]');
  await page.click('form [type=submit]');
  await page.waitForFunction(() => /#\/[0-9a-f]{32}\//.test(location.hash));
  const question = page.url();
  await page.close();
  const flow = await startFlow(await chrome.newPage());
  // What was begun stays: the storage is not emptied before the question screen.
  await flow.navigate(question, { disableStorageReset: true });
  await flow.navigate(address);
  for (const { lhr } of (await flow.createFlowResult()).steps) {
    console.log(lhr.finalDisplayedUrl.replace(/[0-9a-f]{32}/, '…'));
    for (const { title, score, auditRefs } of Object.values(lhr.categories)) {
      console.log(`  ${String(Math.round(score * 100)).padStart(3)}  ${title}`);
      if (score === 1) continue;
      isFine = false;
      for (const { id, weight } of auditRefs) {
        const audit = lhr.audits[id];
        if (weight && audit.score !== null && audit.score < 1) console.log(`         ${audit.score} ${id}: ${audit.displayValue ?? audit.title}`);
      }
    }
  }
} finally {
  await chrome.close();
}
process.exit(isFine ? 0 : 1);
