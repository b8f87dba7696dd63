(comment) @comment
(string) @string
[(number) (percent) (duration) (time)] @number
[(true) (false)] @boolean
(na) @constant.builtin

[
  "strategy" "param" "let" "def" "input" "entry" "exit" "stop" "target" "size" "risk" "test"
  "hours" "venue" "leg" "expect" "when"
] @keyword
["if" "then" "else"] @keyword.conditional
["or" "and" "not" "crosses" "in" "on" "of"] @keyword.operator
[
  "above" "below" "long" "short" "each" "tick" "step" "units" "cash" "before" "at" "after" "bar"
  "entries" "exits"
] @keyword
[(unit) (no_action)] @keyword

["+" "-" "*" "/" "^" "??" "<" "<=" ">" ">=" "==" "!=" "=" ".."] @operator
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," ":" ";" "."] @punctuation.delimiter

(identifier) @variable
(dimension) @type
(def name: (identifier) @function)
(call function: (identifier) @function.call)
(parameter name: (identifier) @variable.parameter)
(argument label: (identifier) @variable.parameter)
(param name: (identifier) @constant)
(field name: (identifier) @property)
(record_field name: (identifier) @property)
(setting name: (identifier) @property)

((identifier) @variable.builtin
  (#any-of? @variable.builtin "open" "high" "low" "close" "volume"))

; functions of the language
((call function: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "abs"
    "ad"
    "adosc"
    "adx"
    "all"
    "any"
    "aroon"
    "atr"
    "avg"
    "awesome"
    "bars_since"
    "bbands"
    "ceil"
    "change"
    "chop"
    "cmf"
    "cmo"
    "correlation"
    "count"
    "covariance"
    "dema"
    "dmi"
    "donchian"
    "ema"
    "exp"
    "falling"
    "floor"
    "force"
    "highest"
    "highest_bar"
    "hl2"
    "hlc3"
    "hlcc4"
    "hma"
    "is_na"
    "kama"
    "keltner"
    "linreg"
    "log"
    "log10"
    "lowest"
    "lowest_bar"
    "macd"
    "max"
    "mfi"
    "min"
    "mom"
    "natr"
    "nz"
    "obv"
    "ohlc4"
    "percent_b"
    "pow"
    "ppo"
    "rising"
    "rma"
    "roc"
    "round"
    "rsi"
    "sign"
    "slope"
    "sma"
    "sqrt"
    "stdev"
    "stoch"
    "stoch_k"
    "stochrsi"
    "streak"
    "sum"
    "supertrend"
    "tema"
    "tr"
    "trima"
    "trix"
    "tsi"
    "ultimate"
    "value_when"
    "variance"
    "vwap"
    "vwma"
    "willr"
    "wma"
    "zlema"
    "zscore"))
; end of the functions
