package dev.duet.interop;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.StringValue;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.ServerCalls.BidiStreamingMethod;
import io.grpc.stub.StreamObserver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The walkthrough's chat as grpc-java sees it.
final class ChatPeer {
    static final MethodDescriptor<Line, StringValue> CHAT =
            MethodDescriptor.<Line, StringValue>newBuilder()
                    .setType(MethodType.BIDI_STREAMING)
                    .setFullMethodName("Chat/chat")
                    .setRequestMarshaller(new LineMarshaller())
                    .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                    .build();

    private ChatPeer() {}

    /// The service of the walkthrough: answers every message at once.
    static ServerServiceDefinition service() {
        return service(
                answers ->
                        new StreamObserver<>() {
                            @Override
                            public void onNext(Line line) {
                                answers.onNext(StringValue.of(line.name + ": " + line.message));
                            }

                            @Override
                            public void onError(Throwable cause) {
                                answers.onError(cause);
                            }

                            @Override
                            public void onCompleted() {
                                answers.onCompleted();
                            }
                        });
    }

    static ServerServiceDefinition service(BidiStreamingMethod<Line, StringValue> method) {
        return ServerServiceDefinition.builder("Chat")
                .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(method))
                .build();
    }

    /// A chat message.
    record Line(String name, String message) {}

    private static final class LineMarshaller implements Marshaller<Line> {
        @Override
        public InputStream stream(Line line) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            try {
                out.writeString(1, line.name);
                out.writeString(2, line.message);
                out.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public Line parse(InputStream stream) {
            CodedInputStream in = CodedInputStream.newInstance(stream);
            String name = "";
            String message = "";
            try {
                for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                    if (tag >>> 3 == 1) {
                        name = in.readString();
                    } else {
                        message = in.readString();
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return new Line(name, message);
        }
    }
}
