'use strict';
// gRPC's standard interop cases on grpc-js: client.js PORT runs all, and exits with 1 if one fails.

const assert = require('assert');
const grpc = require('@grpc/grpc-js');
const { testing, ECHO_INITIAL, ECHO_TRAILING, OPTIONS, zeros } = require('./service');

const SPECIAL_MESSAGE = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
const REQUEST_SIZES = [27182, 8, 1828, 45904];
const RESPONSE_SIZES = [31415, 9, 2653, 58979];
/** The write flag, which grpc-js does not export. */
const NO_COMPRESS = 2;

const { status: Status } = grpc;

const address = `localhost:${process.argv[2]}`;
const credentials = grpc.credentials.createInsecure();
const service = new testing.TestService(address, credentials, OPTIONS);
const elsewhere = new testing.UnimplementedService(address, credentials, OPTIONS);
const compressing = new testing.TestService(address, credentials, {
    ...OPTIONS,
    'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip,
});

/** Calls a method with one response: the response, headers and trailers, or the error. */
function call(client, method, ...args) {
    return new Promise((resolve, reject) => {
        let headers, trailers;
        const surface = client[method](...args, (error, response) =>
            // after the trailers, which come with the status
            setImmediate(() => (error ? reject(error) : resolve({ response, headers, trailers })))
        );
        surface.on('metadata', (metadata) => (headers = metadata));
        surface.on('status', (status) => (trailers = status.metadata));
    });
}

/** Calls a method that takes a stream: sends, ends, and waits for the response. */
function send(client, method, send) {
    return new Promise((resolve, reject) => {
        const surface = client[method]((error, response) =>
            error ? reject(error) : resolve(response)
        );
        send(surface);
    });
}

async function sizes(responses) {
    const result = [];
    for await (const response of responses) {
        result.push(requireZeros(response));
    }
    return result;
}

function requireZeros(response) {
    assert(response.payload.body.every((octet) => octet === 0));
    return response.payload.body.length;
}

async function failure(code, promise) {
    const error = await promise.then(
        () => assert.fail(`succeeded, but should have failed with ${code}`),
        (error) => error
    );
    assert.strictEqual(error.code, code, error.stack);
    return error;
}

const largeRequest = (more) => ({ response_size: 314159, payload: zeros(271828), ...more });
const output = (...sizes) => ({ response_parameters: sizes.map((size) => ({ size })) });

async function unary(client, request, size) {
    const { response } = await call(client, 'unaryCall', request);
    assert.strictEqual(requireZeros(response), size);
}

function checkEcho(headers, trailers) {
    assert.deepStrictEqual(headers.get(ECHO_INITIAL), ['test_initial_metadata_value']);
    assert.deepStrictEqual(trailers.get(ECHO_TRAILING), [Buffer.from('ababab', 'hex')]);
}

/** Takes the responses of a duplex call one by one. */
function receiver(duplex) {
    const iterator = duplex[Symbol.asyncIterator]();
    return async () => {
        const { value, done } = await iterator.next();
        return done ? null : requireZeros(value);
    };
}

