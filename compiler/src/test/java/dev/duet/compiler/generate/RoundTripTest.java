package dev.duet.compiler.generate;

import com.google.protobuf.Descriptors.Descriptor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Random;

/// Generated code and protobuf-java understand each other's bytes, for every message type of the
/// table and random values.
class RoundTripTest {
    private static final int MESSAGES = 60;
    private static final int MUTANTS = 20;

    static List<String> table() {
        return Generated.table();
    }

    @ParameterizedTest
    @MethodSource("table")
    void readsAndWritesWhatProtobufJavaDoes(String proto) throws Exception {
        Generated generated = Generated.of(proto);
        for (Descriptor type : generated.messages()) {
            for (int seed = 0; seed < MESSAGES; seed++) {
                var message = new RandomMessages(seed).message(type, 3);
                RoundTrips.check(generated.codec(type), type, message, seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void refusesBrokenBytesWithNothingButAProtoException(String proto) {
        Generated generated = Generated.of(proto);
        var random = new Random(1);
        for (Descriptor type : generated.messages()) {
            for (int seed = 0; seed < MESSAGES; seed++) {
                byte[] bytes = new RandomMessages(seed).message(type, 3).toByteArray();
                for (int i = 0; i < MUTANTS && bytes.length > 0; i++) {
                    byte[] mutant = RoundTrips.mutant(bytes, random);
                    RoundTrips.checkMutant(generated.codec(type), type, mutant);
                }
            }
        }
    }
}
