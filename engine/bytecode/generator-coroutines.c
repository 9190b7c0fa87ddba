// SPDX-License-Identifier: MIT
//
// yield, yield* and await. See bytecode-generator.h for what run time expects.
#include "engine/bytecode/generator-impl.h"

void Gen_suspend(BytecodeGenerator *g) {
  BytecodeBuilder *b = &g->builder;
  if (!b->is_reachable) return;
  int count = b->next_register;
  EMIT(b, SuspendGenerator, g->generator_object, 0, count,
       g->generator_table->labels.length);
  BytecodeBuilder_add_jump_table_entry(b, g->generator_table);
  EMIT(b, ResumeGenerator, g->generator_object, 0, count);
}

static void load_resume_mode(BytecodeGenerator *g) {
  EMIT(&g->builder, GetResumeMode, g->generator_object);
}

void Gen_await(BytecodeGenerator *g, int position) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  BytecodeLabel resumed = Gen_label(g);
  if (Gen_is_async_generator(g)) {
    Register arguments[] = {g->generator_object, Gen_save(g)};
    BytecodeBuilder_expression_position(b, position);
    Gen_runtime_with(g, kRuntimeAsyncGeneratorAwait, 2, arguments);
    BytecodeBuilder_release(b, mark);
  } else {
    BytecodeBuilder_expression_position(b, position);
    EMIT(b, AsyncFunctionAwait, g->generator_object);
  }
  Gen_suspend(g);
  Register input = Gen_save(g);
  load_resume_mode(g);
  Register mode = Gen_save(g);
  BytecodeBuilder_load_smi(b, kGeneratorResumeThrow);
  EMIT(b, TestReferenceEqual, mode);
  JUMP(b, JumpIfFalse, resumed);
  Gen_load(g, input);
  EMIT0(b, ReThrow);
  Gen_bind(g, resumed);
  Gen_load(g, input);
  BytecodeBuilder_release(b, mark);
}

// Behind a yield: goes on as next, return or throw of the generator asks; the
// value sent is in the accumulator, and stays there for next.
static void dispatch_resumption(BytecodeGenerator *g, int position) {
  BytecodeBuilder *b = &g->builder;
  if (!b->is_reachable) return;
  Register mark = b->next_register;
  BytecodeLabel next = Gen_label(g);
  Register input = Gen_save(g);
  load_resume_mode(g);
  JumpTable *table =
      BytecodeBuilder_new_jump_table(b, 2, kGeneratorResumeReturn);
  BytecodeBuilder_switch_on_smi(b, table);
  JUMP(b, Jump, next);
  BytecodeBuilder_bind_jump_table_entry(b, table, kGeneratorResumeReturn);
  Gen_load(g, input);
  if (Gen_is_async_generator(g)) Gen_await(g, position);
  Gen_execute(g, kCommandReturn, NULL);
  BytecodeBuilder_bind_jump_table_entry(b, table, kGeneratorResumeThrow);
  BytecodeBuilder_expression_position(b, position);
  Gen_load(g, input);
  EMIT0(b, Throw);
  Gen_bind(g, next);
  Gen_load(g, input);
  BytecodeBuilder_release(b, mark);
}

void Gen_initial_yield(BytecodeGenerator *g) {
  Gen_load(g, g->generator_object);
  Gen_suspend(g);
  if (g->kind != kFunctionModule) {
    BytecodeBuilder *b = &g->builder;
    Register mark = b->next_register;
    BytecodeLabel next = Gen_label(g);
    Register input = Gen_save(g);
    load_resume_mode(g);
    JumpTable *table =
        BytecodeBuilder_new_jump_table(b, 2, kGeneratorResumeReturn);
    BytecodeBuilder_switch_on_smi(b, table);
    JUMP(b, Jump, next);
    BytecodeBuilder_bind_jump_table_entry(b, table, kGeneratorResumeReturn);
    Gen_load(g, input);
    Gen_execute(g, kCommandReturn, NULL);
    BytecodeBuilder_bind_jump_table_entry(b, table, kGeneratorResumeThrow);
    Gen_load(g, input);
    EMIT0(b, Throw);
    Gen_bind(g, next);
    BytecodeBuilder_release(b, mark);
  }
}

