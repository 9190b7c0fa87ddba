// SPDX-License-Identifier: MIT
//
// Hot named loads, stores, calls and definitions over objects whose shapes and
// prototypes keep changing, by a seed; prints a hash of everything observed
// (with a second argument: all of it). Run as object-operations.js.
const seed0=+(process.argv[2]||1); let s=seed0*2654435761>>>0; const R=n=>{ s^=s<<13; s>>>=0; s^=s>>>17; s^=s<<5; s>>>=0; return s%n };
const names=['a','b','c','d','e','length','name','toString'];
const getters=names.map(n=>new Function('o','return o.'+n)), setters=names.map(n=>new Function('o','v','o.'+n+'=v')), ssetters=names.map(n=>new Function('o','v','"use strict"; o.'+n+'=v')), callers=names.map(n=>new Function('o','return o.'+n+'()')), kget=(o,k)=>o[k], kset=(o,k,v)=>{o[k]=v}, defs=names.map(n=>new Function('v','return {'+n+':v,z:1}')), hasers=names.map(n=>new Function('o','return "'+n+'" in o')), dels=names.map(n=>new Function('o','return delete o.'+n));
let out=0,cur=''; const tr=[]; const T=+(process.argv[3]||0);
const H=x=>{ let t; try{ t=typeof x==='function'?'fn'+fns.indexOf(x):Array.isArray(x)?'arr'+x.length:typeof x==='object'&&x?'o'+pool.indexOf(x):String(x)}catch(e){t='E'} if(T) tr.push(cur+': '+t); for(let i=0;i<t.length;i++) out=(Math.imul(out,31)+t.charCodeAt(i))|0 };
const fns=[]; for(let i=0;i<4;i++) fns.push(function(){ return i+(this===undefined?'u':typeof this) });
class A{ constructor(x){this.a=x} get b(){return 'gb'+this.a} set b(v){this.a=v} c(){return 'c'} } class B extends A{ constructor(x){super(x); this.d=x} c(){return super.c()+'B'} static e(){return 'se'} } class C extends B{ e=5; toString(){return 'C!'} }
const protos=[A.prototype,B.prototype,C.prototype,{a:1},{get d(){return 7}},Object.create({e:1}),[]];
const mk=()=>{ switch(R(12)){case 0:return new A(R(9));case 1:return new B(R(9));case 2:return new C(R(9));case 3:return {a:1};case 4:return {b:1,a:2};case 5:return [1,2,3];case 6:return Object.create(protos[R(protos.length)]);case 7:return function f(x){};case 8:return {a:1,b:2,c:3,d:4,e:5};case 9:return Object.create(null);case 10:return B;default:return defs[R(names.length)](R(9))} };
let pool=[]; for(let i=0;i<10;i++) pool.push(mk());
const prim=()=>{ switch(R(5)){case 0:return 'str';case 1:return 5;case 2:return 1.5;case 3:return true;default:return 10n} };
const val=()=>{ switch(R(6)){case 0:return R(50);case 1:return R(50)/3;case 2:return 's'+R(5);case 3:return fns[R(4)];case 4:return undefined;default:return pool[R(pool.length)]} };
for(let i=0;i<6000;i++){ const n=R(names.length), op=R(16), target=R(8)==0?protos[R(protos.length)]:R(12)==0?prim():pool[R(pool.length)]; let r; if(T) cur=i+' op'+op+' '+names[n];
 try { switch(op){ case 0:case 1:case 2:case 3: for(let j=0;j<3;j++) H(getters[n](R(3)?target:pool[R(pool.length)])); break;
 case 4:case 5: setters[n](target,val()); break; case 6: ssetters[n](target,val()); break;
 case 7: r=callers[n](target); break; case 8: r=kget(target,names[n]); break; case 9: kset(target,names[n],val()); break;
 case 10: if(typeof target==='object'&&R(3)==0) Object.defineProperty(target,names[n],R(2)?{get(){return 'acc'},configurable:true}:{value:val(),writable:!!R(3),configurable:true,enumerable:!!R(2)}); break;
 case 11: if(R(2)) r=dels[n](target); break; case 12: r=hasers[n](target); break;
 case 13: if(R(10)==0&&typeof target==='object') Object.setPrototypeOf(target,protos[R(protos.length)]); break;
 case 14: pool[R(pool.length)]=mk(); break; case 15: if(R(40)==0) Object.freeze(target); else { const o=mk(); for(let j=0;j<5;j++) H(getters[n](o)); } break; } H(r) } catch(e){ H(e.name) } }
console.log(T?tr.join('\n'):seed0+' '+out);
