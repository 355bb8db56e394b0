'use strict';
// gRPC's standard test service for grpc-js, loaded from the same definitions as ours.

const path = require('path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definitions = loader.loadSync('grpc/testing/test.proto', {
    includeDirs: [path.join(__dirname, '../../src/main/proto')],
    defaults: true,
    keepCase: true,
});

exports.testing = grpc.loadPackageDefinition(definitions).grpc.testing;
exports.ECHO_INITIAL = 'x-grpc-test-echo-initial';
exports.ECHO_TRAILING = 'x-grpc-test-echo-trailing-bin';
exports.OPTIONS = {
    'grpc.max_receive_message_length': 20 * 1024 * 1024,
    'grpc.max_send_message_length': 20 * 1024 * 1024,
};
exports.zeros = (size) => ({ body: Buffer.alloc(size) });