// Suspends with an iterator result made of the accumulator.
static void yield_accumulator(BytecodeGenerator *g, int position) {
  BytecodeBuilder *b = &g->builder;
  if (Gen_is_async_generator(g)) {
    Register value = Gen_save(g);
    BytecodeBuilder_expression_position(b, position);
    Register arguments[] = {g->generator_object, value};
    Gen_runtime_with(g, kRuntimeAsyncGeneratorYield, 2, arguments);
    BytecodeBuilder_release(b, value);
  } else {
    EMIT0(b, CreateIterResult);
  }
  Gen_suspend(g);
}

void Gen_yield(BytecodeGenerator *g, Yield *node) {
  if (node->expression != NULL)
    Gen_value(g, node->expression);
  else
    EMIT0(&g->builder, LdaUndefined);
  yield_accumulator(g, node->node.position);
  dispatch_resumption(g, node->node.position);
}

typedef struct Delegation {
  IteratorRecord iterator;
  Register input;  // what was sent
  Register mode;   // and how
  Register output;
  bool is_async;
  int position;
} Delegation;

// Calls iterator.return(input) or iterator.throw(input); jumps to `missing` if
// there is no such method.
static void call_delegate_method(BytecodeGenerator *g, const Delegation *d,
                                 const AstString *name,
                                 BytecodeLabel missing) {
  BytecodeBuilder *b = &g->builder;
  Gen_load_named(g, d->iterator.object, name);
  JUMP(b, JumpIfUndefinedOrNull, missing);
  Register method = Gen_save(g);
  BytecodeBuilder_expression_position(b, d->position);
  EMIT(b, CallProperty1, method, d->iterator.object, d->input,
       Gen_slot(g, kFeedbackSlotCall));
  BytecodeBuilder_release(b, method);
}

static void delegate_return(BytecodeGenerator *g, const Delegation *d,
                            BytecodeLabel got_output) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel missing = Gen_label(g);
  AstString *name =
      AstStringTable_intern_c_string(g->strings, "return");
  call_delegate_method(g, d, name, missing);
  JUMP(b, Jump, got_output);
  Gen_bind(g, missing);
  Gen_load(g, d->input);
  if (d->is_async) Gen_await(g, d->position);
  Gen_execute(g, kCommandReturn, NULL);
}

static void delegate_throw(BytecodeGenerator *g, const Delegation *d,
                           BytecodeLabel got_output) {
  BytecodeBuilder *b = &g->builder;
  BytecodeLabel missing = Gen_label(g);
  AstString *name = AstStringTable_intern_c_string(g->strings, "throw");
  call_delegate_method(g, d, name, missing);
  JUMP(b, Jump, got_output);
  Gen_bind(g, missing);
  Gen_iterator_close(g, &d->iterator);
  Gen_runtime(g, kRuntimeThrowThrowMethodMissing, 0, 0);
  EMIT0(b, Throw);
}

// Hands `output` to the consumer of this generator; stores how it resumes.
static void delegate_yield(BytecodeGenerator *g, const Delegation *d) {
  BytecodeBuilder *b = &g->builder;
  if (d->is_async) {
    Register mark = b->next_register;
    AstString *value_name =
        AstStringTable_intern_c_string(g->strings, "value");
    Register arguments = BytecodeBuilder_new_registers(b, 3);
    BytecodeBuilder_move(b, g->generator_object, arguments);
    Gen_load_named(g, d->output, value_name);
    Gen_store(g, arguments + 1);
    EMIT0(b, LdaFalse);
    Gen_store(g, arguments + 2);
    Gen_runtime(g, kRuntimeAsyncGeneratorResolve, arguments, 3);
    BytecodeBuilder_release(b, mark);
  } else {
    Gen_load(g, d->output);
  }
  Gen_suspend(g);
  Gen_store(g, d->input);
  load_resume_mode(g);
  Gen_store(g, d->mode);
  if (!d->is_async) return;
  // #sec-asyncgeneratoryield: a value returned into the generator is awaited
  // first; if that throws, it is as if it had been thrown.
  Register mark = b->next_register;
  BytecodeLabel done = Gen_label(g);
  BytecodeBuilder_load_smi(b, kGeneratorResumeReturn);
  EMIT(b, TestReferenceEqual, d->mode);
  JUMP(b, JumpIfFalse, done);
  ControlScope scope;
  Gen_begin_try(g, &scope, kControlTry, kCaughtSynthetic);
  Gen_load(g, d->input);
  Gen_await(g, d->position);
  Gen_store(g, d->input);
  Gen_end_try(g, &scope);
  JUMP(b, Jump, done);
  BytecodeBuilder_bind_handler(b, scope.handler);
  Gen_store(g, d->input);
  EMIT0(b, LdaTheHole);
  EMIT0(b, SetPendingMessage);
  BytecodeBuilder_load_smi(b, kGeneratorResumeThrow);
  Gen_store(g, d->mode);
  Gen_bind(g, done);
  BytecodeBuilder_release(b, mark);
}

