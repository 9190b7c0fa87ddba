// SPDX-License-Identifier: MIT
// Async functions that wait are frames, along chains of promises.
'use strict';
async function thrower() { await null; throw new Error('x'); }
const inner = async () => { await thrower(); };
class K {
  async m() { await inner(); }
  static async s() { await new K().m(); }
}
async function* generate() { await null; yield 1; await thrower(); }
async function stackOf(run) {
  try {
    await run();
  } catch (error) {
    return error.stack.split('\n').slice(1)
      .filter((line) => !line.includes('node:'))
      .map((line) => line.trim().replace(/ \((?!index).*|\/.*/, ''));
  }
}
async function check(run, ...expected) {
  const actual = (await stackOf(run)).slice(0, expected.length);
  if (actual.join() !== expected.join())
    throw new Error(`got ${actual.join('; ')}, expected ${expected.join('; ')}`);
}
async function loop() { for await (const x of generate()) void x; }
async function all() { await Promise.all([1, thrower()]); }
async function race() { await Promise.race([thrower()]); }
async function position() {
  await null;
  await thrower();
}
(async function main() {
  await check(K.s, 'at thrower', 'at async inner', 'at async K.m',
              'at async s', 'at async stackOf', 'at async check',
              'at async main');
  await check(loop, 'at thrower', 'at async generate', 'at async loop');
  await check(all, 'at thrower', 'at async Promise.all (index 1)',
              'at async all');
  await check(race, 'at thrower', 'at async race');
  const lines = (await position().catch((error) => error)).stack.split('\n')
    .filter((line) => !line.includes('node:'));
  if (!/async position .*:30:3\)$/.test(lines[2]))
    throw new Error(`got ${lines[2]}`);
})().catch((error) => {
  console.log(error.stack);
  process.exitCode = 1;
});
