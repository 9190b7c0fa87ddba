// SPDX-License-Identifier: MIT
// A hole reads through to the prototypes, whatever they are.
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`);
}
const read = (array, i) => array[i];
const write = (array, i, value) => { array[i] = value; };
const holey = [1, , 3];
for (let i = 0; i < 20; i++) check(read(holey, 1), undefined);
const log = [];
const proxied = [1, , 3];
Object.setPrototypeOf(proxied, new Proxy([], {
  get(target, key) { log.push(`get ${String(key)}`); return 'trap'; },
  set(target, key) { log.push(`set ${String(key)}`); return true; },
}));
check(read(proxied, 1), 'trap');
write(proxied, 1, 5);
check(1 in Object.keys(proxied) && proxied.hasOwnProperty, 'trap');
check(log[0], 'get 1');
check(log[1], 'set 1');
Array.prototype[1] = 'from prototype';
check(read(holey, 1), 'from prototype');
check(read([7, , 9], 1), 'from prototype');
delete Array.prototype[1];
check(read(holey, 1), undefined);
let stored;
Object.defineProperty(Object.prototype, 5, {
  set(value) { stored = value; }, get() { return 'got'; }, configurable: true,
});
const short = [];
write(short, 5, 'value');
check(stored, 'value');
check(short.length, 0);
check(read(short, 5), 'got');
delete Object.prototype[5];
