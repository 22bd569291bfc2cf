// CommonJS for the same reason as `loadEarly.cjs`: compiled when it is loaded, in a task of its own.
exports.loadTracers = () => require('./standardTracers.js');
exports.provideTracers = (client) => exports.loadTracers().provideTracers(client);
