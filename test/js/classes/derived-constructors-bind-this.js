// SPDX-License-Identifier: MIT
'use strict';
function check(actual, expected) {
  if (!Object.is(actual, expected))
    throw new Error('got ' + String(actual) + ', expected ' + String(expected));
}
class A { constructor(...a) { this.a = a; this.t = new.target; } m() { return 'A'; } }
class B extends A { y = this.a.length; constructor() { const f = () => super(1, 2); f(); } m() { return super.m() + 'B'; } }
class C extends B {}
const c = new C(3);
check([c.a.join(), c.y, c.t === C, c.m(), c instanceof A].join(';'), '1,2;2;true;AB;true');
const errors = [];
for (const f of [() => new (class extends A { constructor() {} })(),
                 () => new (class extends A { constructor() { super(); super(); } })(),
                 () => new (class extends A { constructor() { return 1; } })(),
                 () => new (class extends A { constructor() { this.x = 1; super(); } })(),
                 () => A(), () => new (class extends null {})()]) {
  try { f(); errors.push('none'); } catch (e) { errors.push(e.name); }
}
check(errors.join(), 'ReferenceError,ReferenceError,TypeError,ReferenceError,TypeError,TypeError');
check(new (class extends A { constructor() { return { r: 1 }; } })().r, 1);
