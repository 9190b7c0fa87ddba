// SPDX-License-Identifier: MIT
//
// One line per hot built-in: a function that uses it n times and returns
// something that depends on every use. Runs in any engine that has print or
// console.log; tools/bench/library compares engines. Arguments: parts of names
// of lines to run (all without).
'use strict';

const lines = [];
const line = (name, run) => lines.push({name, run});
const asyncLine = (name, run) => lines.push({name, run, isAsync: true});

const ints = Array.from({length: 1000}, (_, i) => i * 7919 % 1000);
const doubles = ints.map((i) => i + 0.5);
const words = ints.map((i) => 'word' + i);
const objects = ints.map((i) => ({id: i, name: 'n' + i}));
const text = words.join(' ');
const wide = text.replace(/word/g, 'w\u00f6rd\u0142');

// Array
line('array push pop', (n) => {
  const a = [];
  for (let i = 0; i < n; i++) { a.push(i); if (a.length > 50) a.pop(); }
  return a.length;
});
line('array push double', (n) => {
  let a = [];
  for (let i = 0; i < n; i++) { a.push(i + 0.5); if (i % 100 === 0) a = []; }
  return a.length;
});
line('array queue push shift', (n) => {
  const a = [1, 2, 3, 4, 5, 6, 7, 8];
  let s = 0;
  for (let i = 0; i < n; i++) { a.push(i); s += a.shift(); }
  return s;
});
line('array unshift', (n) => {
  let a = [];
  for (let i = 0; i < n; i++) { a.unshift(i); if (a.length > 30) a = []; }
  return a.length;
});
line('array slice', (n) => {
  const a = ints.slice(0, 20);
  let s = 0;
  for (let i = 0; i < n; i++) s += a.slice(2, 15).length;
  return s;
});
line('array splice', (n) => {
  const a = ints.slice(0, 40);
  let s = 0;
  for (let i = 0; i < n; i++) { s += a.splice(5, 1)[0]; a.splice(9, 0, i); }
  return s;
});
line('array concat', (n) => {
  const a = ints.slice(0, 10), b = ints.slice(10, 20);
  let s = 0;
  for (let i = 0; i < n; i++) s += a.concat(b).length;
  return s;
});
line('array spread', (n) => {
  const a = ints.slice(0, 10), b = ints.slice(10, 20);
  let s = 0;
  for (let i = 0; i < n; i++) s += [...a, ...b].length;
  return s;
});
line('array indexOf', (n) => {
  const a = ints.slice(0, 100);
  let s = 0;
  for (let i = 0; i < n; i++) s += a.indexOf(a[i % 100]);
  return s;
});
line('array includes string', (n) => {
  const a = words.slice(0, 50);
  let s = 0;
  for (let i = 0; i < n; i++) s += a.includes(a[i % 50]) ? 1 : 0;
  return s;
});
line('array includes double', (n) => {
  const a = doubles.slice(0, 50);
  let s = 0;
  for (let i = 0; i < n; i++) s += a.includes(i) ? 1 : 0;
  return s;
});
// n counts elements from here to 'array every'.
const perElement = (use) => (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100) s += use(s);
  return s;
};
const hundred = ints.slice(0, 100);
const hundredDoubles = doubles.slice(0, 100);
line('array map', perElement(() => hundred.map((x) => x + 1).length));
line('array map double',
     perElement(() => hundredDoubles.map((x) => x * 2).length));
line('array filter', perElement(() => hundred.filter((x) => x & 1).length));
line('array forEach', perElement(() => {
  let t = 0;
  hundred.forEach((x) => { t += x; });
  return t & 1;
}));
line('array reduce', perElement(() => hundred.reduce((a, x) => a + x, 0) & 1));
line('array some', perElement(() => hundred.some((x) => x < 0) ? 1 : 0));
line('array every', perElement(() => hundred.every((x) => x >= 0) ? 1 : 0));
line('array find', perElement(() => hundred.find((x) => x < 0) ? 1 : 0));
line('array findIndex', perElement(() => hundred.findIndex((x) => x < 0)));
line('array sort comparator', perElement((s) => {
  const a = hundred.slice();
  return a.sort((x, y) => x - y)[s & 63] & 1;
}));
line('array sort doubles comparator', perElement((s) => {
  const a = hundredDoubles.slice();
  return a.sort((x, y) => x - y)[s & 63] & 1;
}));
line('array sort strings', perElement((s) => {
  const a = words.slice(0, 100);
  return a.sort()[s & 63].length & 1;
}));
line('array sort objects', perElement((s) => {
  const a = objects.slice(0, 100);
  return a.sort((x, y) => x.id - y.id)[s & 63].id & 1;
}));
line('array reverse', perElement(() => hundred.reverse().length));
line('array fill', perElement((s) => new Array(100).fill(s & 1).length));
line('array join', perElement(() => hundred.join(',').length & 1));
line('array flat', perElement(() => [hundred, [hundred]].flat(2).length & 1));
line('array for-of', perElement(() => {
  let t = 0;
  for (const x of hundred) t += x;
  return t & 1;
}));
line('array entries for-of', perElement(() => {
  let t = 0;
  for (const [i, x] of hundred.entries()) t += x * i;
  return t & 1;
}));
line('array from', perElement(() => Array.from(hundred).length));
line('array from length',
     perElement(() => Array.from({length: 100}, (_, i) => i).length));
