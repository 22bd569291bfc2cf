// CommonJS, where bundlers keep a `require` in its place: the early part's code comes in the same script and is compiled
// when somebody needs it. An `import` would be moved to the top.
exports.createClient = (...given) => require('./early.js').createClient(...given);
