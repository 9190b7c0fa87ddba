// SPDX-License-Identifier: MIT
//
// Random asynchronous programs, by a seed: jobs that wait for values, promises,
// thenables and each other, through everything that makes or joins promises.
// Prints what happens in the order in which it does. Run as built-ins.js:
//   test/fuzz/differential/compare THAW NODE promises.js 1 100
// Arguments: seed, number of programs (default 300).
'use strict';

const seed = Number(process.argv[2] ?? 1);
const programCount = Number(process.argv[3] ?? 300);

const {below, oneIn, pick} = require('./random.js')(seed);

let lines, budget, nextName;
const log = (text) => { if (lines.length < 400) lines.push(text); };
const newName = (kind) => `${kind}${nextName++}`;

function show(value) {
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  if (value instanceof AggregateError) return `aggregate${show(value.errors)}`;
  if (value instanceof Error) return value.message;
  if (value && typeof value === 'object')
    return `{${Object.keys(value).map((k) => `${k}:${show(value[k])}`).join()}}`;
  return String(value);
}

class SubPromise extends Promise {}
class Counting extends Promise {
  then(...list) {
    log('then called');
    return super.then(...list);
  }
}

// ---- Things to wait for ----

function thenable(depth) {
  const name = newName('thenable'), kind = below(5);
  return {then(resolve, reject) {
    log(`${name}.then`);
    if (kind === 0) resolve(name);
    else if (kind === 1) reject(new Error(name));
    else if (kind === 2) throw new Error(`${name} throws`);
    else if (kind === 3) resolve(promise(depth - 1));
    else { resolve(1); reject(2); resolve(3); }
  }};
}

async function job(depth, name = newName('job')) {
  log(`${name} starts`);
  for (let i = below(3); i >= 0; i--) {
    if (oneIn(6)) throw new Error(`${name} fails`);
    try {
      log(`${name} got ${show(await anything(depth - 1))}`);
    } catch (error) {
      log(`${name} caught ${show(error)}`);
      if (oneIn(3)) throw error;
    } finally {
      if (oneIn(4)) log(`${name} finally ${show(await below(10))}`);
    }
  }
  return oneIn(3) ? anything(depth - 1) : name;
}

async function* generator(depth, name = newName('generator')) {
  try {
    for (let i = below(4); i > 0; i--) {
      const sent = yield anything(depth - 1);
      log(`${name} was sent ${show(sent)}`);
      if (oneIn(8)) throw new Error(`${name} fails`);
    }
    if (depth > 1 && oneIn(3)) yield* generator(depth - 1);
  } finally {
    log(`${name} ends`);
    if (oneIn(3)) await below(5);
  }
}

async function loop(depth, name = newName('loop')) {
  const source = oneIn(2) ? generator(depth - 1)
      : Array.from({length: below(4)}, () => anything(depth - 1));
  for await (const value of source) {
    log(`${name} sees ${show(value)}`);
    if (oneIn(6)) break;
  }
  return name;
}

async function sends(depth, name = newName('sends')) {
  const it = generator(depth - 1);
  const requests = Array.from({length: 1 + below(4)}, (_, i) =>
      pick([() => it.next(i), () => it.next(anything(depth - 1)),
            () => it.return(i), () => it.throw(new Error(`${name} throws in`))])()
          .then((r) => log(`${name} ${i} ${show(r)}`),
                (e) => log(`${name} ${i} rejected ${show(e)}`)));
  await Promise.all(requests);
  return name;
}

function joined(depth) {
  const list = Array.from({length: below(4)}, () => anything(depth - 1));
  const constructor = oneIn(4) ? SubPromise : oneIn(8) ? Counting : Promise;
  const method = pick(['all', 'allSettled', 'any', 'race']);
  return constructor[method](list);
}

function chained(depth, name = newName('chain')) {
  let result = promise(depth - 1);
  for (let i = below(3); i >= 0; i--) {
    const value = anything(depth - 1), fails = oneIn(4);
    const handler = (kind) => (...list) => {
      log(`${name}.${i} ${kind} ${list.map(show)}`);
      if (fails) throw new Error(`${name}.${i}`);
      return value;
    };
    result = pick([() => result.then(handler('then')),
                   () => result.catch(handler('catch')),
                   () => result.then(handler('then'), handler('catch')),
                   () => result.then(),
                   () => result.finally(handler('finally'))])();
    if (oneIn(3)) result.then(handler('also'), () => {});
  }
  return result;
}

function resolvedLater(depth) {
  const {promise: result, resolve, reject} =
      (oneIn(4) ? SubPromise : Promise).withResolvers();
  const settle = oneIn(3) ? reject : resolve;
  const value = anything(depth - 1);
  if (oneIn(2)) queueMicrotask(() => settle(value));
  else settle(value);
  return result;
}

function promise(depth) {
  if (depth <= 0 || --budget < 0)
    return pick([() => Promise.resolve(newName('value')),
                 () => Promise.reject(new Error(newName('error'))),
                 () => SubPromise.resolve(newName('sub')),
                 () => Promise.try(() => newName('tried'))])();
  return pick([job, loop, sends, joined, chained, resolvedLater, job,
               (d) => new Promise((resolve) => resolve(anything(d - 1))),
               (d) => Promise.resolve(anything(d - 1))])(depth);
}

function anything(depth) {
  if (oneIn(4)) return newName('plain');
  if (oneIn(6)) return thenable(depth);
  const result = promise(depth);
  result.then(() => {}, () => {});
  return result;
}

// ---- Programs ----

async function runProgram(number) {
  lines = [];
  budget = 30;
  nextName = 0;
  const jobs = Array.from({length: 1 + below(3)}, () => promise(4));
  for (const [i, waited] of jobs.entries())
    waited.then((v) => log(`${i} fulfilled ${show(v)}`),
                (e) => log(`${i} rejected ${show(e)}`));
  await new Promise((resolve) => setTimeout(resolve, 0));
  console.log(`program ${number}\n  ${lines.join('\n  ')}`);
}

process.on('unhandledRejection', () => {});
(async () => {
  for (let i = 0; i < programCount; i++) await runProgram(i);
})();
