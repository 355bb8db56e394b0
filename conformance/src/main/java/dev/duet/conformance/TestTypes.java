package dev.duet.conformance;

import com.google.protobuf_test_messages.edition2023.TestAllTypesEdition2023;
import com.google.protobuf_test_messages.edition2023.TestMessagesEdition2023Extensions;
import com.google.protobuf_test_messages.editions.proto2.TestMessagesProto2EditionsExtensions;
import com.google.protobuf_test_messages.proto2.TestAllTypesProto2;
import com.google.protobuf_test_messages.proto2.TestAllTypesProto2.ExtensionWithOneof;
import com.google.protobuf_test_messages.proto2.TestAllTypesProto2.MessageSetCorrect;
import com.google.protobuf_test_messages.proto2.TestAllTypesProto2.MessageSetCorrectExtension1;
import com.google.protobuf_test_messages.proto2.TestAllTypesProto2.MessageSetCorrectExtension2;
import com.google.protobuf_test_messages.proto2.TestMessagesProto2Extensions;
import com.google.protobuf_test_messages.proto3.TestAllTypesProto3;

import dev.duet.proto.TypeRegistry;

import java.util.List;

/// The messages that the suite uses, and the extensions of them.
final class TestTypes {
    private TestTypes() {}

    static TypeRegistry registry() {
        return editions(
                TypeRegistry.of(
                                TestAllTypesProto2.CODEC,
                                TestAllTypesProto3.CODEC,
                                TestAllTypesEdition2023.CODEC)
                        .withExtensions(
                                TestAllTypesProto2.CODEC,
                                List.of(
                                        TestMessagesProto2Extensions.EXTENSION_INT32,
                                        TestMessagesProto2Extensions.GROUPFIELD))
                        .withExtensions(
                                MessageSetCorrect.CODEC,
                                List.of(
                                        MessageSetCorrectExtension1.MESSAGE_SET_EXTENSION,
                                        MessageSetCorrectExtension2.MESSAGE_SET_EXTENSION,
                                        ExtensionWithOneof.EXTENSION_WITH_ONEOF))
                        .withExtensions(
                                TestAllTypesEdition2023.CODEC,
                                List.of(
                                        TestMessagesEdition2023Extensions.EXTENSION_INT32,
                                        TestMessagesEdition2023Extensions.GROUPLIKETYPE,
                                        TestMessagesEdition2023Extensions.DELIMITED_EXT)));
    }

    /// Adds the messages of proto2 and proto3 written as editions, whose names are the same.
    private static TypeRegistry editions(TypeRegistry others) {
        return others.with(
                        com.google.protobuf_test_messages.editions.proto2.TestAllTypesProto2.CODEC,
                        com.google.protobuf_test_messages.editions.proto3.TestAllTypesProto3.CODEC)
                .withExtensions(
                        com.google.protobuf_test_messages.editions.proto2.TestAllTypesProto2.CODEC,
                        List.of(
                                TestMessagesProto2EditionsExtensions.EXTENSION_INT32,
                                TestMessagesProto2EditionsExtensions.GROUPFIELD))
                .withExtensions(
                        com.google.protobuf_test_messages.editions.proto2.TestAllTypesProto2
                                .MessageSetCorrect.CODEC,
                        List.of(
                                com.google.protobuf_test_messages.editions.proto2.TestAllTypesProto2
                                        .MessageSetCorrectExtension1.MESSAGE_SET_EXTENSION,
                                com.google.protobuf_test_messages.editions.proto2.TestAllTypesProto2
                                        .MessageSetCorrectExtension2.MESSAGE_SET_EXTENSION,
                                com.google.protobuf_test_messages.editions.proto2.TestAllTypesProto2
                                        .ExtensionWithOneof.EXTENSION_WITH_ONEOF));
    }
}
