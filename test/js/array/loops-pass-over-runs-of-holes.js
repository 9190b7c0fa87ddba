// SPDX-License-Identifier: MIT
//
// Array's methods finish soon on arrays of 2**32 - 1 holes, and see every
// element that is there: own, inherited, or added by the callback.
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
function show(array) {
  return Object.entries(array).map(([k, v]) => k + ':' + v).join() + '/' + array.length;
}
const last = 2 ** 32 - 2;
function sparse() {
  const array = [1, 2];
  array[1000] = 3;
  array[5000000] = 4;
  array[last] = 5;
  return array;
}

let seen = [];
sparse().forEach((x, i) => seen.push(i + ':' + x));
check(seen.join(), '0:1,1:2,1000:3,5000000:4,4294967294:5');
check(sparse().filter(() => true).join(), '1,2,3,4,5');
check(show(sparse().map((x) => x * 2)),
      '0:2,1:4,1000:6,5000000:8,4294967294:10/4294967295');
check(sparse().reduce((a, x) => a + x), 15);
check(sparse().reduceRight((a, x) => a + '' + x), '54321');
check(sparse().some((x) => x > 4), true);
check(sparse().every((x) => x < 5), false);
check(sparse().indexOf(5), last);
check(sparse().indexOf(6), -1);
check(sparse().lastIndexOf(3), 1000);
check(sparse().lastIndexOf(0), -1);
check(sparse().includes(5), true);
check(sparse().includes(6), false);
check(sparse().includes(undefined), true);
check(sparse().flat().join(), '1,2,3,4,5');
check(sparse().join(''), '12345');
check(show(sparse().slice(1)), '0:2,999:3,4999999:4,4294967293:5/4294967294');
check(show(sparse().slice(-(2 ** 31))), '2147483647:5/2147483648');
check(show([0].concat(sparse().slice(3))), '0:0,998:3,4999998:4,4294967292:5/4294967293');
check(show(sparse().reverse()),
      '0:5,4289967294:4,4294966294:3,4294967293:2,4294967294:1/4294967295');
check(show(sparse().sort((a, b) => b - a)), '0:5,1:4,2:3,3:2,4:1/4294967295');

let array = sparse();
check(array.shift(), 1);
check(show(array), '0:2,999:3,4999999:4,4294967293:5/4294967294');
check(array.unshift(7), 2 ** 32 - 1);
check(show(array), '0:7,1:2,1000:3,5000000:4,4294967294:5/4294967295');
check(show(array.splice(1, 999)), '0:2/999');
check(show(array), '0:7,1:3,4999001:4,4294966295:5/4294966296');
check(show(array.splice(2, 0, 8, 9)), '/0');
check(show(array), '0:7,1:3,2:8,3:9,4999003:4,4294966297:5/4294966298');
check(show(sparse().copyWithin(1, 1000)),
      '0:1,1:3,4999001:4,4294966295:5,4294967294:5/4294967295');
check(show(sparse().copyWithin(1000, 0)),
      '0:1,1:2,1000:1,1001:2,2000:3,5001000:4/4294967295');

// What the callback adds or removes ahead is seen.
array = sparse();
seen = [];
array.forEach((x, i) => {
  seen.push(i);
  if (i === 1) array[3000000] = 0;
  if (i === 1000) delete array[5000000];
});
check(seen.join(), '0,1,1000,3000000,4294967294');

// So is what prototypes have.
array = sparse();
Object.setPrototypeOf(array, Object.create(Array.prototype, {
  2000000: { get() { return 'p' + this.length; } },
}));
check(array.lastIndexOf('p4294967295'), 2000000);
check(Array.prototype.join.call(array, ''), '123p429496729545');
seen = [];
Object.setPrototypeOf(array, new Proxy(Array.prototype, {
  has(target, key) { seen.push(key); if (seen.length === 100) throw seen; return key in target; },
}));
try { array.indexOf(0); } catch (e) { check(e, seen); }
check(seen.slice(0, 3).join() + ',' + seen[99], '2,3,4,101');

// A store that is there, but mostly empty.
array = new Array(100000);
array[50000] = 1.5;
seen = [];
array.forEach((x, i) => seen.push(i));
check(seen.join(), '50000');
check(array.lastIndexOf(1.5), 50000);
check(Array.prototype.indexOf.call({ length: 2 ** 32 - 1, 4294967294: 1 }, 1), last);

// Order of deletions and stores, observed.
let log = [];
const traps = {};
for (const name of ['has', 'get', 'set', 'deleteProperty'])
  traps[name] = (...all) => { log.push(name + ' ' + String(all[1])); return Reflect[name](...all); };
function logged(target, f) {
  log = [];
  f(new Proxy(target, traps));
  return log.filter((line) => /\d/.test(line)).join('; ');
}
check(logged([1, , 3], (p) => Array.prototype.unshift.call(p, 7, 8, 9, 10)),
      'has 2; get 2; set 6; has 1; deleteProperty 5; has 0; get 0; set 4; ' +
      'set 0; set 1; set 2; set 3');
check(logged([1, , 3], (p) => Array.prototype.splice.call(p, 0, 1, 7, 8)),
      'has 0; get 0; has 2; get 2; set 3; has 1; deleteProperty 2; set 0; set 1');
check(logged([1, , 3, 4], (p) => Array.prototype.splice.call(p, 0, 2)),
      'has 0; get 0; has 1; has 2; get 2; set 0; has 3; get 3; set 1; ' +
      'deleteProperty 3; deleteProperty 2');
check(logged([1, , 3], (p) => Array.prototype.copyWithin.call(p, 1, 0)),
      'has 1; deleteProperty 2; has 0; get 0; set 1');