const cases = {
    async empty_unary() {
        await call(service, 'emptyCall', {});
    },
    async large_unary() {
        await unary(service, largeRequest(), 314159);
    },
    async very_large_request() {
        await unary(service, { response_size: 10, payload: zeros(10 * 1024 * 1024) }, 10);
    },
    async client_compressed_unary() {
        const probe = largeRequest({ expect_compressed: { value: true } });
        await failure(Status.INVALID_ARGUMENT, call(service, 'unaryCall', probe));
        await unary(compressing, probe, 314159);
        await unary(service, largeRequest({ expect_compressed: { value: false } }), 314159);
    },
    async server_compressed_unary() {
        for (const value of [true, false]) {
            await unary(service, largeRequest({ response_compressed: { value } }), 314159);
        }
    },
    async client_streaming() {
        const response = await send(service, 'streamingInputCall', (requests) => {
            REQUEST_SIZES.forEach((size) => requests.write({ payload: zeros(size) }));
            requests.end();
        });
        assert.strictEqual(response.aggregated_payload_size, 27182 + 8 + 1828 + 45904);
    },
    async client_compressed_streaming() {
        const input = (size, value) => ({ payload: zeros(size), expect_compressed: { value } });
        const probe = send(service, 'streamingInputCall', (requests) => {
            requests.write(input(27182, true));
            requests.end();
        });
        await failure(Status.INVALID_ARGUMENT, probe);
        const response = await send(compressing, 'streamingInputCall', (requests) => {
            requests.write(input(27182, true));
            requests.write(input(45904, false), NO_COMPRESS);
            requests.end();
        });
        assert.strictEqual(response.aggregated_payload_size, 27182 + 45904);
    },
    async server_streaming() {
        const responses = service.streamingOutputCall(output(...RESPONSE_SIZES));
        assert.deepStrictEqual(await sizes(responses), RESPONSE_SIZES);
    },
    async server_compressed_streaming() {
        const responses = service.streamingOutputCall({
            response_parameters: [
                { size: 31415, compressed: { value: true } },
                { size: 92653, compressed: { value: false } },
            ],
        });
        assert.deepStrictEqual(await sizes(responses), [31415, 92653]);
    },
    async ping_pong() {
        const duplex = service.fullDuplexCall();
        const receive = receiver(duplex);
        for (const [i, size] of REQUEST_SIZES.entries()) {
            duplex.write({ ...output(RESPONSE_SIZES[i]), payload: zeros(size) });
            assert.strictEqual(await receive(), RESPONSE_SIZES[i]);
        }
        duplex.end();
        assert.strictEqual(await receive(), null);
    },
    async empty_stream() {
        const duplex = service.fullDuplexCall();
        duplex.end();
        assert.deepStrictEqual(await sizes(duplex), []);
    },
    async cancel_after_begin() {
        const cancelled = send(service, 'streamingInputCall', (requests) => requests.cancel());
        await failure(Status.CANCELLED, cancelled);
    },
    async cancel_after_first_response() {
        const duplex = service.fullDuplexCall();
        const receive = receiver(duplex);
        duplex.write({ ...output(31415), payload: zeros(27182) });
        assert.strictEqual(await receive(), 31415);
        duplex.cancel();
        await failure(Status.CANCELLED, receive());
    },
    async timeout_on_sleeping_server() {
        // Not 1 ms: that is over for the server, too, before Node has looked at its own timer.
        const duplex = service.fullDuplexCall({ deadline: Date.now() + 50 });
        duplex.write({ payload: zeros(27182) });
        await failure(Status.DEADLINE_EXCEEDED, sizes(duplex));
    },
    async custom_metadata() {
        const metadata = new grpc.Metadata();
        metadata.set(ECHO_INITIAL, 'test_initial_metadata_value');
        metadata.set(ECHO_TRAILING, Buffer.from('ababab', 'hex'));
        const { headers, trailers } = await call(service, 'unaryCall', largeRequest(), metadata);
        checkEcho(headers, trailers);
        const duplex = service.fullDuplexCall(metadata);
        const seen = {};
        duplex.on('metadata', (received) => (seen.headers = received));
        const status = new Promise((resolve) => duplex.on('status', resolve));
        duplex.write({ ...output(314159), payload: zeros(271828) });
        duplex.end();
        assert.deepStrictEqual(await sizes(duplex), [314159]);
        checkEcho(seen.headers, (await status).metadata);
    },
    async status_code_and_message() {
        const response_status = { code: 2, message: 'test status message' };
        const single = call(service, 'unaryCall', { response_status });
        assert.strictEqual((await failure(2, single)).details, response_status.message);
        const duplex = service.fullDuplexCall();
        duplex.write({ response_status });
        duplex.end();
        assert.strictEqual((await failure(2, sizes(duplex))).details, response_status.message);
    },
    async special_status_message() {
        const response_status = { code: 2, message: SPECIAL_MESSAGE };
        const error = await failure(2, call(service, 'unaryCall', { response_status }));
        assert.strictEqual(error.details, SPECIAL_MESSAGE);
    },
    async unimplemented_method() {
        await failure(Status.UNIMPLEMENTED, call(service, 'unimplementedCall', {}));
    },
    async unimplemented_service() {
        await failure(Status.UNIMPLEMENTED, call(elsewhere, 'unimplementedCall', {}));
    },
    async rpc_soak() {
        for (let i = 0; i < 200; i++) {
            await unary(service, largeRequest(), 314159);
        }
    },
    async many_at_once() {
        const calls = Array.from({ length: 300 }, () => unary(service, largeRequest(), 314159));
        await Promise.all(calls);
    },
};

async function main() {
    let failed = 0;
    for (const [name, run] of Object.entries(cases)) {
        const begin = Date.now();
        try {
            await run();
            console.log(`passed ${name} (${Date.now() - begin} ms)`);
        } catch (error) {
            failed++;
            console.log(`FAILED ${name}\n${error.stack}`);
        }
    }
    const count = Object.keys(cases).length;
    console.log(`${count - failed} of ${count} cases passed`);
    process.exit(failed ? 1 : 0);
}

main();