line('array destructuring', (n) => {
  const pair = [1, 2];
  let s = 0;
  for (let i = 0; i < n; i++) { const [a, b] = pair; s += a + b; }
  return s;
});
line('array isArray', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Array.isArray(i & 1 ? ints : text) ? 1 : 0;
  return s;
});

// String
line('string charCodeAt', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += text.charCodeAt(i & 4095);
  return s;
});
line('string charCodeAt two-byte', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += wide.charCodeAt(i & 4095);
  return s;
});
line('string index', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) if (text[i & 4095] === 'w') s++;
  return s;
});
line('string at', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) if (text.at(i & 1023) === 'w') s++;
  return s;
});
line('string codePointAt', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += wide.codePointAt(i & 4095);
  return s;
});
line('string fromCharCode', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += String.fromCharCode(i & 127).length;
  return s;
});
line('string slice', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += text.slice(i & 255, (i & 255) + 8).length;
  return s;
});
line('string substring', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += text.substring(i & 255, 300).length;
  return s;
});
line('string indexOf short', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += 'the quick brown fox'.indexOf('fox');
  return s;
});
line('string indexOf long', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100) s += text.indexOf('word' + (i % 1000) + ' ');
  return s;
});
line('string includes', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += 'content-type: x'.includes(': ') ? 1 : 0;
  return s;
});
line('string startsWith', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += words[i % 1000].startsWith('word9') ? 1 : 0;
  return s;
});
line('string endsWith', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += words[i % 1000].endsWith('9') ? 1 : 0;
  return s;
});
line('string split char', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 10)
    s += 'a,bb,ccc,dddd,e,f,g,h,i,j'.split(',').length;
  return s;
});
line('string split long', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000) s += text.split(' ').length;
  return s;
});
line('string concat', (n) => {
  let s = '';
  for (let i = 0; i < n; i++) {
    s += 'ab';
    if (s.length > 10000) s = s.slice(9000);
  }
  return s.length;
});
line('string template', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += `<${i & 15}:${words[i & 511]}>`.length;
  return s;
});
line('string compare', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++)
    if (words[i % 1000] < words[(i + 1) % 1000]) s++;
  return s;
});
line('string equality', (n) => {
  const other = words.map((w) => (w + ' ').trim());
  let s = 0;
  for (let i = 0; i < n; i++) if (words[i % 1000] === other[i % 1000]) s++;
  return s;
});
line('string replace', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += 'hello world'.replace('world', 'x').length;
  return s;
});
line('string replaceAll', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 10)
    s += 'a-b-c-d-e-f-g-h-i-j'.replaceAll('-', '+').length;
  return s;
});
line('string trim', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += '  some text '.trim().length;
  return s;
});
line('string toUpperCase', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += words[i % 1000].toUpperCase().length;
  return s;
});
line('string toLowerCase unchanged', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += words[i % 1000].toLowerCase().length;
  return s;
});
line('string padStart', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += 'ab'.padStart(8, '0').length;
  return s;
});
line('string repeat', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += 'ab'.repeat(i & 7).length;
  return s;
});
line('string for-of', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 19)
    for (const c of 'the quick brown fox') if (c === 'o') s++;
  return s;
});
line('string normalize', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += 'r\u00e9sum\u00e9'.normalize('NFD').length;
  return s;
});
line('string localeCompare', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++)
    s += words[i % 1000].localeCompare(words[(i + 1) % 1000]);
  return s;
});

