// SPDX-License-Identifier: MIT
//
// Listing of programs: one instruction a line, offsets in words.
#include "engine/regexp/regexp-bytecode.h"

static const char *const kNames[] = {
#define OP(Name, length) #Name,
#include "engine/regexp/regexp-bytecode.def"
#undef OP
};

static void print_character(uint32_t c, FILE *file) {
  if (c > ' ' && c < 127)
    fprintf(file, "%c", (int)c);
  else
    fprintf(file, "\\u{%x}", c);
}

static void print_set(const uint32_t *set, FILE *file) {
  fprintf(file, "[");
  for (uint32_t c = 0; c < 256; c++) {
    if (!(set[c >> 5] >> (c & 31) & 1)) continue;
    uint32_t last = c;
    while (last < 255 && set[(last + 1) >> 5] >> ((last + 1) & 31) & 1) last++;
    print_character(c, file);
    if (last > c) {
      fprintf(file, "-");
      print_character(last, file);
    }
    c = last;
  }
  uint32_t count = set[kSetBitmapWords];
  const uint32_t *ranges = set + kSetBitmapWords + 1;
  for (uint32_t i = 0; i < count; i++)
    fprintf(file, " %x-%x", ranges[2 * i], ranges[2 * i + 1]);
  fprintf(file, "]");
}

static void print_instruction(const uint32_t *words, const uint32_t *pc,
                              FILE *file) {
  RegExpOp op = RegExpWord_op(*pc);
  uint32_t argument = RegExpWord_argument(*pc);
  fprintf(file, "%6td  %s", pc - words, kNames[op]);
  switch (op) {
    case kOpChar:
    case kOpCharBack:
    case kOpCharEither:
    case kOpCharEitherBack:
      fprintf(file, " ");
      print_character(argument, file);
      if (op == kOpCharEither || op == kOpCharEitherBack) {
        fprintf(file, " ");
        print_character(pc[1], file);
      }
      break;
    case kOpString:
      fprintf(file, " ");
      for (uint32_t i = 0; i < argument; i++)
        print_character(((const uint8_t *)(pc + 1))[i], file);
      break;
    case kOpClass:
    case kOpClassPoint:
    case kOpClassBack:
    case kOpClassPointBack:
      fprintf(file, " ");
      print_set(words + pc[1], file);
      break;
    case kOpBranchUnless:
      fprintf(file, " %u ", argument);
      print_set(words + pc[1], file);
      break;
    case kOpSwitch:
    case kOpSwitchPoint:
      for (uint32_t i = 1; i <= argument; i++) {
        fprintf(file, " ");
        print_character(pc[i], file);
        fprintf(file, ":%u", pc[argument + i]);
      }
      break;
    default: {
      fprintf(file, " %u", argument);
      uint32_t length = RegExp_instruction_length(pc);
      for (uint32_t i = 1; i < length; i++) fprintf(file, " %d", (int)pc[i]);
      break;
    }
  }
  fprintf(file, "\n");
}

void RegExpProgram_print(const RegExpProgram *program, FILE *file) {
  const uint32_t *words = RegExpProgram_words(program);
  fprintf(file, "RegExp program: %u bytes, %u captures, %u registers\n",
          program->size_bytes, program->capture_count,
          program->register_count);
  const uint32_t *end = words + program->names;
  for (const uint32_t *pc = words + program->code; pc < end;
       pc += RegExp_instruction_length(pc))
    print_instruction(words, pc, file);
  if (program->first_set != 0) {
    fprintf(file, "first: ");
    print_set(words + program->first_set, file);
    fprintf(file, "\n");
  }
}
