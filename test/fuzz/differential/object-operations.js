// SPDX-License-Identifier: MIT
//
// Random operations on random objects, by a seed; prints a hash of everything
// that could be observed. Two correct engines print the same:
//   test/fuzz/differential/compare THAW NODE object-operations.js 1 100
// Left out are f.arguments and f.caller, which not every engine has, and what
// V8 is known to get wrong: own keys of mapped arguments with hidden elements,
// and isFrozen of arrays and functions that are merely not extensible.
const seed0=+(typeof process!=='undefined'&&process.argv[2]||1);
let s=seed0*2654435761>>>0; const R=n=>{ s^=s<<13; s>>>=0; s^=s>>>17; s^=s<<5; s>>>=0; return s%n };
const names=['a','b','c','d','e','f','x1','x2','length','0','1','2','5','17','100','4294967294','4294967295','-1','01',Symbol.iterator,Symbol('q')];
const key=()=>R(5)==0?R(30):R(60)==0?R(100000):names[R(names.length)];
const val=()=>{ switch(R(9)){case 0:return R(100);case 1:return R(100)/7;case 2:return 'v'+R(9);case 3:return undefined;case 4:return null;case 5:return -0;case 6:return 2**31+R(5);case 7:return R(2)==0;default:return objs.length&&R(2)?R(objs.length):NaN} };
const objs=[]; let out=0; const log=[];
const H=x=>{ let t; try{ t=typeof x==='symbol'?x.toString():Object.is(x,-0)?'-0':typeof x==='function'?'fn':typeof x==='object'&&x?'obj'+objs.indexOf(x):String(x) }catch(e){t='E'} for(let i=0;i<t.length;i++) out=(Math.imul(out,31)+t.charCodeAt(i))|0; };
const mk=()=>{ switch(R(9)){case 0:return {};case 1:return [];case 2:return [1,2,3];case 3:return {a:1,b:2,c:3};case 4:return (function(a,b){"use strict";return arguments})(1,2,3);case 5:return new String('hey');case 6:return Object.create(objs.length?objs[R(objs.length)]:null);case 7:return [1.5,,2.5];default:return function f(a){}} };
const pick=()=>objs[R(objs.length)];
for(let i=0;i<6;i++) objs.push(mk());
function get(o,k){ return o[k] } function put(o,k,v){ o[k]=v } function putS(o,k,v){ 'use strict'; o[k]=v }
for(let i=0;i<4000;i++){
  const o=pick(), k=key(), op=R(26); let r;
  try{
    switch(op){
      case 0: case 1: case 2: put(o,k,val()); break;
      case 3: putS(o,k,val()); break;
      case 4: case 5: case 6: r=get(o,k); break;
      case 7: r=delete o[k]; break;
      case 8: r=(function(){'use strict'; return delete o[k]})(); break;
      case 9: { const d={}; if(R(2)) d.value=val(); else if(R(2)){ const v=val(); d.get=function(){return v} } else if(R(3)==0) d.set=function(v){H('set'+String(v))}; if(R(2)) d.enumerable=!!R(2); if(R(2)) d.configurable=!!R(3); if('value' in d&&R(2)) d.writable=!!R(2); Object.defineProperty(o,k,d); break }
      case 10: r=k in o; break;
      case 11: r=Object.prototype.hasOwnProperty.call(o,k); break;
      case 12: { for(const q in o){ H(q) } break }
      case 13: r=Reflect.ownKeys(o).map(String).filter(k=>k!='arguments'&&k!='caller').join(); break;
      case 14: { const d=Object.getOwnPropertyDescriptor(o,k); if(d){ H(d.value); H(d.writable);H(d.enumerable);H(d.configurable);H(typeof d.get) } break }
      case 15: if(R(12)==0) Object.preventExtensions(o); break;
      case 16: if(R(25)==0) Object.freeze(o); else if(R(25)==0) Object.seal(o); break;
      case 17: if(R(4)==0) Object.setPrototypeOf(o,R(3)?pick():null); break;
      case 18: if(Array.isArray(o)) { if(R(3)) o.length=R(40); else r=o.push(val(),val()); } break;
      case 19: if(Array.isArray(o)&&o.length<1000) r=R(2)?o.pop():o.shift(); break;
      case 20: if(Array.isArray(o)&&o.length<1000) { r=o.slice(R(4)).length; o.unshift(val()); } break;
      case 21: if(Array.isArray(o)&&o.length<1000) { const z=o.splice(R(5),R(3),val()); H(z.length); } break;
      case 22: objs[R(objs.length)]=mk(); break;
      case 23: r=Object.isExtensible(o); break;
      case 24: r=Object.keys(o).join(); break;
      case 25: if(Array.isArray(o)&&o.length<1000) { r=o.indexOf(val()); H(o.includes(undefined)); o.reverse(); } break;
    }
    H(r);
  } catch(e){ H(e.name) }
  if(i%500==499) log.push(out);
}
console.log(seed0+' '+log.join());