// Map, Set, WeakMap
const intMap = new Map(ints.map((i) => [i, i]));
const wordMap = new Map(words.map((w, i) => [w, i]));
const objectMap = new Map(objects.map((o, i) => [o, i]));
const wordSet = new Set(words);
const weakMap = new WeakMap(objects.map((o, i) => [o, i]));
line('map get int', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += intMap.get(i % 1000);
  return s;
});
line('map get string', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += wordMap.get(words[i % 1000]);
  return s;
});
line('map get object', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += objectMap.get(objects[i % 1000]);
  return s;
});
line('map has absent', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += intMap.has(i + 5000) ? 1 : 0;
  return s;
});
line('map set', (n) => {
  const m = new Map();
  for (let i = 0; i < n; i++) m.set(i & 1023, i);
  return m.size;
});
line('map grow', (n) => {
  let m = new Map();
  for (let i = 0; i < n; i++) { if (i % 1000 === 0) m = new Map(); m.set(i, i); }
  return m.size;
});
line('map set delete', (n) => {
  const m = new Map();
  for (let i = 0; i < n; i++) { m.set(i, i); m.delete(i - 20); }
  return m.size;
});
line('map for-of', perElement(() => {
  let t = 0;
  for (const [k, v] of intMap) t += k + v;
  return t & 1;
}));
line('map forEach', perElement(() => {
  let t = 0;
  intMap.forEach((v, k) => { t += k + v; });
  return t & 1;
}));
line('set has', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += wordSet.has(words[i % 1000]) ? 1 : 0;
  return s;
});
line('set add', (n) => {
  let m = new Set();
  for (let i = 0; i < n; i++) { if (i % 1000 === 0) m = new Set(); m.add(i); }
  return m.size;
});
line('set for-of', perElement(() => {
  let t = 0;
  for (const k of wordSet) t += k.length;
  return t & 1;
}));
line('set from array', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100) s += new Set(hundred).size;
  return s;
});
line('weakmap get', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += weakMap.get(objects[i % 1000]);
  return s;
});
line('weakmap set', (n) => {
  const m = new WeakMap();
  for (let i = 0; i < n; i++) m.set(objects[i % 1000], i);
  return 1;
});

// Typed arrays
const bytes = new Uint8Array(4096).map((_, i) => i);
const floats = new Float64Array(4096).map((_, i) => i / 3);
line('typed array read bytes', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += bytes[i & 4095];
  return s;
});
line('typed array write bytes', (n) => {
  const a = new Uint8Array(4096);
  for (let i = 0; i < n; i++) a[i & 4095] = i;
  return a[0];
});
line('typed array read floats', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += floats[i & 4095];
  return s;
});
line('typed array write floats', (n) => {
  const a = new Float64Array(4096);
  for (let i = 0; i < n; i++) a[i & 4095] = i * 0.5;
  return a[0];
});
line('typed array new', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += new Uint8Array(16).length;
  return s;
});
line('typed array fill', (n) => {
  const a = new Uint32Array(1000);
  for (let i = 0; i < n; i += 1000) a.fill(i);
  return a[0];
});
line('typed array set', (n) => {
  const a = new Uint8Array(4096);
  for (let i = 0; i < n; i += 1000) a.set(bytes);
  return a[9];
});
line('typed array subarray', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += bytes.subarray(i & 15, 100).length;
  return s;
});
line('typed array slice', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += bytes.slice(i & 15, 100).length;
  return s;
});
line('typed array indexOf', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100) s += bytes.indexOf(250);
  return s;
});
line('typed array sort', perElement((s) => {
  const a = new Float64Array(hundredDoubles);
  return a.sort()[s & 63] & 1;
}));
line('typed array map', perElement(() => floats.subarray(0, 100)
    .map((x) => x * 2).length));
line('data view', (n) => {
  const view = new DataView(bytes.buffer);
  let s = 0;
  for (let i = 0; i < n; i++) s ^= view.getUint32(i & 2047, true);
  return s;
});

// Math and numbers
line('math floor', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.floor(i / 3);
  return s;
});
line('math sqrt', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.sqrt(i);
  return s;
});
line('math max min', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.max(i & 15, Math.min(7, i & 31));
  return s;
});
line('math abs round', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.abs(Math.round(i - 1000.5));
  return s;
});
line('math imul', (n) => {
  let s = 1;
  for (let i = 0; i < n; i++) s = Math.imul(s, 31) + i | 0;
  return s;
});
line('math sin', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.sin(i);
  return s;
});
line('math pow', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.pow(i & 15, 3);
  return s;
});
line('math random', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.random();
  return s > 0;
});
line('number toString int', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += String(i * 7).length;
  return s;
});
line('number toString double', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += String(i / 7).length;
  return s;
});
line('number toFixed', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += (i / 7).toFixed(2).length;
  return s;
});
line('number parseInt', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += parseInt('12345', 10);
  return s;
});
line('number parseFloat', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += parseFloat('3.14159265358979');
  return s;
});
line('number isInteger', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Number.isInteger(i / 2) ? 1 : 0;
  return s;
});

