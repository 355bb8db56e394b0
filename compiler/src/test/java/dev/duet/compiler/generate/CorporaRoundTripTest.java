package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.ProtoCompiler;
import dev.duet.compiler.oracle.Corpus;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random messages of real types go from protobuf-java to generated code and back, and so do broken
/// ones.
///
/// Each build does that for the smaller jars in `target/oracle` and a part of Envoy's files; the
/// profile `oracle` for all files of all jars.
class CorporaRoundTripTest {
    private static final Path ORACLE = Path.of("target", "oracle");
    private static final boolean ALL = Boolean.getBoolean("duet.corpora.all");
    private static final String ENVOY = "api-1.0.49.jar";
    private static final int MESSAGES = 4;
    private static final int MUTANTS = 8;

    /// Deeper messages of Envoy's types have millions of fields.
    private static final int DEPTH = 2;

    private static List<Corpus> jars;
    private static int types;

    static List<Corpus> corpora() throws IOException {
        jars = Corpus.jars(ORACLE);
        return jars.stream().filter(jar -> isListed(jar.name())).toList();
    }

    private static boolean isListed(String jar) {
        if (ALL) {
            // What protobuf-java's own files become is in the runtime.
            return !jar.startsWith("protobuf-java");
        }
        return jar.equals(ENVOY)
                || jar.startsWith("opentelemetry-proto")
                || jar.startsWith("proto-google-common-protos");
    }

    @AfterAll
    static void report() {
        IO.println("messages of " + types + " types exchanged with protobuf-java");
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void messagesOfRealTypesAreExchangedWithProtobufJava(Corpus jar) throws Exception {
        List<Path> roots = new ArrayList<>(List.of(jar.directory()));
        for (Corpus other : jars) {
            roots.add(other.directory());
        }
        List<String> names =
                jar.files().stream()
                        .filter(name -> ALL || !jar.name().equals(ENVOY) || isSample(name))
                        .toList();
        Generated generated = Generated.of(roots, withImports(roots, names), "");
        var random = new Random(1);
        for (Descriptor type : generated.messages(names)) {
            for (int seed = 0; seed < MESSAGES; seed++) {
                var message = new RandomMessages(seed).message(type, DEPTH);
                RoundTrips.check(generated.codec(type), type, message, seed);
                byte[] bytes = message.toByteArray();
                for (int i = 0; i < MUTANTS && bytes.length > 0; i++) {
                    byte[] mutant = RoundTrips.mutant(bytes, random);
                    RoundTrips.checkMutant(generated.codec(type), type, mutant);
                }
            }
            types++;
        }
    }

    private static boolean isSample(String name) {
        return name.startsWith("envoy/type/") || name.startsWith("envoy/config/core/");
    }

    /// The files with all that they import, but for what the runtime has.
    private static List<String> withImports(List<Path> roots, List<String> names) {
        Compilation alone = new ProtoCompiler(roots).compile(names);
        return alone.files().stream()
                .map(FileDescriptorProto::getName)
                .filter(name -> !name.startsWith("google/protobuf/"))
                .toList();
    }
}