// ECMA-262 #sec-generator-function-definitions-runtime-semantics-evaluation
void Gen_yield_star(BytecodeGenerator *g, YieldStar *node) {
  BytecodeBuilder *b = &g->builder;
  Register mark = b->next_register;
  Delegation d = {.is_async = Gen_is_async_generator(g),
                  .position = node->node.position};
  d.input = Gen_new_register(g);
  d.mode = Gen_new_register(g);
  d.output = Gen_new_register(g);
  Gen_value(g, node->expression);
  BytecodeBuilder_expression_position(b, node->node.position);
  Gen_get_iterator(g, d.is_async, &d.iterator);
  EMIT0(b, LdaUndefined);
  Gen_store(g, d.input);
  EMIT0(b, LdaZero);
  Gen_store(g, d.mode);
  BytecodeLabel header = Gen_label(g), got_output = Gen_label(g);
  BytecodeLabel finished = Gen_label(g), is_object = Gen_label(g);
  BytecodeBuilder_bind_loop_header(b, header);
  if (b->is_reachable) {
    JumpTable *table =
        BytecodeBuilder_new_jump_table(b, 2, kGeneratorResumeReturn);
    Gen_load(g, d.mode);
    BytecodeBuilder_switch_on_smi(b, table);
    BytecodeBuilder_expression_position(b, d.position);
    EMIT(b, CallProperty1, d.iterator.next, d.iterator.object, d.input,
         Gen_slot(g, kFeedbackSlotCall));
    JUMP(b, Jump, got_output);
    BytecodeBuilder_bind_jump_table_entry(b, table, kGeneratorResumeReturn);
    delegate_return(g, &d, got_output);
    BytecodeBuilder_bind_jump_table_entry(b, table, kGeneratorResumeThrow);
    delegate_throw(g, &d, got_output);
  }
  Gen_bind(g, got_output);
  if (d.is_async) Gen_await(g, d.position);
  Gen_store(g, d.output);
  JUMP(b, JumpIfJSReceiver, is_object);
  Gen_runtime(g, kRuntimeThrowIteratorResultNotAnObject, d.output, 1);
  Gen_bind(g, is_object);
  Gen_load_named(g, d.output,
                 AstStringTable_intern_c_string(g->strings, "done"));
  JUMP(b, JumpIfToBooleanTrue, finished);
  delegate_yield(g, &d);
  Gen_jump_loop(g, header);
  Gen_bind(g, finished);
  Gen_load_named(g, d.output,
                 AstStringTable_intern_c_string(g->strings, "value"));
  Register value = Gen_save(g);
  BytecodeLabel is_value = Gen_label(g);
  BytecodeBuilder_load_smi(b, kGeneratorResumeReturn);
  EMIT(b, TestReferenceEqual, d.mode);
  JUMP(b, JumpIfFalse, is_value);
  Gen_load(g, value);
  Gen_execute(g, kCommandReturn, NULL);
  Gen_bind(g, is_value);
  Gen_load(g, value);
  BytecodeBuilder_release(b, mark);
}