// Object, Function, Reflect, Proxy
const small = {a: 1, b: 2, c: 3, d: 4};
line('object keys', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.keys(small).length;
  return s;
});
line('object values', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.values(small).length;
  return s;
});
line('object entries', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.entries(small).length;
  return s;
});
line('object assign', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.assign({}, small).d;
  return s;
});
line('object spread', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += {...small, e: i}.d;
  return s;
});
line('object hasOwn', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.hasOwn(small, 'c') ? 1 : 0;
  return s;
});
line('object hasOwnProperty', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += small.hasOwnProperty('c') ? 1 : 0;
  return s;
});
line('object for-in', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 4) for (const k in small) s += small[k];
  return s;
});
line('object create', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.create(small).a;
  return s;
});
line('object freeze', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Object.freeze({a: i}).a;
  return s;
});
line('object defineProperty', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++)
    s += Object.defineProperty({}, 'x', {value: 1}).x;
  return s;
});
line('object dictionary', (n) => {
  const o = {};
  let s = 0;
  for (let i = 0; i < n; i++) {
    const k = words[i % 1000];
    o[k] = (o[k] || 0) + 1;
    s += o[k];
  }
  return s;
});
function three(a, b, c) { return this.a + a + b + c; }
line('function call', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += three.call(small, i, 1, 2);
  return s;
});
line('function apply', (n) => {
  const a = [1, 2, 3];
  let s = 0;
  for (let i = 0; i < n; i++) s += three.apply(small, a);
  return s;
});
line('function bind call', (n) => {
  const bound = three.bind(small, 1);
  let s = 0;
  for (let i = 0; i < n; i++) s += bound(i, 2);
  return s;
});
line('function bind', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += three.bind(small, 1)(i, 2);
  return s;
});
line('function spread call', (n) => {
  const a = [1, 2, 3];
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.max(...a);
  return s;
});
line('function rest arguments', (n) => {
  const f = (...rest) => rest.length;
  let s = 0;
  for (let i = 0; i < n; i++) s += f(i, 1, 2);
  return s;
});
line('reflect get', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Reflect.get(small, 'c');
  return s;
});
line('reflect ownKeys', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Reflect.ownKeys(small).length;
  return s;
});
line('proxy get', (n) => {
  const p = new Proxy(small, {get: (t, k) => t[k]});
  let s = 0;
  for (let i = 0; i < n; i++) s += p.c;
  return s;
});
line('symbol iterator class', (n) => {
  class Range {
    constructor(n) { this.n = n; }
    [Symbol.iterator]() {
      let i = 0;
      const n = this.n;
      return {next: () => ({value: i, done: i++ >= n})};
    }
  }
  let s = 0;
  for (let i = 0; i < n; i += 20) for (const x of new Range(20)) s += x;
  return s;
});

// Generators, iterator helpers, promises
function* count(n) { for (let i = 0; i < n; i++) yield i; }
line('generator', (n) => {
  let s = 0;
  for (const x of count(n)) s += x;
  return s;
});
line('iterator helpers', (n) => {
  let s = 0;
  for (const x of count(n).map((x) => x + 1).filter((x) => x & 1)) s += x;
  return s;
});
line('iterator toArray', perElement(() => hundred.values().toArray().length));
asyncLine('promise then', async (n) => {
  let s = 0, p = Promise.resolve(0);
  for (let i = 0; i < n; i++) p = p.then((x) => { s += x; return 1; });
  await p;
  return s;
});
asyncLine('await value', async (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += await i;
  return s;
});
asyncLine('await async function', async (n) => {
  const f = async (x) => x + 1;
  let s = 0;
  for (let i = 0; i < n; i++) s += await f(i);
  return s;
});
asyncLine('promise all', async (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 10)
    s += (await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).length;
  return s;
});

// JSON
const record = {id: 1, name: 'a name', tags: ['x', 'y', 'zed'], on: true,
                nested: {price: 12.5, count: 3, none: null}};
const recordText = JSON.stringify(record);
const manyText = JSON.stringify(objects);
line('json parse record', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += JSON.parse(recordText).id;
  return s;
});
line('json parse long', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000) s += JSON.parse(manyText).length;
  return s;
});
line('json stringify record', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += JSON.stringify(record).length;
  return s;
});
line('json stringify long', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000) s += JSON.stringify(objects).length;
  return s;
});
line('json stringify doubles', (n) => {
  const list = ints.map((i) => i / 7);
  let s = 0;
  for (let i = 0; i < n; i += 1000) s += JSON.stringify(list).length;
  return s;
});

