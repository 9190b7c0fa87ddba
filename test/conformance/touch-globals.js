// Touch every global: read each property of everything reachable, and call what is harmless.
const seen = new Set();
function touch(value, depth) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  if (seen.has(value)) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const d = Reflect.getOwnPropertyDescriptor(value, key);
    if ('value' in d) touch(d.value); else { touch(d.get); touch(d.set); }
    try { void value[key]; } catch {}
  }
  touch(Reflect.getPrototypeOf(value));
  if (typeof value === 'function') { try { value.toString(); } catch {} }
}
touch(globalThis);
console.log(seen.size);
