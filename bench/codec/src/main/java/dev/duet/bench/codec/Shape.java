package dev.duet.bench.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;

import dev.duet.bench.codec.google.Address;
import dev.duet.bench.codec.google.Batch;
import dev.duet.bench.codec.google.Chat;
import dev.duet.bench.codec.google.Country;
import dev.duet.bench.codec.google.Document;
import dev.duet.bench.codec.google.Event;
import dev.duet.bench.codec.google.Item;
import dev.duet.bench.codec.google.Labels;
import dev.duet.bench.codec.google.Order;
import dev.duet.bench.codec.google.Series;
import dev.duet.bench.codec.google.Status;
import dev.duet.proto.Bytes;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;

import java.util.List;
import java.util.stream.IntStream;

/// The messages that are measured.
public enum Shape {
    /// Two short texts.
    CHAT(dev.duet.bench.codec.duet.Chat.CODEC) {
        @Override
        MessageLite google() {
            return Chat.newBuilder().setName(WORDS[0]).setMessage(WORDS[1]).build();
        }

        @Override
        Message<?> duet() {
            return new dev.duet.bench.codec.duet.Chat(WORDS[0], WORDS[1]);
        }
    },
    /// Some 140 bytes with messages inside messages.
    NESTED(dev.duet.bench.codec.duet.Order.CODEC) {
        @Override
        MessageLite google() {
            return Order.newBuilder()
                    .setId(1_234_567_890_123L)
                    .setCustomer(WORDS[2])
                    .setAddress(
                            Address.newBuilder()
                                    .setStreet(WORDS[3])
                                    .setCity(WORDS[4])
                                    .setCountry(
                                            Country.newBuilder().setCode(WORDS[5]).setPrefix(1)))
                    .addItems(item(7))
                    .addItems(item(300))
                    .addItems(item(70_000))
                    .setTotal(99.95)
                    .setPaid(true)
                    .setStatus(Status.SENT)
                    .build();
        }

        @Override
        Message<?> duet() {
            return new dev.duet.bench.codec.duet.Order(
                    1_234_567_890_123L,
                    WORDS[2],
                    new dev.duet.bench.codec.duet.Address(
                            WORDS[3], WORDS[4], new dev.duet.bench.codec.duet.Country(WORDS[5], 1)),
                    List.of(duetItem(7), duetItem(300), duetItem(70_000)),
                    99.95,
                    true,
                    dev.duet.bench.codec.duet.Status.Known.SENT);
        }
    },
    /// A oneof, optional fields and bytes.
    EVENT(dev.duet.bench.codec.duet.Event.CODEC) {
        @Override
        MessageLite google() {
            return Event.newBuilder()
                    .setItem(item(5))
                    .setPriority(3)
                    .setSource(WORDS[6])
                    .setData(ByteString.copyFrom(DATA))
                    .build();
        }

        @Override
        Message<?> duet() {
            return new dev.duet.bench.codec.duet.Event(
                    new dev.duet.bench.codec.duet.Event.Payload.Item(duetItem(5)),
                    3,
                    WORDS[6],
                    Bytes.of(DATA));
        }
    },
    /// 1,000 packed doubles and as many packed varints.
    PACKED(dev.duet.bench.codec.duet.Series.CODEC) {
        @Override
        MessageLite google() {
            var series = Series.newBuilder();
            for (int i = 0; i < 1000; i++) {
                series.addValues(i * 1.5).addCounts(i * 37);
            }
            return series.build();
        }

        @Override
        Message<?> duet() {
            var series = dev.duet.bench.codec.duet.Series.builder();
            for (int i = 0; i < 1000; i++) {
                series.addValues(i * 1.5).addCounts(i * 37);
            }
            return series.build();
        }
    },
    /// 1,000 small messages.
    REPEATED(dev.duet.bench.codec.duet.Batch.CODEC) {
        @Override
        MessageLite google() {
            var batch = Batch.newBuilder();
            for (int i = 0; i < 1000; i++) {
                batch.addItems(item(i));
            }
            return batch.build();
        }

        @Override
        Message<?> duet() {
            var batch = dev.duet.bench.codec.duet.Batch.builder();
            for (int i = 0; i < 1000; i++) {
                batch.addItems(duetItem(i));
            }
            return batch.build();
        }
    },
    /// A text of 100 KB, all of it ASCII.
    ASCII(dev.duet.bench.codec.duet.Document.CODEC) {
        @Override
        MessageLite google() {
            return Document.newBuilder().setText(ASCII_TEXT).build();
        }

        @Override
        Message<?> duet() {
            return new dev.duet.bench.codec.duet.Document(ASCII_TEXT);
        }
    },
    /// A text of 100 KB with letters of two bytes.
    LATIN(dev.duet.bench.codec.duet.Document.CODEC) {
        @Override
        MessageLite google() {
            return Document.newBuilder().setText(LATIN_TEXT).build();
        }

        @Override
        Message<?> duet() {
            return new dev.duet.bench.codec.duet.Document(LATIN_TEXT);
        }
    },
    /// A text of 100 KB with letters of three bytes.
    HAN(dev.duet.bench.codec.duet.Document.CODEC) {
        @Override
        MessageLite google() {
            return Document.newBuilder().setText(HAN_TEXT).build();
        }

        @Override
        Message<?> duet() {
            return new dev.duet.bench.codec.duet.Document(HAN_TEXT);
        }
    },
    /// A map of ten entries.
    MAP(dev.duet.bench.codec.duet.Labels.CODEC) {
        @Override
        MessageLite google() {
            var labels = Labels.newBuilder();
            for (int i = 0; i < 10; i++) {
                labels.putLabels(KEYS[i], VALUES[i]);
            }
            return labels.build();
        }

        @Override
        Message<?> duet() {
            var labels = dev.duet.bench.codec.duet.Labels.builder();
            for (int i = 0; i < 10; i++) {
                labels.putLabels(KEYS[i], VALUES[i]);
            }
            return labels.build();
        }
    };

    private static final String ASCII_TEXT = "0123456789".repeat(10_000);
    private static final String LATIN_TEXT = "grüße von ".repeat(8_334);
    private static final String HAN_TEXT = "漢字かな".repeat(8_334);
    private static final String[] KEYS = texts("label-");
    private static final String[] VALUES = texts("value ");

    /// In an array, so that the compiler cannot know them.
    private static final String[] WORDS = {
        "Sam",
        "Hello, how are you?",
        "Ann Example",
        "12 Long Example Street",
        "Springfield",
        "US",
        "sensor",
        "gift"
    };

    private static final byte[] DATA = new byte[16];

    private final MessageCodec<?> codec;

    Shape(MessageCodec<?> codec) {
        this.codec = codec;
    }

    /// Makes protobuf-java's form of the message.
    abstract MessageLite google();

    /// Makes Duet's form of the message.
    abstract Message<?> duet();

    /// Duet's codec of the message's type.
    MessageCodec<?> codec() {
        return codec;
    }

    private static Item item(int product) {
        return Item.newBuilder().setProduct(product).setCount(2).setNote(WORDS[7]).build();
    }

    private static dev.duet.bench.codec.duet.Item duetItem(int product) {
        return new dev.duet.bench.codec.duet.Item(product, 2, WORDS[7]);
    }

    private static String[] texts(String start) {
        return IntStream.range(0, 10).mapToObj(i -> start + i).toArray(String[]::new);
    }
}