// RegExp
line('regexp test literal', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += /9$/.test(words[i % 1000]) ? 1 : 0;
  return s;
});
line('regexp exec captures', (n) => {
  const r = /(\d+)-(\d+)-(\d+)/;
  let s = 0;
  for (let i = 0; i < n; i++) s += r.exec('on 2026-11-20 at')[1].length;
  return s;
});
line('regexp scan long', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000) s += /word999\b/.test(text) ? 1 : 0;
  return s;
});
line('regexp replace global', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100) s += text.replace(/[aeiou]/g, '*').length;
  return s;
});
line('regexp replace function', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000)
    s += text.replace(/\d+/g, (d) => d.length).length;
  return s;
});
line('regexp split', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000) s += text.split(/\s+/).length;
  return s;
});
line('regexp matchAll', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 1000)
    for (const m of text.matchAll(/w(o)rd(\d)/g)) s += m[2].length;
  return s;
});
line('regexp sticky tokens', (n) => {
  const r = /\s*(?:(\d+)|([a-z_]\w*)|(.))/y;
  const source = 'let answer = 40 + 2 * other(x, 17);';
  let s = 0;
  for (let i = 0; i < n; i += 15) {
    r.lastIndex = 0;
    while (r.test(source)) s++;
  }
  return s;
});
line('regexp case insensitive', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += /WORD[0-4]/i.test(words[i % 1000]) ? 1 : 0;
  return s;
});
line('regexp unicode property', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100)
    s += wide.slice(0, 700).replace(/\p{L}+/gu, '').length;
  return s;
});
line('regexp lookbehind', (n) => {
  let s = 0;
  for (let i = 0; i < n; i += 100)
    s += text.slice(0, 700).replace(/(?<=d)\d/g, '').length;
  return s;
});
line('regexp alternation', (n) => {
  const r = /alpha|beta|gamma|delta|epsilon|word77/;
  let s = 0;
  for (let i = 0; i < n; i++) s += r.test(words[i % 1000]) ? 1 : 0;
  return s;
});

// BigInt, Date, errors
line('bigint add small', (n) => {
  let s = 0n;
  for (let i = 0; i < n; i++) s += 7n;
  return s;
});
line('bigint multiply large', (n) => {
  const a = 3n ** 2000n, b = 7n ** 1000n;
  let s = 0n;
  for (let i = 0; i < n; i += 100) s ^= a * b;
  return s;
});
line('bigint toString', (n) => {
  const a = 3n ** 1000n;
  let s = 0;
  for (let i = 0; i < n; i += 100) s += a.toString().length;
  return s;
});
line('date now', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Date.now() > 0 ? 1 : 0;
  return s;
});
line('date fields', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++)
    s += new Date(i * 1e7).getUTCDate() + new Date(i * 1e7).getUTCMonth();
  return s;
});
line('date parse', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += Date.parse('2026-11-20T14:12:30.000Z');
  return s;
});
line('date toISOString', (n) => {
  const d = new Date(1e12);
  let s = 0;
  for (let i = 0; i < n; i++) s += d.toISOString().length;
  return s;
});
line('error new', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += new Error('x').message.length;
  return s;
});
line('throw catch', (n) => {
  let s = 0;
  for (let i = 0; i < n; i++) {
    try { throw new TypeError('x'); } catch (e) { s += e.message.length; }
  }
  return s;
});

const args = typeof process === 'object' ? process.argv.slice(2)
    : typeof scriptArgs === 'object' ? scriptArgs.slice(1) : [];
const report = typeof console === 'object' ? (t) => console.log(t) : print;
const clock = typeof performance === 'object' ? () => performance.now()
    : Date.now;
const target_ms = 25;
const repeats = 5;

// Nanoseconds for each of the n, the least of some runs of target_ms.
async function measure({run, isAsync}) {
  const time = async (n) => {
    const start = clock();
    const result = run(n);
    if (isAsync) await result;
    return clock() - start;
  };
  let n = 1000;
  let elapsed = await time(n);
  while (elapsed < target_ms) {
    const factor = elapsed < 1 ? 8 : Math.min(8, 1.2 * target_ms / elapsed);
    n = Math.ceil(n * Math.max(factor, 1.2));
    elapsed = await time(n);
  }
  for (let i = 1; i < repeats; i++)
    elapsed = Math.min(elapsed, await time(n));
  return elapsed * 1e6 / n;
}

(async () => {
  for (const entry of lines) {
    if (args.length && !args.some((a) => entry.name.includes(a))) continue;
    report(`${entry.name}\t${(await measure(entry)).toFixed(2)}`);
  }
})();
