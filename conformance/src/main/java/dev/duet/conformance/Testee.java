package dev.duet.conformance;

import com.google.protobuf.conformance.ConformanceRequest;
import com.google.protobuf.conformance.ConformanceRequest.Payload;
import com.google.protobuf.conformance.ConformanceResponse;
import com.google.protobuf.conformance.ConformanceResponse.Result;
import com.google.protobuf.conformance.FailureSet;
import com.google.protobuf.conformance.TestCategory;
import com.google.protobuf.conformance.WireFormat;

import dev.duet.json.JsonException;
import dev.duet.json.ProtoJson;
import dev.duet.proto.Bytes;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ProtoException;
import dev.duet.proto.TypeRegistry;
import dev.duet.text.ProtoText;
import dev.duet.text.TextException;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Answers the requests of the conformance suite: parses a message in one format and writes it in
/// another.
///
/// A request and a response are a message with its length in front, as four bytes, the lowest
/// first.
final class Testee {
    private final TypeRegistry types = TestTypes.registry();
    private final ProtoJson json = ProtoJson.DEFAULT.withTypes(types);
    private final ProtoText text = ProtoText.DEFAULT.withTypes(types);

    private Testee() {}

    public static void main(String[] arguments) throws IOException {
        var testee = new Testee();
        try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
                OutputStream out =
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            byte[] length = in.readNBytes(Integer.BYTES);
            while (length.length == Integer.BYTES) {
                byte[] request = in.readNBytes(littleEndian(length).getInt());
                byte[] response = testee.answer(request).toByteArray();
                out.write(littleEndian(new byte[Integer.BYTES]).putInt(response.length).array());
                out.write(response);
                out.flush();
                length = in.readNBytes(Integer.BYTES);
            }
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ConformanceResponse answer(byte[] bytes) {
        ConformanceRequest request = ConformanceRequest.CODEC.parse(bytes);
        Result result;
        try {
            if (request.messageType().equals(FailureSet.CODEC.type().fullName())) {
                result = new Result.ProtobufPayload(Bytes.of(FailureSet.DEFAULT.toByteArray()));
            } else {
                result = convert(request, types.find(request.messageType()));
            }
        } catch (RuntimeException | StackOverflowError e) {
            result = new Result.RuntimeError(e.toString());
        }
        return new ConformanceResponse(result);
    }

    private <M extends Message<M>> Result convert(
            ConformanceRequest request, MessageCodec<M> codec) {
        M message;
        try {
            message = parse(request, codec);
        } catch (ProtoException | JsonException | TextException e) {
            return new Result.ParseError(e.getMessage());
        }
        return switch (request.requestedOutputFormat()) {
            case WireFormat.Known.PROTOBUF ->
                    new Result.ProtobufPayload(Bytes.of(message.toByteArray()));
            case WireFormat.Known.JSON -> {
                try {
                    yield new Result.JsonPayload(json.print(message));
                } catch (JsonException e) {
                    yield new Result.SerializeError(e.getMessage());
                }
            }
            case WireFormat.Known.TEXT_FORMAT -> {
                ProtoText form = request.printUnknownFields() ? text.printingUnknownFields() : text;
                yield new Result.TextPayload(form.print(message));
            }
            case WireFormat.Known.UNSPECIFIED, WireFormat.Known.JSPB ->
                    new Result.Skipped("no such format: " + request.requestedOutputFormat());
            case WireFormat.Unrecognized(int number) ->
                    new Result.Skipped("no such format: " + number);
        };
    }

    private <M extends Message<M>> M parse(ConformanceRequest request, MessageCodec<M> codec) {
        return switch (request.payload()) {
            case Payload.ProtobufPayload(var bytes) -> codec.parse(bytes);
            case Payload.JsonPayload(var input) -> {
                boolean ignoring =
                        request.testCategory()
                                == TestCategory.Known.JSON_IGNORE_UNKNOWN_PARSING_TEST;
                yield (ignoring ? json.ignoringUnknownFields() : json).parse(input, codec);
            }
            case Payload.TextPayload(var input) -> text.parse(input, codec);
            case Payload.JspbPayload(var input) -> throw new UnsupportedOperationException(input);
            case null -> throw new IllegalArgumentException("a request without payload");
        };
    }
}
