// The grammar of .strat files for tree-sitter, after ../strat.ebnf.
//
// It accepts a little more than the language has (`if` inside a sum, chains of any comparisons):
// an editor colours what is being written, and the compiler says what is wrong with it.

const PRECEDENCE = {
  conditional: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  coalescence: 5,
  sum: 6,
  product: 7,
  negation: 8,
  power: 9,
  postfix: 10,
};

const list = (rule) => seq(rule, repeat(seq(',', rule)));

module.exports = grammar({
  name: 'strat',

  word: ($) => $.identifier,

  extras: ($) => [/\s/, /\uFEFF/, $.comment],

  supertypes: ($) => [$._statement, $._formula],

  rules: {
    file: ($) => repeat($._statement),

    _statement: ($) =>
      choice(
        $.strategy, $.param, $.let, $.def, $.input, $.entry, $.exit, $.stop, $.target, $.size,
        $.risk, $.test, $.hours, $.venue,
      ),

    strategy: ($) =>
      seq(
        'strategy', field('title', $.string), optional(seq('on', $.duration)),
        optional(seq('in', field('zone', $.string))), optional(seq('each', 'tick')),
      ),

    param: ($) =>
      seq(
        'param', field('name', $.identifier), '=', field('value', $._formula),
        optional(
          seq('in', $._formula, '..', $._formula, optional(seq('step', $._formula)))),
      ),

    let: ($) => seq('let', field('name', $.identifier), '=', field('value', $._formula)),

    input: ($) =>
      seq(
        'input', field('name', $.identifier), ':', $.dimension,
        optional(seq('as', 'of', $.duration, optional(seq('within', $.duration)))),
      ),

    entry: ($) =>
      seq(
        'entry', $.side, 'when', field('condition', $._formula), optional($.entry_price),
        repeat($.leg),
      ),
    entry_price: ($) => seq('at', choice('limit', 'stop'), field('price', $._formula)),
    exit: ($) => seq('exit', $.side, 'when', field('condition', $._formula)),
    side: (_) => choice('long', 'short'),
    leg: ($) =>
      seq(
        'leg', field('name', $.identifier), ':', $.side, $.string,
        optional(seq('on', field('venue', $.identifier))),
      ),

    stop: ($) => seq('stop', $._formula),
    target: ($) => seq('target', $._formula),
    size: ($) => seq('size', $._formula, optional($.unit)),
    // One token: seen at `of` alone, `10% of "SPY"` could still follow.
    unit: (_) => choice(token(seq('of', /\s+/, 'equity')), 'units', 'cash'),

    risk: ($) => seq('risk', '{', repeat($.setting), '}'),
    setting: ($) => seq(field('name', $.identifier), $._formula, optional($.unit)),

    hours: ($) => seq('hours', $.time, '..', $.time, optional(seq('in', $.string))),
    venue: ($) => seq('venue', field('name', $.identifier)),

    // ---- Functions

    def: ($) =>
      seq(
        'def', field('name', $.identifier), $.parameters, optional(seq(':', $.dimension)),
        choice(seq('=', $._formula), seq(optional('='), choice($.block, $.record))),
      ),

    parameters: ($) => seq('(', optional(list($.parameter)), ')'),
    parameter: ($) =>
      seq(
        field('name', $.identifier), optional(seq(':', $.dimension)),
        optional(seq('=', field('default', $._formula))),
      ),

    dimension: ($) => $.identifier,

    block: ($) => seq('{', optional($._closed_lets), choice($._formula, $.record), '}'),
    // The `;` may be left out before another `let`, not before the result.
    _closed_lets: ($) => seq(optional($._lets), $.inner_let, ';'),
    _lets: ($) => choice($._closed_lets, seq(optional($._lets), $.inner_let)),
    inner_let: ($) => seq('let', field('name', $.identifier), '=', field('value', $._formula)),

    record: ($) => seq('{', list($.record_field), '}'),
    record_field: ($) => seq(field('name', $.identifier), ':', field('value', $._formula)),

    // ---- Tests

    test: ($) =>
      seq(
        'test', field('title', $.string), optional(seq('on', field('data', $.string))), '{',
        repeat(choice($.candles, $.expectation)), '}',
      ),

    candles: ($) => seq('candles', field('column', $.identifier), repeat1($.candle_values)),
    candle_values: ($) =>
      seq(
        $._candle_value,
        optional(
          choice(
            seq('for', $.number, 'bars'),
            seq('to', $._candle_value, 'over', $.number, 'bars'),
          ),
        ),
      ),
    _candle_value: ($) => choice(seq(optional('-'), choice($.number, $.percent)), $.na),

    expectation: ($) =>
      seq(
        'expect',
        choice(
          seq($._action, optional($.side), optional($.moment)),
          seq(
            optional($.at_least), $._formula, $._actions, optional($.side), optional($.moment)),
          seq(optional(choice('always', 'never')), $._formula, optional($.moment)),
        ),
      ),

    _action: ($) => choice('entry', 'exit', $.no_action),
    // One token each: `no` and `at` alone may be the names of something.
    no_action: (_) => token(seq('no', /\s+/, choice('entry', 'exit'))),
    at_least: (_) => token(seq('at', /\s+/, choice('least', 'most'))),
    _actions: (_) => choice('entries', 'exits', 'entry', 'exit'),

    moment: ($) =>
      choice(
        seq(choice('before', 'at', 'after'), $._point), seq('between', $._point, 'and', $._point)),
    _point: ($) => choice(seq('bar', $.number), $.date),

    // ---- Formulas

    _formula: ($) =>
      choice(
        $.conditional, $.binary, $.negation, $.comparison, $.crossing, $.past, $.field,
        $.on_interval, $.of_symbol, $.call, $.parenthesised, $.identifier, $.number, $.percent,
        $.duration, $.time, $.string, $.true, $.false, $.na,
      ),

    conditional: ($) =>
      prec.right(
        PRECEDENCE.conditional,
        seq('if', $._formula, 'then', $._formula, 'else', $._formula)),

    binary: ($) =>
      choice(
        ...[
          ['or', PRECEDENCE.or], ['and', PRECEDENCE.and], ['+', PRECEDENCE.sum],
          ['-', PRECEDENCE.sum], ['*', PRECEDENCE.product], ['/', PRECEDENCE.product],
        ].map(([operator, precedence]) =>
          prec.left(precedence, seq($._formula, operator, $._formula))),
        prec.right(PRECEDENCE.coalescence, seq($._formula, '??', $._formula)),
        prec.right(PRECEDENCE.power, seq($._formula, '^', $._formula)),
      ),

    negation: ($) =>
      choice(
        prec(PRECEDENCE.not, seq('not', $._formula)),
        prec(PRECEDENCE.negation, seq('-', $._formula)),
      ),

    comparison: ($) =>
      prec.left(
        PRECEDENCE.comparison,
        seq($._formula, choice('<', '<=', '>', '>=', '==', '!='), $._formula)),

    crossing: ($) =>
      prec.left(
        PRECEDENCE.comparison,
        seq($._formula, 'crosses', choice('above', 'below'), $._formula)),

    past: ($) => prec(PRECEDENCE.postfix, seq($._formula, '[', $._formula, ']')),
    field: ($) => prec(PRECEDENCE.postfix, seq($._formula, '.', field('name', $.identifier))),
    on_interval: ($) => prec(PRECEDENCE.postfix, seq($._formula, 'on', $.duration)),
    of_symbol: ($) => prec(PRECEDENCE.postfix, seq($._formula, 'of', $.string)),

    call: ($) => seq(field('function', $.identifier), $.arguments),
    arguments: ($) => seq('(', optional(list($.argument)), ')'),
    argument: ($) => seq(optional(seq(field('label', $.identifier), ':')), $._formula),

    parenthesised: ($) => seq('(', $._formula, ')'),

    true: (_) => 'true',
    false: (_) => 'false',
    na: (_) => 'na',

    // ---- Tokens

    identifier: (_) => /[a-z][a-z0-9_]*/,
    number: (_) => /[0-9](_?[0-9])*(\.[0-9](_?[0-9])*)?(e[+-]?[0-9]+)?/,
    percent: (_) => /[0-9](_?[0-9])*(\.[0-9](_?[0-9])*)?(e[+-]?[0-9]+)?%/,
    duration: (_) => /[0-9](_?[0-9])*(ms|s|m|h|d|w)/,
    time: (_) => /[0-9][0-9]:[0-9][0-9]/,
    date: (_) => /[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?)?/,
    string: (_) => /"[^"\n]*"/,
    comment: (_) => /#[^\n]*/,
  },
});
