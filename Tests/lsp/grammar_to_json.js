// Prints a tree-sitter grammar.js as JSON: what its generator makes of it first.
const path = require('path');

const rule = (value) => {
  if (value === undefined) throw new Error('a rule that is undefined');
  if (typeof value === 'string') return { type: 'STRING', value };
  if (value instanceof RegExp) return { type: 'PATTERN', value: value.source };
  return value;
};
const level = (type) => {
  const make = (value, content) =>
    content === undefined
      ? { type, value: 0, content: rule(value) }
      : { type, value, content: rule(content) };
  return make;
};

global.seq = (...members) => ({ type: 'SEQ', members: members.map(rule) });
global.choice = (...members) => ({ type: 'CHOICE', members: members.map(rule) });
global.optional = (content) => global.choice(content, { type: 'BLANK' });
global.repeat = (content) => ({ type: 'REPEAT', content: rule(content) });
global.repeat1 = (content) => ({ type: 'REPEAT1', content: rule(content) });
global.field = (name, content) => ({ type: 'FIELD', name, content: rule(content) });
global.alias = (content) => ({ type: 'ALIAS', content: rule(content) });
global.token = (content) => ({ type: 'TOKEN', content: rule(content) });
global.prec = level('PREC');
global.prec.left = level('PREC_LEFT');
global.prec.right = level('PREC_RIGHT');
global.grammar = (options) => {
  const symbols = new Proxy({}, {
    get: (_, name) => {
      if (!(name in options.rules)) throw new Error(`there is no rule ${String(name)}`);
      return { type: 'SYMBOL', name };
    },
  });
  const rules = {};
  for (const [name, make] of Object.entries(options.rules)) rules[name] = rule(make(symbols));
  return {
    name: options.name,
    word: options.word(symbols).name,
    extras: options.extras(symbols).map(rule),
    rules,
  };
};

console.log(JSON.stringify(require(path.resolve(process.argv[2]))));
