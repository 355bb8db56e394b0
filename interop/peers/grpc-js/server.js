'use strict';
// gRPC's standard interop server on grpc-js: server.js PORT (0 for any; it is printed).

const grpc = require('@grpc/grpc-js');
const { setTimeout: sleep } = require('timers/promises');
const { testing, ECHO_INITIAL, ECHO_TRAILING, OPTIONS, zeros } = require('./service');

/** Sends back what asks for it, and returns the trailers. */
function echoMetadata(call) {
    const headers = new grpc.Metadata();
    const trailers = new grpc.Metadata();
    call.metadata.get(ECHO_INITIAL).forEach((value) => headers.add(ECHO_INITIAL, value));
    call.metadata.get(ECHO_TRAILING).forEach((value) => trailers.add(ECHO_TRAILING, value));
    call.sendMetadata(headers);
    return trailers;
}

function failureOf(request, metadata) {
    const status = request.response_status;
    return status && { code: status.code, details: status.message, metadata };
}

function emptyCall(call, done) {
    done(null, {});
}

function unaryCall(call, done) {
    const trailers = echoMetadata(call);
    const failure = failureOf(call.request, trailers);
    if (failure) {
        done(failure);
    } else {
        done(null, { payload: zeros(call.request.response_size) }, trailers);
    }
}

async function answer(call, request) {
    for (const parameters of request.response_parameters) {
        await sleep(parameters.interval_us / 1000);
        await new Promise((written) => call.write({ payload: zeros(parameters.size) }, written));
    }
}

async function streamingOutputCall(call) {
    const trailers = echoMetadata(call);
    await answer(call, call.request);
    call.end(trailers);
}

function streamingInputCall(call, done) {
    let size = 0;
    call.on('data', (request) => (size += request.payload.body.length));
    call.on('end', () => done(null, { aggregated_payload_size: size }));
}

function fullDuplexCall(call) {
    const trailers = echoMetadata(call);
    let answered = Promise.resolve();
    call.on('data', (request) => {
        const failure = failureOf(request, trailers);
        answered = answered.then(() =>
            failure ? call.emit('error', failure) : answer(call, request)
        );
    });
    call.on('end', () => answered.then(() => call.end(trailers)));
}

const server = new grpc.Server(OPTIONS);
server.addService(testing.TestService.service, {
    emptyCall,
    unaryCall,
    streamingOutputCall,
    streamingInputCall,
    fullDuplexCall,
});
const credentials = grpc.ServerCredentials.createInsecure();
server.bindAsync(`localhost:${process.argv[2]}`, credentials, (error, port) => {
    if (error) {
        throw error;
    }
    console.log(`Listening on port ${port}`);
});
