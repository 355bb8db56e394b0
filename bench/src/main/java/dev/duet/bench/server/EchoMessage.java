package dev.duet.bench.server;

import dev.duet.proto.Bytes;
import dev.duet.proto.Codec;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;

/// The message of `bench.Echo`.
///
/// @param payload field 1
record EchoMessage(Bytes payload) {
    static final Codec<EchoMessage> CODEC = new MessageCodec();

    private static final class MessageCodec implements Codec<EchoMessage> {
        private static final int PAYLOAD = 1;
        private static final int PAYLOAD_TAG = PAYLOAD << 3 | 2;

        @Override
        public void encode(EchoMessage message, ProtoWriter out) {
            if (!message.payload.isEmpty()) {
                out.writeBytes(PAYLOAD, message.payload);
            }
        }

        @Override
        public EchoMessage decode(ProtoReader in) {
            Bytes payload = Bytes.EMPTY;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == PAYLOAD_TAG) {
                    payload = in.readBytes();
                } else {
                    in.skip(tag);
                }
            }
            return new EchoMessage(payload);
        }
    }
}
