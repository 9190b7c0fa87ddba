// SPDX-License-Identifier: MIT
//
// The Unicode Character Database, as the npm packages of package.json hold it.
// Everything is an array with one element a code point, or a list of ranges
// {begin, end}, end not included.
import {readFileSync, readdirSync} from 'node:fs';
import {CanonicalCombiningClassMap} from 'icu';
import aliases from 'unicode-property-value-aliases-ecmascript';

export const kCodePoints = 0x110000;

async function load(path) {
  return (await import(`unicode-data/${path}`)).default;
}

// "17.0", out of the package's name.
export function version() {
  const file = new URL('node_modules/unicode-data/package.json',
                       import.meta.url);
  return /-(\d+\.\d+)\.\d+$/.exec(JSON.parse(readFileSync(file)).name)[1];
}

// The values of a property that have characters: General_Category, Script or
// Script_Extensions.
export function valuesOf(property) {
  const folder = new URL(`node_modules/unicode-data/${property}/`,
                         import.meta.url);
  return readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name).sort();
}

// [alias, value] pairs of PropertyValueAliases.txt.
export function valueAliases(property) {
  return [...aliases.get(property)];
}

// path: 'Script/Greek', 'Binary_Property/Alphabetic', ...
export function ranges(path) {
  return load(`${path}/ranges.mjs`);
}

// A Map from a code point to one code point, or to an array of several.
export function mapping(path) {
  return load(`${path}/code-points.mjs`);
}

// The strings of a property of strings.
export function sequences(name) {
  return load(`Sequence_Property/${name}/index.mjs`);
}

export async function mark(array, path, bit) {
  for (const {begin, end} of await ranges(path))
    for (let c = begin; c < end; c++) array[c] |= bit;
}

// Canonical_Combining_Class, which unicode-data lacks and ICU4X has. A class
// never changes once its character is assigned (Unicode's stability policy), so
// an ICU4X of a later version serves as well; characters that it knows and the
// rest of the tables do not are left out.
export async function combiningClasses() {
  const classes = new Uint32Array(kCodePoints);
  const map = new CanonicalCombiningClassMap();
  for (let c = 0; c < kCodePoints; c++) classes[c] = map.get(c);
  for (const {begin, end} of await ranges('General_Category/Unassigned'))
    classes.fill(0, begin, end);
  return classes;
}
