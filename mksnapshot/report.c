// SPDX-License-Identifier: MIT
//
// What is in a snapshot, as a web page without outside parts.
#include "mksnapshot/report.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/heap/visit.h"
#include "serializer/format/snapshot-format.h"

enum { kLargest = 60, kMaxPath = 12 };

typedef struct Totals {
  uint64_t bytes;
  uint64_t count;
} Totals;

typedef struct Report {
  const SnapshotHeader *header;
  const uint8_t *heap;  // of cage offset kReadOnlyHeapOffset
  const uint8_t *starts;
  uint32_t end;
  Totals totals[kHeapSectionCount][kClassCount];
  uint32_t largest[kLargest];
  uint64_t largest_bytes[kLargest];
  // By granule: the object that first led to this one, 0 for roots.
  uint32_t *parents;
  uint32_t *queue;
} Report;

static HeapObject *object_at(const Report *report, uint32_t offset) {
  return (HeapObject *)(report->heap + offset - kReadOnlyHeapOffset);
}

static const Map *map_of(const Report *report, uint32_t offset) {
  return (const Map *)object_at(
      report, object_at(report, offset)->map.bits - kHeapObjectTag);
}

static bool is_start(const Report *report, uint32_t offset) {
  uint32_t bit = offset >> kGranuleShift;
  return report->starts[bit / 8] >> bit % 8 & 1;
}

static int section_of(const Report *report, uint32_t offset) {
  int section = kHeapSectionCount - 1;
  while (report->header->sections[section].cage_offset > offset) section--;
  return section;
}

static void note_largest(Report *report, uint32_t offset, uint64_t bytes) {
  int at = kLargest;
  while (at > 0 && report->largest_bytes[at - 1] < bytes) at--;
  if (at == kLargest) return;
  for (int i = kLargest - 1; i > at; i--) {
    report->largest[i] = report->largest[i - 1];
    report->largest_bytes[i] = report->largest_bytes[i - 1];
  }
  report->largest[at] = offset;
  report->largest_bytes[at] = bytes;
}

static void count_objects(Report *report) {
  for (uint32_t offset = kReadOnlyHeapOffset; offset < report->end;
       offset += kObjectAlignment) {
    if (!is_start(report, offset)) continue;
    const Map *map = map_of(report, offset);
    uint64_t size = HeapObject_size_from_map(object_at(report, offset), map);
    Totals *totals =
        &report->totals[section_of(report, offset)][map->class_id];
    totals->bytes += size;
    totals->count++;
    note_largest(report, offset, size);
  }
}

// ---- Retainers ----

static void reach(Report *report, Tagged slot, uint32_t parent,
                  uint32_t *count) {
  if (!Tagged_is_strong(slot)) return;
  uint32_t offset = slot.bits - kHeapObjectTag;
  uint32_t *entry = &report->parents[offset >> kGranuleShift];
  if (*entry != 0) return;
  *entry = parent;
  report->queue[(*count)++] = offset;
}

static void find_parents(Report *report) {
  const Tagged *roots =
      (const Tagged *)((const char *)report->header +
                       report->header->isolate_data_offset);
  uint32_t count = 0;
  for (int i = 0; i < kIsolateRootCount; i++)
    reach(report, roots[i], (uint32_t)i + 1, &count);
  for (uint32_t next = 0; next < count; next++) {
    uint32_t offset = report->queue[next];
    HeapObject *object = object_at(report, offset);
#define SLOT(slot) reach(report, *(slot), offset, &count)
#define VALUE(value)                     \
  if (Value_is_heap_object(*(value)))    \
  reach(report, Value_tagged(*(value)), offset, &count)
    VISIT_SLOTS(object, map_of(report, offset), SLOT, VALUE);
#undef SLOT
#undef VALUE
  }
}

static const char *const kRootNames[] = {
#define ISOLATE_ROOT(name) #name,
    ISOLATE_ROOT_LIST(ISOLATE_ROOT)
#undef ISOLATE_ROOT
};

static void print_path(const Report *report, uint32_t offset, FILE *out) {
  for (int i = 0; i < kMaxPath; i++) {
    uint32_t parent = report->parents[offset >> kGranuleShift];
    if (parent == 0) return;
    if (parent <= kIsolateRootCount) {
      fprintf(out, " &larr; <i>%s</i>", kRootNames[parent - 1]);
      return;
    }
    fprintf(out, " &larr; %s",
            kClassDescriptors[map_of(report, parent)->class_id].name);
    offset = parent;
  }
  fputs(" &larr; ...", out);
}

// The beginning of a one-byte string, for the table.
static void print_text(const Report *report, uint32_t offset, FILE *out) {
  const Map *map = map_of(report, offset);
  if (map->class_id != kClassSeqOneByteString) return;
  const SeqOneByteString *string =
      (const SeqOneByteString *)object_at(report, offset);
  fputs(" <code>", out);
  for (int32_t i = 0; i < string->length && i < 60; i++) {
    int c = string->chars[i];
    if (c == '<' || c == '&')
      fputs(c == '<' ? "&lt;" : "&amp;", out);
    else
      fputc(c < ' ' || c > '~' ? ' ' : c, out);
  }
  fputs("</code>", out);
}

// ---- The page ----

static const char kStyle[] =
    "<style>body{font:14px sans-serif;margin:2em}table{border-collapse:"
    "collapse}td,th{padding:2px 8px;text-align:left;border-bottom:1px solid "
    "#ddd}td.n{text-align:right}#map{position:relative;width:1000px;height:"
    "520px;margin:1em 0}#map div{position:absolute;box-sizing:border-box;"
    "border:1px solid #fff;overflow:hidden;font-size:11px;color:#fff}</style>";

