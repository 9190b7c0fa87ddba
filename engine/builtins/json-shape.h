// SPDX-License-Identifier: MIT
//
// What JSON.stringify learns of a map: the names of its properties as text, and
// where their values lie. An isolate remembers some maps, weakly; whether what
// they inherit has a toJSON is not part of it.
#ifndef ENGINE_BUILTINS_JSON_SHAPE_H_
#define ENGINE_BUILTINS_JSON_SHAPE_H_

#include "engine/objects/string.h"

enum {
  kJsonShapeProperties = 24,
  kJsonShapeTextSize = 400,
  // Pieces are copied in chunks of this, some bytes too many.
  kJsonShapeChunk = 16,
};

// Of a property: `,"name":` in the shape's text, and the word of the object
// with the value.
typedef struct JsonShapePiece {
  uint16_t start;
  uint16_t length;
  uint16_t word;
} JsonShapePiece;

typedef struct JsonShape {
  const Map *map;  // NULL: of none
  int count;       // of pieces, or kJsonShapeSeen, or kJsonShapeNone
  int users;       // objects being written by it, one within the other
  JsonShapePiece pieces[kJsonShapeProperties];
  uint8_t text[kJsonShapeTextSize + kJsonShapeChunk];
} JsonShape;

enum {
  kJsonShapeSeen = -1,  // an object of the map came by
  kJsonShapeNone = -2,  // objects of the map are not that simple
};

// By a hash of the map.
typedef struct JsonShapes {
  JsonShape entries[8];
} JsonShapes;

// The isolate's; nobody uses any of them. The caller runs no user code.
JsonShapes *JsonShapes_get(Isolate *isolate);
// The shape of a map that came by before, or NULL. The map is that of plain
// objects (json-plain.c).
JsonShape *JsonShapes_find(JsonShapes *shapes, Isolate *isolate,
                           const Map *map);

static inline uint8_t *JsonShape_put(const JsonShape *shape,
                                     const JsonShapePiece *piece, uint8_t *to) {
  const uint8_t *from = shape->text + piece->start;
  for (int i = 0; i < piece->length; i += kJsonShapeChunk)
    __builtin_memcpy(to + i, from + i, kJsonShapeChunk);
  return to + piece->length;
}

#endif  // ENGINE_BUILTINS_JSON_SHAPE_H_