// Slices the wider side: good enough for some dozens of rectangles.
static const char kScript[] =
    "<script>function lay(n,x,y,w,h,d,hue){if(w<1||h<1)return;if(n.c){let "
    "t=n.c.reduce((a,b)=>a+b.b,0),c=n.c.slice().sort((a,b)=>b.b-a.b);let "
    "go=(l,x,y,w,h)=>{if(!l.length)return;if(l.length==1)return lay(l[0],x,y,"
    "w,h,d+1,hue);let s=l.reduce((a,b)=>a+b.b,0),k=1,p=l[0].b;while(k<"
    "l.length-1&&p+l[k].b/2<s/2)p+=l[k++].b;let f=p/s;if(w>h){go(l.slice(0,k)"
    ",x,y,w*f,h);go(l.slice(k),x+w*f,y,w*(1-f),h)}else{go(l.slice(0,k),x,y,w,"
    "h*f);go(l.slice(k),x,y+h*f,w,h*(1-f))}};if(d==0)n.c.forEach((s,i)=>s.h="
    "i*47);go(c,x,y,w,h)}else{}if(!n.c||d==1){let e=document.createElement("
    "'div');e.style.cssText=`left:${x}px;top:${y}px;width:${w}px;height:${h}"
    "px;background:${n.c?'none':`hsl(${n.h},45%,42%)`};${n.c?'border:2px solid"
    " #333;pointer-events:none':''}`;e.title=`${n.p} ${n.n}: ${n.b} bytes, "
    "${n.k} objects`;if(!n.c)e.textContent=n.n+' '+(n.b/1024).toFixed(0)+' "
    "KiB';document.getElementById('map').append(e)}}data.c.forEach((s,i)=>s.c."
    "forEach(o=>{o.h=i*47;o.p=s.n}));lay(data,0,0,1000,520,0,0)</script>";

static void print_data(const Report *report, FILE *out) {
  fputs("<script>const data={n:'snapshot',p:'',c:[", out);
  for (int i = 0; i < kHeapSectionCount; i++) {
    uint64_t bytes = 0, count = 0;
    for (int c = 0; c < kClassCount; c++) {
      bytes += report->totals[i][c].bytes;
      count += report->totals[i][c].count;
    }
    if (count == 0) continue;
    fprintf(out, "{n:'%s',p:'section',b:%llu,k:%llu,c:[",
            SnapshotSection_name(i), (unsigned long long)bytes,
            (unsigned long long)count);
    for (int c = 0; c < kClassCount; c++)
      if (report->totals[i][c].count > 0)
        fprintf(out, "{n:'%s',b:%llu,k:%llu},", kClassDescriptors[c].name,
                (unsigned long long)report->totals[i][c].bytes,
                (unsigned long long)report->totals[i][c].count);
    fputs("]},", out);
  }
  fputs("]}</script>", out);
}

static void print_tables(const Report *report, FILE *out) {
  fputs("<h2>Sections</h2><table><tr><th>section<th>bytes<th>pages"
        "<th>objects</tr>",
        out);
  for (int i = 0; i < kSectionCount; i++) {
    const SnapshotSection *section = &report->header->sections[i];
    fprintf(out,
            "<tr><td>%s<td class=n>%llu<td class=n>%llu<td class=n>%u</tr>",
            SnapshotSection_name(i), (unsigned long long)section->size_bytes,
            (unsigned long long)(section->size_bytes / kSnapshotPageBytes),
            section->object_count);
  }
  fputs("</table><h2>Largest objects</h2><table><tr><th>bytes<th>object, "
        "retained by</tr>",
        out);
  for (int i = 0; i < kLargest && report->largest[i] != 0; i++) {
    uint32_t offset = report->largest[i];
    fprintf(out, "<tr><td class=n>%llu<td><b>%s</b>",
            (unsigned long long)report->largest_bytes[i],
            kClassDescriptors[map_of(report, offset)->class_id].name);
    print_text(report, offset, out);
    print_path(report, offset, out);
    fputs("</tr>", out);
  }
  fputs("</table>", out);
}

bool Report_write(const char *path, const char *title, const void *snapshot,
                  size_t size_bytes) {
  const SnapshotHeader *header = snapshot;
  if (header->flags & kSnapshotCompressed) {
    fprintf(stderr, "mksnapshot: --report needs an uncompressed snapshot\n");
    return false;
  }
  Report *report = calloc(1, sizeof *report);
  const SnapshotSection *last = &header->sections[kHeapSectionCount - 1];
  uint32_t end = last->cage_offset + (uint32_t)last->size_bytes;
  uint32_t *parents = calloc(end >> kGranuleShift, sizeof *parents);
  uint32_t *queue = calloc(end >> kGranuleShift, sizeof *queue);
  FILE *out = fopen(path, "w");
  bool ready = report && parents && queue && out;
  if (out == NULL)
    fprintf(stderr, "mksnapshot: cannot write %s: %s\n", path,
            strerror(errno));
  if (ready) {
    const char *bytes = snapshot;
    report->header = header;
    report->heap =
        (const uint8_t *)bytes +
        header->sections[kFirstHeapSection].file_offset;
    report->starts = (const uint8_t *)bytes +
                     header->sections[kSectionObjectStarts].file_offset;
    report->end = end;
    report->parents = parents;
    report->queue = queue;
    count_objects(report);
    find_parents(report);
    fprintf(out, "<!doctype html><meta charset=utf-8><title>%s</title>%s"
                 "<h1>%s: %zu bytes</h1><div id=map></div>",
            title, kStyle, title, size_bytes);
    print_data(report, out);
    fputs(kScript, out);
    print_tables(report, out);
  }
  if (out && fclose(out) != 0) ready = false;
  free(report);
  free(parents);
  free(queue);
  return ready;
}
